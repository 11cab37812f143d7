package dev.vmlifecycle.vm.internal;

import dev.vmlifecycle.engine.ErrorKind;
import dev.vmlifecycle.engine.StepFailure;
import dev.vmlifecycle.engine.StepResult;
import dev.vmlifecycle.proxmox.NodeName;
import dev.vmlifecycle.proxmox.ProxmoxTask;
import dev.vmlifecycle.proxmox.Qemu;
import dev.vmlifecycle.proxmox.Vmid;
import dev.vmlifecycle.proxmox.config.ConfigUpdate;
import dev.vmlifecycle.proxmox.config.QemuConfig;
import dev.vmlifecycle.proxmox.error.NotFoundException;
import dev.vmlifecycle.proxmox.qemu.DeleteRequest;
import java.util.Optional;

/** Destroys a VM that is provably ours, and proves that it is gone. */
public final class DestroySteps {
    static final String OP = "destroy";

    /**
     * Destroys the VM.
     *
     * @param vm the run
     * @return what came of it
     */
    public StepResult delete(VmRun vm) {
        Optional<Vmid> vmid = vm.vm().remote().vmid();
        if (vmid.isEmpty()) {
            return StepResult.skip("no VM");
        }
        vm.intent()
                .flatMap(Intent::upid)
                .ifPresent(upid ->
                        TerminateSteps.save(vm, TerminateSteps.ending(vm).destroyedBy(upid)));
        return Effect.of(vm, OP, vmid.get().toString()).run(acted -> look(vm, vmid.get(), acted), digest -> send(vm));
    }

    private static Look look(VmRun vm, Vmid vmid, boolean acted) {
        Presence presence =
                Presence.of(vm.pve().cluster(), vmid, vm.vm().remote().node());
        if (presence instanceof Presence.Absent) {
            return absent(vm, acted);
        }
        if (presence instanceof Presence.Unknown unknown) {
            throw new StepFailure(
                    ErrorKind.TRANSIENT, "VM " + vmid + ": " + unknown.why() + " (expected: seen or proved absent)");
        }
        NodeName node = ((Presence.Present) presence).node();
        vm.relocated(vm.vm().withNode(node));
        try {
            judge(vm, vm.qemu().config());
        } catch (NotFoundException e) {
            return Look.finished(vm.waiting("VM " + vmid + " vanishing", ""));
        }
        return Look.act(Optional.empty());
    }

    /** A lost DELETE that may still run must have come to its end before the VMID counts as free for good. */
    private static Look absent(VmRun vm, boolean acted) {
        if (acted) {
            TerminateSteps.say(vm, "VM deleted");
            return Look.finished(StepResult.done("VM deleted, absence proved"));
        }
        return Look.finished(StepResult.skip("already gone"));
    }

    private static void judge(VmRun vm, QemuConfig config) {
        String where = "VM " + vm.vmid() + " on " + vm.nodeName();
        boolean leftover = RestoreSteps.isLeftover(vm.step().subject(), config);
        if (!leftover && !Ownership.isOurs(vm.vm(), vm.vmid(), config.description())) {
            if (HalfDestroyed.byUs(vm.vm(), config)) {
                throw new StepFailure(
                        ErrorKind.CONFIG,
                        where
                                + ": half destroyed by our own DELETE (lock: destroyed, no notes left); a token cannot go on (expected: \"qm unlock "
                                + vm.vmid() + "\" and \"qm destroy " + vm.vmid() + "\" by root, then retry)");
            }
            throw new StepFailure(ErrorKind.FENCED, Ownership.refusal(vm.vm(), vm.vmid(), vm.nodeName()));
        }
        if (config.protection() && !TerminateSteps.ending(vm).options().liftProtection()) {
            throw new StepFailure(
                    ErrorKind.CONFIG,
                    where + ": Proxmox's protection flag is set (expected: unset, or a termination that lifts it)");
        }
        config.lock().ifPresent(lock -> {
            throw new StepFailure(ErrorKind.LOCKED, where + ": locked (" + lock + ")");
        });
    }

    private static ProxmoxTask send(VmRun vm) {
        Qemu qemu = vm.qemu();
        proveQuorum(vm, qemu);
        TerminateSteps.say(vm, "DELETE VM vmid=" + vm.vmid() + " node=" + vm.nodeName() + " purge=1");
        return qemu.delete(DeleteRequest.purging());
    }

    /**
     * Without quorum a DELETE destroys the disks and keeps the VM, and the status may still claim a quorum. So the unchanged notes
     * are written first: that fails without harm.
     */
    static void proveQuorum(VmRun vm, Qemu qemu) {
        QemuConfig config = qemu.config();
        qemu.update(ConfigUpdate.builder()
                .description(config.description().orElse(""))
                .digest(config.digest().orElseThrow())
                .build());
        judge(vm, config);
        if (config.protection()) {
            qemu.update(ConfigUpdate.builder()
                    .protection(false)
                    .digest(qemu.config().digest().orElseThrow())
                    .build());
            vm.step().event("protection_lifted", "VM " + vm.vmid() + " on " + vm.nodeName() + ", as was asked");
        }
    }
}
