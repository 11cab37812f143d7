package dev.vmlifecycle.vm.internal;

import dev.vmlifecycle.engine.Instance;
import dev.vmlifecycle.engine.NewEvent;
import dev.vmlifecycle.engine.Request;
import dev.vmlifecycle.engine.SubjectStore;
import dev.vmlifecycle.vm.Actor;
import dev.vmlifecycle.vm.TerminateOptions;
import dev.vmlifecycle.vm.Termination;
import dev.vmlifecycle.vm.VmException;
import dev.vmlifecycle.vm.VmKey;
import dev.vmlifecycle.vm.store.IsProtected;
import dev.vmlifecycle.vm.store.ProtectVm;
import dev.vmlifecycle.vm.terminate.TerminatePipeline;
import dev.vmlifecycle.vm.terminate.UndoPipeline;
import java.util.List;
import java.util.Optional;

/** Takes what is asked about a VM's end. Writes rows, never calls Proxmox. */
public final class TerminationDesk {
    private final SubjectStore store;

    /**
     * Makes the desk.
     *
     * @param store where the rows are
     */
    public TerminationDesk(SubjectStore store) {
        this.store = store;
    }

    /**
     * Takes a termination.
     *
     * @param key the VM
     * @param options how; empty = however it is under way already, else the defaults
     */
    public void terminate(VmKey key, Optional<TerminateOptions> options) {
        while (true) {
            Instance row = FrontDesk.require(store, key);
            Optional<TerminateOptions> present = present(row);
            boolean same =
                    present.isPresent() && (options.isEmpty() || options.get().equals(present.get()));
            if (same || FrontDesk.isGone(row)) {
                return;
            }
            requireUnprotected(store, key);
            String payload = EndingCodec.toText(options.orElseGet(TerminateOptions::defaults));
            if (asked(row, FrontDesk.ask(TerminatePipeline.NAME, true, payload, Actor.host()))) {
                return;
            }
        }
    }

    /** What destroys a VM is refused while its record is protected. */
    static void requireUnprotected(SubjectStore store, VmKey key) {
        if (store.ask(new IsProtected(key.value()))) {
            throw refused(key, "is protected (expected: the mark taken away first)");
        }
    }

    /** The termination that waits or is under way; one that needs a human is neither. */
    private static Optional<TerminateOptions> present(Instance row) {
        if (row.request().isPresent()) {
            return row.request().filter(TerminationDesk::isTermination).map(ask -> EndingCodec.fromText(ask.payload()));
        }
        boolean under = isUnder(row) && !row.pointer().state().equals(TerminateSteps.ERROR);
        return under ? VmCodec.read(row.subject()).ending().map(Ending::options) : Optional.empty();
    }

    private static boolean isTermination(Request ask) {
        return ask.pipeline().equals(TerminatePipeline.NAME);
    }

    private static boolean isUnder(Instance row) {
        return row.pointer().pipeline().equals(TerminatePipeline.NAME)
                && !row.pointer().state().equals("remove");
    }

    /**
     * Takes a termination back. That nothing is gone yet is seen in the row: see {@link TerminateSteps#afterGrace}.
     *
     * @param key the VM
     * @param actor who asks, and why
     */
    public void cancel(VmKey key, Actor actor) {
        while (true) {
            Instance row = FrontDesk.require(store, key);
            if (isTakenBack(row)) {
                return;
            }
            Request ask = FrontDesk.ask(UndoPipeline.NAME, isUnder(row), "", actor);
            requireCancellable(key, row);
            if (asked(row, ask)) {
                return;
            }
        }
    }

    private static boolean isTakenBack(Instance row) {
        boolean asked = row.request()
                .filter(ask -> ask.pipeline().equals(UndoPipeline.NAME))
                .isPresent();
        boolean under = row.pointer().pipeline().equals(UndoPipeline.NAME)
                && !row.pointer().state().equals("ready");
        return asked || (under && row.request().isEmpty());
    }

    private static void requireCancellable(VmKey key, Instance row) {
        Optional<Request> waiting = row.request().filter(TerminationDesk::isTermination);
        if (waiting.isPresent()) {
            requireGrace(key, EndingCodec.fromText(waiting.get().payload()));
            if (!isUnder(row)) {
                return; // it has not begun
            }
        }
        if (!isUnder(row)) {
            throw refused(key, "is " + Views.status(row) + " (expected: a termination under way)");
        }
        Optional<Ending> ending = VmCodec.read(row.subject()).ending();
        ending.ifPresent(one -> requireGrace(key, one.options()));
        if (!isCancellable(row)) {
            throw refused(
                    key,
                    "its termination cannot be taken back any more, or began before the VM was ready"
                            + " (expected: one of a ready VM, within its grace period)");
        }
    }

    private static void requireGrace(VmKey key, TerminateOptions options) {
        if (options.grace().isZero()) {
            throw refused(key, "its termination has no grace period (expected: one that has)");
        }
    }

    private static boolean isCancellable(Instance row) {
        boolean early =
                List.of("terminate", "term_stopped").contains(row.pointer().state());
        return early
                && VmCodec.read(row.subject())
                        .ending()
                        .filter(Ending::isTakenBack)
                        .isPresent();
    }

    /**
     * How a termination stands.
     *
     * @param key the VM
     * @return empty when none is under way
     */
    public Optional<Termination> of(VmKey key) {
        return store.find(key.value()).flatMap(TerminationDesk::view);
    }

    private static Optional<Termination> view(Instance row) {
        Optional<Request> waiting = row.request().filter(TerminationDesk::isTermination);
        if (waiting.isPresent() && !isUnder(row)) {
            boolean grace =
                    !EndingCodec.fromText(waiting.get().payload()).grace().isZero();
            return Optional.of(new Termination(Optional.empty(), Optional.empty(), grace));
        }
        return isUnder(row)
                ? VmCodec.read(row.subject())
                        .ending()
                        .map(ending -> new Termination(
                                Optional.of(ending.asked()),
                                Optional.of(ending).filter(Ending::hasGrace).map(Ending::destroyAt),
                                isCancellable(row)))
                : Optional.empty();
    }

    /**
     * Marks a VM as not to be terminated, or takes the mark away.
     *
     * @param key the VM
     * @param protect whether it is to be protected
     * @param actor who asks, and why
     */
    public void protect(VmKey key, boolean protect, Actor actor) {
        Instance row = FrontDesk.require(store, key);
        boolean ending = row.request().filter(TerminationDesk::isTermination).isPresent() || isUnder(row);
        if (protect && (ending || FrontDesk.isGone(row))) {
            throw refused(key, "is " + Views.status(row) + " (expected: one that is not being terminated)");
        }
        if (store.ask(new IsProtected(key.value())) != protect) {
            String text = (protect ? "protected" : "no longer protected") + " by " + actor;
            store.administer(
                    key.value(), new ProtectVm(key.value(), protect), List.of(new NewEvent("protection", text)));
        }
    }

    private boolean asked(Instance row, Request ask) {
        return store.request(row, ask, List.of(new NewEvent("requested", ask.pipeline() + " by " + ask.by())));
    }

    private static VmException refused(VmKey key, String why) {
        return new VmException(VmException.Code.NOT_ALLOWED, "vm " + key + ": " + why);
    }
}
