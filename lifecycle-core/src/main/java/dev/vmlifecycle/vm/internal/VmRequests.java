package dev.vmlifecycle.vm.internal;

import dev.vmlifecycle.engine.Instance;
import dev.vmlifecycle.engine.NewEvent;
import dev.vmlifecycle.engine.Request;
import dev.vmlifecycle.engine.RequestApplier;
import dev.vmlifecycle.ip.ReleaseAddresses;
import dev.vmlifecycle.vm.TerminateOptions;
import dev.vmlifecycle.vm.deploy.RenewalPipelines;
import dev.vmlifecycle.vm.dns.DnsPipelines;
import dev.vmlifecycle.vm.restore.RestorePipeline;
import dev.vmlifecycle.vm.snapshot.SnapshotPipelines;
import dev.vmlifecycle.vm.store.ReleaseNode;
import dev.vmlifecycle.vm.store.RetireVmid;
import dev.vmlifecycle.vm.store.SaveVmRow;
import dev.vmlifecycle.vm.terminate.UndoPipeline;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What a request makes of a VM's record when its turn comes. */
public final class VmRequests implements RequestApplier {

    @Override
    public Start apply(Instance instance, Request request) {
        VmRecord vm = VmCodec.read(instance.subject());
        return switch (request.pipeline()) {
            case "change_package" ->
                start(
                        instance,
                        request,
                        vm.withPkg(PackageCodec.fromText(request.payload())).withChange(Optional.empty()));
            case "terminate" ->
                start(
                        instance,
                        request,
                        interrupted(instance, vm)
                                .withChange(Optional.empty())
                                .withEnding(Optional.of(ending(instance, request, vm))));
            case UndoPipeline.NAME -> start(instance, request, interrupted(instance, vm));
            case "deploy" -> deploy(request);
            case RestorePipeline.NAME ->
                new Start(
                        request.pipeline(),
                        RestoreAsk.begin(
                                VmCodec.rewrite(
                                        instance.subject(),
                                        interrupted(instance, vm).withChange(Optional.empty())),
                                request.payload()),
                        started(request),
                        List.of());
            case DnsPipelines.RESYNC, DnsPipelines.REPAIR, DnsPipelines.CLEANUP -> start(instance, request, vm);
            case SnapshotPipelines.CREATE, SnapshotPipelines.DELETE, SnapshotPipelines.ROLLBACK ->
                new Start(
                        request.pipeline(),
                        SnapshotAsk.begin(instance.subject(), request.payload()),
                        started(request),
                        List.of());
            case RenewalPipelines.REDEPLOY, RenewalPipelines.REINSTALL ->
                start(
                        instance,
                        request,
                        interrupted(instance, vm)
                                .withChange(Optional.empty())
                                .withEnding(Optional.of(
                                        Ending.asked(request.at(), TerminateOptions.defaults(), false, vm.ending()))));
            case ResetRequest.NAME ->
                ResetRequest.fromText(request.payload()).start(instance, request.by(), request.at());
            default ->
                throw new IllegalArgumentException("request: " + request.pipeline() + " (expected: a known pipeline)");
        };
    }

    /** Nothing of an earlier deploy is there: what it reserved is given back, since it may not fit what is asked now. */
    private static Start deploy(Request request) {
        VmRecord anew = VmCodec.read(request.payload());
        String key = anew.id().key().value();
        return new Start(
                request.pipeline(),
                request.payload(),
                started(request),
                List.of(
                        new SaveVmRow(VmRun.row(anew)),
                        new ReleaseAddresses(key, false, Duration.ZERO),
                        new RetireVmid(key, Duration.ZERO),
                        new ReleaseNode(key)));
    }

    private static Start start(Instance instance, Request request, VmRecord vm) {
        return new Start(request.pipeline(), VmCodec.rewrite(instance.subject(), vm), started(request), List.of());
    }

    private static List<NewEvent> started(Request request) {
        return List.of(new NewEvent("started", request.pipeline() + " by " + request.by()));
    }

    private static Ending ending(Instance instance, Request request, VmRecord vm) {
        return Ending.asked(
                request.at(),
                EndingCodec.fromText(request.payload()),
                instance.pointer().state().equals("ready"),
                vm.ending());
    }

    /** A step that was interrupted may have started something: its notes go along, to be settled before anything is destroyed. */
    static VmRecord interrupted(Instance instance, VmRecord vm) {
        return instance.checkpoint()
                .map(notes -> vm.withOpen(Optional.of(new VmRecord.OpenIntent(
                        instance.pointer().pipeline(), instance.pointer().state(), notes))))
                .orElse(vm);
    }
}
