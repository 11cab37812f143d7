package dev.vmlifecycle.vm.internal;

import dev.vmlifecycle.engine.ErrorKind;
import dev.vmlifecycle.engine.StepFailure;
import dev.vmlifecycle.proxmox.config.PendingConfig;
import java.util.Map;
import java.util.Optional;

/** Finding disks in a config. */
final class DiskSlots {
    /** The highest index of each bus (8.4 schema). */
    private static final Map<String, Integer> HIGHEST = Map.of("ide", 3, "sata", 5, "virtio", 15, "scsi", 30);

    private DiskSlots() {}

    /** The slot noted at the clone. The boot order decides only when none was: a customer may change it. */
    static String system(VmRecord vm, PendingConfig seen) {
        return vm.remote()
                .systemDisk()
                .or(seen.asConfig()::bootDisk)
                .filter(slot -> seen.asConfig().disk(slot).isPresent())
                .orElseThrow(() -> new StepFailure(
                        ErrorKind.CONFIG,
                        "VM config: no system disk (expected: one at "
                                + vm.remote().systemDisk().orElse("a slot of the boot order") + ")"));
    }

    /**
     * A slot whose disk was asked for and not plugged in yet. It is never passed over for another one: each further request would
     * allocate a further volume.
     */
    static Optional<String> pending(VmRecord vm, PendingConfig seen) {
        String bus = bus(vm, seen);
        return seen.pendingKeys().stream()
                .filter(key -> key.matches(bus + "\\d+")
                        && seen.value(key).isEmpty()
                        && seen.pending(key).isPresent())
                .findFirst();
    }

    private static String bus(VmRecord vm, PendingConfig seen) {
        return system(vm, seen).replaceAll("\\d+$", "");
    }

    /** Only SCSI and VirtIO disks can be plugged into a running VM (8.4.1). */
    static boolean isPluggable(String slot) {
        return slot.startsWith("scsi") || slot.startsWith("virtio");
    }

    /** The lowest slot of the system disk's bus that neither holds nor awaits anything. */
    static String free(VmRecord vm, PendingConfig seen) {
        String bus = bus(vm, seen);
        int highest = HIGHEST.getOrDefault(bus, 0);
        for (int i = 0; i <= highest; i++) {
            String slot = bus + i;
            if (seen.value(slot).isEmpty() && seen.pending(slot).isEmpty()) {
                return slot;
            }
        }
        throw new StepFailure(
                ErrorKind.CONFIG, "VM config: no free " + bus + " slot (expected: one of 0.." + highest + ")");
    }
}
