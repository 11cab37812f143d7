package dev.vmlifecycle.vm.internal;

import dev.vmlifecycle.engine.Instance;
import dev.vmlifecycle.engine.NewEvent;
import dev.vmlifecycle.engine.RequestApplier.Start;
import dev.vmlifecycle.vm.OpenWork;
import dev.vmlifecycle.vm.ResetTarget;
import dev.vmlifecycle.vm.TerminateOptions;
import dev.vmlifecycle.vm.change.ChangePipeline;
import dev.vmlifecycle.vm.deploy.DeployPipeline;
import dev.vmlifecycle.vm.dns.DnsPipelines;
import dev.vmlifecycle.vm.terminate.TerminatePipeline;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * An operator's reset, as it waits in the row.
 *
 * @param target where the VM is set down
 * @param work what becomes of work under way
 */
record ResetRequest(ResetTarget target, OpenWork work) {
    /** The name of such a request; there is no pipeline of that name. */
    static final String NAME = "reset";

    String toText() {
        return target.state() + " " + work.name().toLowerCase(Locale.ROOT);
    }

    static ResetRequest fromText(String text) {
        String[] words = text.split(" ", -1);
        ResetTarget target = ResetTarget.of(words[0])
                .orElseThrow(() -> new IllegalArgumentException("reset: " + text + " (expected: a known target)"));
        return new ResetRequest(target, OpenWork.valueOf(words[1].toUpperCase(Locale.ROOT)));
    }

    static boolean hasOpenWork(Instance row) {
        return row.checkpoint().isPresent()
                || VmCodec.read(row.subject()).open().isPresent();
    }

    /** Where the VM stands afterwards. Work that began after the reset was asked for goes along, to be settled. */
    Start start(Instance row, String by, Instant at) {
        VmRecord vm = work == OpenWork.FORGET
                ? VmCodec.read(row.subject()).withOpen(Optional.empty())
                : VmRequests.interrupted(row, VmCodec.read(row.subject()));
        VmRecord plain = vm.withChange(Optional.empty());
        VmRecord placed = switch (target) {
            case TERMINATE ->
                plain.withEnding(Optional.of(Ending.asked(at, TerminateOptions.defaults(), false, plain.ending())));
            case REMOVE -> plain;
            default -> plain.withEnding(Optional.empty());
        };
        return new Start(
                pipeline(),
                Optional.of(target.state()),
                VmCodec.rewrite(row.subject(), placed),
                List.of(new NewEvent("reset", row.pointer().state() + " -> " + target.state() + " by " + by)),
                List.of());
    }

    private String pipeline() {
        return switch (target) {
            case CREATION, SET_IP, READY -> DeployPipeline.NAME;
            case CHANGE_PACKAGE -> ChangePipeline.NAME;
            case SET_DNS_RECORDS -> DnsPipelines.RESYNC;
            case TERMINATE, REMOVE -> TerminatePipeline.NAME;
        };
    }
}
