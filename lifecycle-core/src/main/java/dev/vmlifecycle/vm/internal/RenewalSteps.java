package dev.vmlifecycle.vm.internal;

import dev.vmlifecycle.engine.StepResult;
import dev.vmlifecycle.ip.ReleaseAddresses;
import dev.vmlifecycle.proxmox.config.QemuConfig;
import dev.vmlifecycle.proxmox.error.NotFoundException;
import dev.vmlifecycle.vm.store.RetireVmid;
import java.time.Duration;
import java.util.Optional;

/** A VM that makes room for its successor: for a redeploy nothing of it stays, for a reinstall all but its disks. */
public final class RenewalSteps {
    private final StopSteps power = new StopSteps();
    private final DestroySteps destroy = new DestroySteps();

    /**
     * Reinstall: stops the VM, and notes the MAC address, which the guest's licences and the network's filters know.
     *
     * @param vm the run
     * @return what came of it
     */
    public StepResult stop(VmRun vm) {
        StepResult result = power.stop(vm);
        if (result instanceof StepResult.Done || result instanceof StepResult.Skipped) {
            noteMac(vm);
        }
        return result;
    }

    private static void noteMac(VmRun vm) {
        if (vm.vm().remote().vmid().isEmpty()) {
            return;
        }
        try {
            QemuConfig config = vm.qemu().config();
            if (Ownership.isOurs(vm.vm(), vm.vmid(), config.description())) {
                config.net(0)
                        .flatMap(nic -> nic.mac())
                        .ifPresent(mac -> vm.vm(vm.vm().withKeepMac(Optional.of(mac))));
            }
        } catch (NotFoundException e) {
            vm.step().detail("no VM to take the MAC address from");
        }
    }

    /**
     * Reinstall: destroys the VM, with proof. VMID, addresses, MAC address and backups stay.
     *
     * @param vm the run
     * @return what came of it
     */
    public StepResult removeOld(VmRun vm) {
        Optional<Intent> sent = vm.intent();
        StepResult result = destroy.delete(vm);
        if (!(result instanceof StepResult.Done) && !(result instanceof StepResult.Skipped)) {
            return result;
        }
        // the VMID is used again, so a DELETE whose answer was lost must not be able to reach the successor
        if (sent.filter(intent -> intent.upid().isEmpty() && !isSettled(vm, intent))
                .isPresent()) {
            return vm.waiting("answer to destroy lost, may still take effect", Texts.seconds(vm.waited()));
        }
        VmRecord.Remote old = vm.vm().remote();
        vm.relocated(vm.vm()
                .withRemote(new VmRecord.Remote(
                        Optional.empty(),
                        Optional.empty(),
                        old.createdAt(),
                        Optional.empty(),
                        Optional.empty(),
                        old.keepMac()))
                .withPasswordHash(Optional.empty())
                .withEnding(Optional.empty()));
        return result;
    }

    private static boolean isSettled(VmRun vm, Intent sent) {
        Duration settle = vm.settings().settle();
        return sent.isSettled(vm.step().now(), settle)
                || !vm.step().now().isBefore(sent.since().plus(settle).plus(settle));
    }

    /**
     * Redeploy: after proof that the VM is gone, frees what it had and makes the record that of a new VM.
     *
     * @param vm the run
     * @return done
     */
    public StepResult beginAnew(VmRun vm) {
        HostCalls.cleared(vm);
        vm.step().commit(new ReleaseAddresses(vm.key(), false, vm.settings().ipQuarantine()));
        vm.step().commit(new RetireVmid(vm.key(), vm.settings().vmidQuarantine()));
        vm.relocated(vm.vm().anew());
        int deploy = vm.vm().id().deploy();
        vm.step().event("activity", "redeploy: the VM is gone, deploy " + deploy + " begins");
        return StepResult.done("deploy " + deploy);
    }
}
