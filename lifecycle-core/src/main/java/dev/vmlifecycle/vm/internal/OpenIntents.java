package dev.vmlifecycle.vm.internal;

import dev.vmlifecycle.engine.ErrorKind;
import dev.vmlifecycle.engine.StepFailure;
import dev.vmlifecycle.engine.StepResult;
import dev.vmlifecycle.proxmox.Vmid;
import dev.vmlifecycle.proxmox.config.QemuConfig;
import dev.vmlifecycle.proxmox.error.NotFoundException;
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
        if (intent.upid().isPresent()) {
            if (vm.pve().task(intent.upid().get()).status().isRunning()) {
                return Optional.of(vm.waiting("task " + intent.upid().get().type() + " of the interrupted step", ""));
            }
        } else if (vm.step().now().isBefore(intent.since().plus(vm.settings().settle()))) {
            return Optional.of(vm.waiting("interrupted " + intent.op() + " may still take effect", ""));
        }
        if (intent.op().equals("clone") && vm.vm().remote().vmid().isEmpty()) {
            Optional<StepResult> appearing = takeOver(vm, Vmid.of(Integer.parseInt(intent.target())), intent);
            if (appearing.isPresent()) {
                return appearing;
            }
        }
        vm.vm(vm.vm().withOpen(Optional.empty()));
        return Optional.empty();
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
