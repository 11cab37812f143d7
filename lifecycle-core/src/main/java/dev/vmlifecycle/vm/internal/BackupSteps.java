package dev.vmlifecycle.vm.internal;

import dev.vmlifecycle.engine.StepResult;
import dev.vmlifecycle.proxmox.error.ProxmoxException;
import dev.vmlifecycle.vm.internal.Backups.Found;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Removes a terminated VM's backups: only those made since our VM was created (a VMID's predecessor may have left some), never
 * protected ones. Best effort.
 */
public final class BackupSteps {
    private static final String OP = "backups";
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
        Optional<Intent> begun = vm.intent().filter(BackupSteps::isOurs);
        if (removable.isEmpty() || begun.filter(sent -> isOverdue(vm, sent)).isPresent()) {
            report(vm, found, removable, begun.isPresent());
            return begun.isEmpty() && found.isEmpty()
                    ? StepResult.skip("none")
                    : StepResult.done(found.size() + " left");
        }
        if (begun.isEmpty()) {
            TerminateSteps.say(vm, "removing backups");
            removable.forEach(one -> delete(vm, one));
            // noted afterwards: whoever takes over in between asks for all of them again, which does no harm
            vm.save(Intent.of(OP, "", vm.step().now(), Optional.empty()));
        }
        return vm.waiting("backups of VM " + vm.vmid() + " being removed", removable.size() + " left");
    }

    /** Whether removals were sent already. */
    static boolean hasBegun(VmRun vm) {
        return vm.intent().filter(BackupSteps::isOurs).isPresent();
    }

    private static boolean isOurs(Intent intent) {
        return intent.op().equals(OP);
    }

    private static boolean isOverdue(VmRun vm, Intent sent) {
        return Duration.between(sent.since(), vm.step().now()).compareTo(PATIENCE) >= 0;
    }

    private static void report(VmRun vm, List<Found> found, List<Found> removable, boolean sent) {
        found.stream()
                .filter(one -> one.backup().isProtected())
                .forEach(one -> vm.step().event("backup_kept", one.backup().volume() + " is protected"));
        removable.forEach(one -> vm.step().event("backup_kept", one.backup().volume() + " could not be removed"));
        if (sent) {
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
