package dev.vmlifecycle.vm.internal;

import dev.vmlifecycle.engine.ErrorKind;
import dev.vmlifecycle.engine.StepFailure;
import dev.vmlifecycle.engine.StepResult;
import dev.vmlifecycle.proxmox.task.TaskQuery;
import dev.vmlifecycle.proxmox.task.TaskSource;
import dev.vmlifecycle.proxmox.task.TaskSummary;
import java.util.List;

/** Frees a VM that is to be terminated from a backup or snapshot that holds it. A stale lock is a human's business. */
final class LockBreaker {
    private LockBreaker() {}

    static StepResult free(VmRun vm, String lock) {
        List<TaskSummary> running =
                vm.node(vm.nodeName()).tasks(TaskQuery.all().vmid(vm.vmid()).source(TaskSource.ACTIVE));
        List<TaskSummary> holders = running.stream()
                .filter(task -> task.status().isRunning() && StopSteps.isBackup(task.upid()))
                .toList();
        if (holders.isEmpty() && running.stream().anyMatch(task -> task.status().isRunning())) {
            return vm.waiting("VM " + vm.vmid() + " locked (" + lock + ")", "by a task that is left alone");
        }
        if (holders.isEmpty()) {
            throw new StepFailure(
                    ErrorKind.CONFIG,
                    "VM " + vm.vmid() + " on " + vm.nodeName() + ": locked (" + lock
                            + ") and no task that this token sees holds it; a token cannot clear a stale lock (expected: \"qm unlock "
                            + vm.vmid() + "\" by root on that node, then retry)");
        }
        for (TaskSummary holder : holders) {
            vm.pve().task(holder.upid()).stop();
            TerminateSteps.say(vm, "aborted task " + holder.upid().type() + " that held lock " + lock);
        }
        vm.step().clearCheckpoint();
        return vm.waiting("VM " + vm.vmid() + " locked (" + lock + ")", "task aborted");
    }
}
