package dev.vmlifecycle.vm.internal;

import dev.vmlifecycle.engine.ErrorKind;
import dev.vmlifecycle.engine.StepFailure;
import dev.vmlifecycle.proxmox.config.PendingConfig;

/** Finding disks in a config. */
final class DiskSlots {
    private static final int MOST = 14;

    private DiskSlots() {}

    static String system(PendingConfig seen) {
        return seen.asConfig()
                .bootDisk()
                .orElseThrow(() -> new StepFailure(
                        ErrorKind.CONFIG, "VM config: no system disk (expected: a disk in the boot order, or scsi0)"));
    }

    /** The lowest slot of the system disk's bus that neither holds nor awaits anything. */
    static String free(PendingConfig seen) {
        String bus = system(seen).replaceAll("\\d+$", "");
        for (int i = 0; i <= MOST; i++) {
            String slot = bus + i;
            if (seen.value(slot).isEmpty() && seen.pending(slot).isEmpty()) {
                return slot;
            }
        }
        throw new StepFailure(
                ErrorKind.CONFIG, "VM config: no free " + bus + " slot (expected: one of 0.." + MOST + ")");
    }
}
