package dev.vmlifecycle.vm.internal;

import dev.vmlifecycle.engine.ErrorKind;
import dev.vmlifecycle.engine.StepFailure;
import dev.vmlifecycle.engine.StepResult;
import dev.vmlifecycle.proxmox.StorageId;
import dev.vmlifecycle.proxmox.config.ConfigUpdate;
import dev.vmlifecycle.proxmox.config.Disk;
import dev.vmlifecycle.proxmox.config.DiskFormat;
import dev.vmlifecycle.proxmox.config.DiskLimits;
import dev.vmlifecycle.proxmox.config.PendingConfig;
import dev.vmlifecycle.proxmox.storage.StorageStatus;
import dev.vmlifecycle.vm.AdditionalDisk;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Creates the additional disk, once.
 *
 * <p>{@code scsi1=store:N} sent twice makes two volumes. So the slot is chosen while it is empty and noted before the call; the
 * call carries the digest of that look, and a repeated call the same one: Proxmox then executes at most one.
 */
public final class ExtraDiskSteps {

    /**
     * Creates the additional disk at its final size and with its limits.
     *
     * @param vm the run
     * @return what came of it
     */
    public StepResult create(VmRun vm) {
        Optional<AdditionalDisk> wanted = vm.vm().pkg().additionalDisk();
        if (wanted.isEmpty()) {
            return absentFromPackage(vm);
        }
        Optional<String> noted = vm.intent().map(Intent::target);
        Optional<String> known = noted.or(() -> vm.vm().remote().extraDisk());
        String slot = known.orElseGet(() -> choose(vm, vm.observe()));
        return Effect.of(vm, "create-disk", slot).run(acted -> look(vm, slot, acted), digest -> {
            ConfigUpdate update = ConfigUpdate.builder()
                    .disk(slot, disk(vm, wanted.get()))
                    .digest(digest.orElseThrow())
                    .build();
            return vm.qemu().updateAsync(update);
        });
    }

    private static String choose(VmRun vm, PendingConfig seen) {
        return DiskSlots.pending(vm.vm(), seen).orElseGet(() -> DiskSlots.free(vm.vm(), seen));
    }

    private static StepResult absentFromPackage(VmRun vm) {
        if (vm.vm().remote().extraDisk().isPresent()) {
            vm.step()
                    .event(
                            "additional_disk_kept",
                            "the package has none, "
                                    + vm.vm().remote().extraDisk().get() + " stays");
            return StepResult.skip("kept");
        }
        return StepResult.skip("none");
    }

    private static Look look(VmRun vm, String slot, boolean acted) {
        PendingConfig seen = vm.observe();
        Optional<StepResult> locked = vm.lockedBy(seen.lock());
        if (locked.isPresent()) {
            return Look.finished(locked.get());
        }
        if (seen.pending(slot).isPresent()) {
            throw new StepFailure(
                    ErrorKind.CONFIG,
                    "VM " + vm.vmid() + " on " + vm.nodeName() + ": disk " + slot
                            + " is pending, the running VM did not take it (expected: hotplug of disks, or a power cycle)");
        }
        if (seen.asConfig().disk(slot).isEmpty()) {
            return Look.act(seen.digest());
        }
        vm.vm(vm.vm().withExtraDisk(slot));
        if (!acted) {
            return Look.finished(StepResult.skip("exists"));
        }
        return Look.finished(
                StepResult.done(slot + " " + seen.asConfig().disk(slot).get().volume()));
    }

    private static Disk disk(VmRun vm, AdditionalDisk wanted) {
        PendingConfig seen = vm.observe();
        Disk system = seen.asConfig().disk(DiskSlots.system(vm.vm(), seen)).orElseThrow();
        StorageStatus storage = storage(vm, system);
        Optional<DiskFormat> format = wanted.format()
                .map(DiskFormat::parse)
                .or(() -> StorageKinds.holdsFiles(storage.type()) ? formatOf(system) : Optional.empty());
        Disk bare = Disk.allocate(storage.storage(), wanted.size(), format, DiskLimits.none());
        return Limits.apply(bare, wanted.limits());
    }

    /** The configured storage; a VM that stayed on a node without it uses its system disk's. */
    private static StorageStatus storage(VmRun vm, Disk system) {
        StorageId wanted = vm.vm().placement().storage();
        List<StorageStatus> there = vm.node(vm.nodeName()).storages().stream()
                .filter(one -> one.enabled() && one.active())
                .toList();
        return named(there, wanted)
                .or(() -> named(there, system.volume().storage()))
                .orElseThrow(() -> new StepFailure(
                        ErrorKind.CONFIG,
                        "storage " + wanted + " on " + vm.nodeName() + ": not usable (expected: enabled and active)"));
    }

    private static Optional<StorageStatus> named(List<StorageStatus> storages, StorageId id) {
        return storages.stream().filter(one -> one.storage().equals(id)).findFirst();
    }

    /** The config names a format only for new disks; afterwards the volume's file name tells it. */
    private static Optional<DiskFormat> formatOf(Disk disk) {
        String volume = disk.volume().toString();
        return Arrays.stream(DiskFormat.values())
                .filter(format -> volume.endsWith("." + format))
                .findFirst()
                .or(disk::format);
    }
}
