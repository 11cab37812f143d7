package dev.vmlifecycle.vm.internal;

import dev.vmlifecycle.engine.Notification;
import dev.vmlifecycle.engine.StepResult;
import dev.vmlifecycle.proxmox.config.PendingConfig;
import dev.vmlifecycle.proxmox.qemu.VmStatus;
import dev.vmlifecycle.vm.PowerIntent;
import dev.vmlifecycle.vm.store.ReleaseNode;
import java.util.Optional;

/** Starting a VM and making sure that it runs. */
public final class PowerSteps {

    /**
     * Starts the VM.
     *
     * @param vm the run
     * @return what came of it
     */
    public StepResult start(VmRun vm) {
        return Effect.of(vm, "start", "")
                .repeatable()
                .run(acted -> look(vm, acted), digest -> vm.qemu().start());
    }

    private static Look look(VmRun vm, boolean acted) {
        if (acted && vm.qemu().status().isRunning()) {
            return Look.finished(StepResult.done("started"));
        }
        PendingConfig seen = vm.observe();
        Optional<StepResult> locked = vm.lockedBy(seen.lock());
        if (locked.isPresent()) {
            return Look.finished(locked.get());
        }
        VmStatus status = vm.qemu().status();
        if (status.isRunning()) {
            return Look.finished(StepResult.skip("already running"));
        }
        return acted && HaManager.isStillAsked(vm, status)
                ? Look.finished(HaManager.waiting(vm, "start"))
                : Look.act(Optional.empty());
    }

    /**
     * Deploy: the VM runs, and the customer may be told so.
     *
     * @param vm the run
     * @return waiting until it runs
     */
    public StepResult verifyReady(VmRun vm) {
        return verify(vm, () -> {
            vm.step().commit(new ReleaseNode(vm.key()));
            vm.step().event("vm_ready", "VM " + vm.vmid() + " on " + vm.nodeName() + " is ready");
            vm.step()
                    .notify(new Notification(
                            "vm_ready:" + vm.key() + ":" + vm.vm().id().deploy(),
                            "vm_ready",
                            "VM is ready: " + vm.vm().id().fqdn()));
        });
    }

    static StepResult verify(VmRun vm, Runnable whenRunning) {
        VmStatus status = vm.qemu().status();
        if (status.isUp()) {
            whenRunning.run();
            return StepResult.done("running");
        }
        return StepResult.waiting(
                "VM " + vm.vmid() + " not running yet| (" + status.qmpStatus().orElse("unknown")
                        + status.lock().map(lock -> ", lock " + lock).orElse("") + ")",
                vm.settings().pollCap());
    }

    /** Whether the VM is meant to run. */
    static boolean shouldRun(VmRun vm) {
        return vm.vm().power() == PowerIntent.ON
                && vm.vm().change().map(VmRecord.Change::wasRunning).orElse(true);
    }
}
