package dev.vmlifecycle.vm.internal;

import dev.vmlifecycle.proxmox.ByteSize;
import dev.vmlifecycle.proxmox.config.Disk;
import dev.vmlifecycle.proxmox.config.PendingConfig;
import dev.vmlifecycle.vm.AdditionalDisk;
import dev.vmlifecycle.vm.DiskLimits;
import dev.vmlifecycle.vm.Impact;
import dev.vmlifecycle.vm.PlannedChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What a package changes on the disks. They only ever grow, and none is ever removed. */
final class DiskPlan {
    private final VmRecord vm;
    private final PendingConfig seen;
    private final List<PlannedChange> changes = new ArrayList<>();

    private DiskPlan(VmRecord vm, PendingConfig seen) {
        this.vm = vm;
        this.seen = seen;
    }

    static List<PlannedChange> of(VmRecord vm, PendingConfig seen) {
        DiskPlan plan = new DiskPlan(vm, seen);
        String system = DiskSlots.system(vm, seen);
        vm.pkg().systemDisk().ifPresent(size -> plan.grow("Resize system disk", system, size));
        plan.limit("Set system disk I/O", system, vm.pkg().systemDiskLimits());
        vm.pkg().additionalDisk().ifPresentOrElse(plan::additional, plan::none);
        return plan.changes;
    }

    private void additional(AdditionalDisk wanted) {
        Optional<String> slot = vm.remote()
                .extraDisk()
                .filter(known -> seen.asConfig().disk(known).isPresent());
        if (slot.isEmpty()) {
            changes.add(PlannedChange.of("Create additional disk", "additional disk", "none", wanted.size(), plug()));
            return;
        }
        grow("Resize additional disk", slot.get(), wanted.size());
        limit("Set additional disk I/O", slot.get(), wanted.limits());
    }

    private void none() {
        Consumer<String> kept = slot -> changes.add(PlannedChange.refused(
                "Create additional disk", "additional disk", slot, "none", "a disk is never removed"));
        vm.remote().extraDisk().ifPresent(kept);
    }

    private Impact plug() {
        return DiskSlots.isPluggable(DiskSlots.system(vm, seen)) ? ChangePlan.hot(seen, "disk") : Impact.STOP;
    }

    private void grow(String step, String slot, ByteSize wanted) {
        Optional<ByteSize> present = seen.asConfig().disk(slot).flatMap(Disk::size);
        if (present.isEmpty() || present.get().equals(wanted)) {
            return;
        }
        if (present.get().compareTo(wanted) > 0) {
            changes.add(PlannedChange.refused(step, slot + " size", present.get(), wanted, "shrink not allowed"));
        } else {
            changes.add(PlannedChange.of(step, slot + " size", present.get(), wanted, Impact.HOT));
        }
    }

    private void limit(String step, String slot, DiskLimits limits) {
        Optional<Disk> present = seen.asConfig().disk(slot);
        if (present.isEmpty()) {
            return;
        }
        Disk wanted = Limits.apply(present.get(), limits);
        if (!wanted.equals(present.get()) || ChangePlan.isPending(seen, slot)) {
            Impact impact = ChangePlan.hot(seen, "disk");
            changes.add(PlannedChange.of(step, slot + " limits", Limits.of(present.get()), Limits.of(wanted), impact));
        }
    }
}
