package dev.vmlifecycle.vm.internal;

import dev.vmlifecycle.engine.StepResult;
import dev.vmlifecycle.proxmox.error.ProxmoxException;
import dev.vmlifecycle.vm.internal.Backups.Found;
import java.time.Duration;
import java.util.List;

/**
 * Removes a terminated VM's backups: only those made since our VM was created (a VMID's predecessor may have left some), never
 * protected ones. Best effort.
 */
public final class BackupSteps {
    /** How long removals may take before what is left is reported and left. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /**
     * Removes the backups.
     *
     * @param vm the run
     * @return what came of it
     */
    public StepResult remove(VmRun vm) {
        if (vm.vm().remote().vmid().isEmpty()) {
            return StepResult.skip("no VM");
        }
        List<Found> found = find(vm);
        List<Found> removable =
                found.stream().filter(one -> !one.backup().isProtected()).toList();
        if (removable.isEmpty() || vm.waited().compareTo(PATIENCE) >= 0) {
            report(vm, found, removable);
            return vm.step().waits() == 0 && found.isEmpty()
                    ? StepResult.skip("none")
                    : StepResult.done(found.size() + " left");
        }
        if (vm.step().waits() == 0) {
            TerminateSteps.say(vm, "removing backups");
            removable.forEach(one -> delete(vm, one));
        }
        return vm.waiting("backups of VM " + vm.vmid() + " being removed", removable.size() + " left");
    }

    private static void report(VmRun vm, List<Found> found, List<Found> removable) {
        found.stream()
                .filter(one -> one.backup().isProtected())
                .forEach(one -> vm.step().event("backup_kept", one.backup().volume() + " is protected"));
        removable.forEach(one -> vm.step().event("backup_kept", one.backup().volume() + " could not be removed"));
        if (vm.step().waits() > 0) {
            TerminateSteps.say(vm, "backups removed");
        }
    }

    private static void delete(VmRun vm, Found one) {
        try {
            vm.node(one.node())
                    .storage(one.storage().storage())
                    .delete(one.backup().volume());
        } catch (ProxmoxException e) {
            vm.step().detail("backup ERR  " + one.backup().volume() + "  " + e.getMessage());
        }
    }

    private static List<Found> find(VmRun vm) {
        return Backups.of(vm.pve(), vm.vm(), vm.vmid(), trouble -> vm.step().detail("backup ERR  " + trouble));
    }
}
