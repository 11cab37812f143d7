package dev.vmlifecycle.vm.internal;

import dev.vmlifecycle.engine.StepResult;
import dev.vmlifecycle.proxmox.qemu.VmStatus;
import java.time.Duration;

/**
 * A VM that Proxmox's HA manager looks after: a start or stop is a task that only asks the manager and ends well at once. What it asked
 * for comes some ten seconds later, so the task's end proves nothing and is not followed by another task.
 */
final class HaManager {
    /** How much longer than a stop of its own the manager may take, before it is asked again. */
    private static final Duration MARGIN = Duration.ofSeconds(60);

    private HaManager() {}

    /** Whether the manager may still be about to do what this step asked it for. */
    static boolean isStillAsked(VmRun vm, VmStatus status) {
        Duration patience = vm.settings().stopWindow().plus(MARGIN);
        return status.haManaged()
                && vm.intent()
                        .filter(sent ->
                                Duration.between(sent.since(), vm.step().now()).compareTo(patience) < 0)
                        .isPresent();
    }

    static StepResult waiting(VmRun vm, String what) {
        return vm.waiting("HA manager to " + what + " VM " + vm.vmid(), Texts.seconds(vm.waited()));
    }
}
