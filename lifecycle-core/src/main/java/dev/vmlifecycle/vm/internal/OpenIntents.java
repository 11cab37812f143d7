package dev.vmlifecycle.vm.internal;

import dev.vmlifecycle.engine.ErrorKind;
import dev.vmlifecycle.engine.StepFailure;
import dev.vmlifecycle.engine.StepResult;
import dev.vmlifecycle.proxmox.Vmid;
import dev.vmlifecycle.proxmox.config.QemuConfig;
import dev.vmlifecycle.proxmox.error.NotFoundException;
import dev.vmlifecycle.proxmox.task.TaskOutcome;
import dev.vmlifecycle.proxmox.task.TaskStatus;
import java.time.Instant;
import java.util.Optional;

/**
 * Settle before you destroy: a step that was interrupted by the termination may have started something. Its task is awaited;
 * with a lost answer the settle time passes first; a clone that is ours is then taken into the record, so that it is found.
 */
final class OpenIntents {
    private OpenIntents() {}

    static Optional<StepResult> settle(VmRun vm) {
        Optional<VmRecord.OpenIntent> open = vm.vm().open();
        if (open.isEmpty()) {
            return Optional.empty();
        }
        Intent intent = Intent.fromJson(open.get().checkpoint());
        Optional<TaskStatus> task =
                intent.upid().map(upid -> vm.pve().task(upid).status());
        if (task.filter(TaskStatus::isRunning).isPresent()) {
            return Optional.of(
                    vm.waiting("task " + intent.upid().orElseThrow().type() + " of the interrupted step", ""));
        }
        if (intent.op().equals("clone") && vm.vm().remote().vmid().isEmpty()) {
            Optional<StepResult> appearing = takeOver(vm, Vmid.of(Integer.parseInt(intent.target())), intent);
            if (appearing.isPresent()) {
                return appearing;
            }
        }
        boolean takenOver =
                intent.op().equals("clone") && vm.vm().remote().vmid().isPresent();
        if (!takenOver && !endWasSeen(task)) {
            Optional<StepResult> settling = settling(vm, open.get(), intent);
            if (settling.isPresent()) {
                return settling;
            }
        }
        if (intent.op().equals(DestroySteps.OP)) {
            intent.upid()
                    .ifPresent(upid ->
                            TerminateSteps.save(vm, TerminateSteps.ending(vm).destroyedBy(upid)));
        }
        vm.vm(vm.vm().withOpen(Optional.empty()));
        return Optional.empty();
    }

    private static boolean endWasSeen(Optional<TaskStatus> task) {
        return task.flatMap(TaskStatus::outcome)
                .filter(outcome -> !(outcome instanceof TaskOutcome.Unknown))
                .isPresent();
    }

    /**
     * Waiting until a call whose end nobody saw can take effect no more: counted from when its sender gave up, or else from the first
     * look here, which found nothing.
     */
    private static Optional<StepResult> settling(VmRun vm, VmRecord.OpenIntent open, Intent intent) {
        Instant now = vm.step().now();
        Intent marked = intent.lost().isPresent() ? intent : intent.lostAt(now);
        vm.vm(vm.vm().withOpen(Optional.of(new VmRecord.OpenIntent(open.pipeline(), open.state(), marked.toJson()))));
        return marked.isSettled(now, vm.settings().settle())
                ? Optional.empty()
                : Optional.of(vm.waiting("interrupted " + intent.op() + " may still take effect", ""));
    }

    /** Waiting while a clone is still coming into being; afterwards one that is ours stands in the record. */
    private static Optional<StepResult> takeOver(VmRun vm, Vmid vmid, Intent intent) {
        Presence presence =
                Presence.of(vm.pve().cluster(), vmid, vm.vm().remote().node());
        if (presence instanceof Presence.Unknown unknown) {
            throw new StepFailure(ErrorKind.TRANSIENT, "VM " + vmid + ": " + unknown.why());
        }
        if (!(presence instanceof Presence.Present present)) {
            return Optional.empty();
        }
        QemuConfig config;
        try {
            config = vm.node(present.node()).qemu(vmid).config();
        } catch (NotFoundException e) {
            return Optional.of(vm.waiting("VM " + vmid + " vanishing", ""));
        }
        if (Ownership.isCloneInProgress(config.description())) {
            return Optional.of(vm.waiting("VM " + vmid + " being cloned", ""));
        }
        if (Ownership.isOurs(vm.vm(), vmid, config.description())) {
            vm.relocated(vm.vm()
                    .withRemote(new VmRecord.Remote(
                            Optional.of(vmid),
                            Optional.of(present.node()),
                            Optional.of(intent.since()),
                            config.bootDisk(),
                            Optional.empty())));
        }
        return Optional.empty();
    }
}
