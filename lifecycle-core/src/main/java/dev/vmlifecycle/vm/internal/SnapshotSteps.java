package dev.vmlifecycle.vm.internal;

import dev.vmlifecycle.engine.ErrorKind;
import dev.vmlifecycle.engine.Notification;
import dev.vmlifecycle.engine.Step;
import dev.vmlifecycle.engine.StepError;
import dev.vmlifecycle.engine.StepFailure;
import dev.vmlifecycle.engine.StepResult;
import dev.vmlifecycle.proxmox.config.PendingConfig;
import dev.vmlifecycle.proxmox.error.ProxmoxException;
import dev.vmlifecycle.proxmox.error.TaskFailedException;
import dev.vmlifecycle.proxmox.qemu.SnapshotName;
import dev.vmlifecycle.proxmox.qemu.SnapshotRequest;
import dev.vmlifecycle.proxmox.qemu.SnapshotTree;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Making, removing and returning to snapshots. The name is chosen when it is asked for: a call that is repeated meets the snapshot
 * of the first one, or a refusal, never makes a second.
 */
public final class SnapshotSteps {
    private static final Set<ErrorKind> MAY_PASS = Set.of(ErrorKind.TRANSIENT, ErrorKind.LOCKED);

    private SnapshotSteps() {}

    /**
     * Ends a step that cannot succeed: what will not pass by itself is reported at once, the rest after the give-up window. The VM is
     * ready again, as it was.
     *
     * @param step the step
     * @return the same step, with an end
     */
    public static Step<VmRun> orReport(Step<VmRun> step) {
        return vm -> {
            try {
                return step.run(vm);
            } catch (StepFailure e) {
                return judge(vm, e, e.error());
            } catch (ProxmoxException e) {
                return judge(vm, e, StepError.of(VmErrors.kind(e), VmErrors.message(e)));
            }
        };
    }

    private static StepResult judge(VmRun vm, RuntimeException thrown, StepError error) {
        boolean again = MAY_PASS.contains(error.kind())
                && vm.waited().compareTo(vm.settings().giveUp()) < 0;
        if (again) {
            throw thrown;
        }
        return failed(vm, error.message());
    }

    private static StepResult failed(VmRun vm, String why) {
        String unsettled = vm.intent().isPresent() ? "; a call that was sent may still take effect" : "";
        vm.step().event("snapshot_failed", vm.step().pipeline() + ": " + why + unsettled);
        SnapshotAsk.end(vm);
        return StepResult.skip("failed: " + why);
    }

    /**
     * Makes a snapshot, if the package allows one more.
     *
     * @param vm the run
     * @return what came of it
     */
    public static StepResult create(VmRun vm) {
        SnapshotAsk ask = SnapshotAsk.of(vm);
        SnapshotName name = ask.names().get(0);
        StepResult result = Effect.of(vm, "snapshot", name.value())
                .run(
                        acted -> made(vm, name),
                        digest -> vm.qemu()
                                .snapshots()
                                .create(SnapshotRequest.of(name).description(ask.description())));
        if (result instanceof StepResult.Done) {
            vm.step().event("snapshot_created", name + " of VM " + vm.vmid() + why(ask));
            SnapshotAsk.end(vm);
        }
        return result;
    }

    private static Look made(VmRun vm, SnapshotName name) {
        PendingConfig seen = vm.observe();
        Optional<StepResult> locked = vm.lockedBy(seen.lock());
        if (locked.isPresent()) {
            return Look.finished(locked.get());
        }
        SnapshotTree tree = vm.qemu().snapshots().list();
        if (tree.find(name).isPresent()) {
            return Look.finished(StepResult.done(name.value()));
        }
        int most = vm.vm().pkg().snapshots().most();
        int have = SnapshotNames.ours(tree).size();
        if (have >= most) {
            throw new StepFailure(
                    ErrorKind.CONFIG, "snapshots: " + have + " (expected: below the package's " + most + ")");
        }
        return Look.act(Optional.empty());
    }

    /**
     * Removes the snapshots that were named, one after another; one that cannot be removed is reported and does not keep the others.
     *
     * @param vm the run
     * @return waiting until they are gone
     */
    public static StepResult delete(VmRun vm) {
        for (Optional<SnapshotName> next = next(vm); next.isPresent(); next = next(vm)) {
            StepResult result = removed(vm, next.get());
            if (!(result instanceof StepResult.Done)) {
                return result;
            }
            vm.step().clearCheckpoint();
        }
        SnapshotAsk ask = SnapshotAsk.of(vm);
        SnapshotAsk.end(vm);
        if (ask.names().isEmpty()) {
            return StepResult.skip("none could be removed");
        }
        vm.step().event("snapshot_removed", names(ask.names()) + " of VM " + vm.vmid() + why(ask));
        return StepResult.done(names(ask.names()));
    }

    /** The one that is being removed, or the first that is still there. Never one that is not ours, whatever the document says. */
    private static Optional<SnapshotName> next(VmRun vm) {
        Optional<Intent> noted = vm.intent();
        if (noted.isPresent()) {
            return noted.map(intent -> SnapshotName.of(intent.target()));
        }
        SnapshotTree tree = vm.qemu().snapshots().list();
        return SnapshotAsk.of(vm).names().stream()
                .filter(SnapshotNames::isOurs)
                .filter(name -> tree.find(name).isPresent())
                .findFirst();
    }

    private static StepResult removed(VmRun vm, SnapshotName name) {
        try {
            return Effect.of(vm, "delete snapshot", name.value())
                    .repeatable()
                    .run(
                            acted -> gone(vm, name),
                            digest -> vm.qemu().snapshots().delete(name));
        } catch (TaskFailedException e) {
            if (VmErrors.kind(e) == ErrorKind.LOCKED) {
                throw e;
            }
            // whether it would pass is not known: others must not wait for it, and what is left over is asked for again
            vm.step().event("snapshot_failed", name + " of VM " + vm.vmid() + ": " + VmErrors.message(e));
            SnapshotAsk.of(vm).without(name).put(vm);
            return StepResult.done();
        }
    }

    private static Look gone(VmRun vm, SnapshotName name) {
        PendingConfig seen = vm.observe();
        if (vm.qemu().snapshots().list().find(name).isEmpty()) {
            return Look.finished(StepResult.done(name.value()));
        }
        return vm.lockedBy(seen.lock()).map(Look::finished).orElseGet(() -> Look.act(Optional.empty()));
    }

    /**
     * Notes whether the VM runs, in a commit of its own: once it is back at the snapshot it is stopped, and nobody could tell any more.
     *
     * @param vm the run
     * @return what is about to be done
     */
    public static StepResult prepare(VmRun vm) {
        SnapshotName name = SnapshotAsk.of(vm).names().get(0);
        PendingConfig seen = vm.observe();
        Optional<StepResult> locked = vm.lockedBy(seen.lock());
        if (locked.isPresent()) {
            return locked.get();
        }
        if (vm.qemu().snapshots().list().find(name).isEmpty()) {
            throw new StepFailure(
                    ErrorKind.CONFIG, "snapshot " + name + ": not there (expected: one of VM " + vm.vmid() + ")");
        }
        boolean runs = vm.qemu().status().isUp();
        vm.vm(vm.vm().withChange(Optional.of(VmRecord.Change.decided(false, runs))));
        return StepResult.done((runs ? "running" : "stopped") + ", goes back to " + name);
    }

    /**
     * Returns to a snapshot. Done twice it does no harm as long as nothing runs in between, and nothing is started before the last row; a
     * call whose answer was lost is repeated after the settle time, since nothing tells whether it was done.
     *
     * @param vm the run
     * @return waiting until it is done
     */
    public static StepResult rollBack(VmRun vm) {
        List<SnapshotName> names = SnapshotAsk.of(vm).names();
        if (names.isEmpty()) {
            return StepResult.skip("not prepared");
        }
        return Effect.of(vm, "rollback", names.get(0).value())
                .run(
                        acted -> rolledBack(vm, names.get(0)),
                        digest -> vm.qemu().snapshots().rollback(names.get(0)));
    }

    private static Look rolledBack(VmRun vm, SnapshotName name) {
        PendingConfig seen = vm.observe();
        Optional<StepResult> locked = vm.lockedBy(seen.lock());
        if (locked.isPresent()) {
            return Look.finished(locked.get());
        }
        boolean taskEnded = vm.intent().flatMap(Intent::upid).isPresent();
        boolean there = vm.qemu().snapshots().list().parentOfCurrent().equals(Optional.of(name));
        return taskEnded && there ? Look.finished(StepResult.done("back at " + name)) : Look.act(Optional.empty());
    }

    /**
     * Tells that a VM is back at a snapshot, with today's package.
     *
     * @param vm the run
     */
    public static void tellRolledBack(VmRun vm) {
        SnapshotAsk ask = SnapshotAsk.of(vm);
        if (ask.names().isEmpty()) {
            // it failed, and said so; the VM is as it was
            return;
        }
        vm.step().event("snapshot_rolled_back", "VM " + vm.vmid() + " is back at " + names(ask.names()) + why(ask));
        vm.step()
                .notify(new Notification(
                        "snapshot_rolled_back:" + vm.key() + ":" + vm.step().fence(),
                        "snapshot_rolled_back",
                        "Rolled back to snapshot " + names(ask.names()) + ": "
                                + vm.vm().id().fqdn()));
        SnapshotAsk.end(vm);
    }

    private static String names(List<SnapshotName> names) {
        return String.join(", ", names.stream().map(SnapshotName::value).toList());
    }

    private static String why(SnapshotAsk ask) {
        return ask.why().isEmpty() ? "" : " (" + ask.why() + ")";
    }
}
