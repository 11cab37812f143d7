package dev.vmlifecycle.vm.internal;

import dev.vmlifecycle.engine.StepResult;
import dev.vmlifecycle.proxmox.StorageId;
import dev.vmlifecycle.proxmox.config.ConfigUpdate;
import dev.vmlifecycle.proxmox.config.Disk;
import dev.vmlifecycle.proxmox.config.DiskFormat;
import dev.vmlifecycle.proxmox.config.PendingConfig;
import dev.vmlifecycle.vm.AdditionalDisk;
import java.util.Arrays;
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
        String slot = known.orElseGet(() -> DiskSlots.free(vm.observe()));
        return Effect.of(vm, "create-disk", slot)
                .run(
                        acted -> look(vm, slot, acted),
                        digest -> vm.qemu()
                                .updateAsync(ConfigUpdate.builder()
                                        .disk(slot, disk(vm, wanted.get()))
                                        .digest(digest.orElseThrow())
                                        .build()));
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
        if (seen.asConfig().disk(slot).isEmpty()) {
            return Look.act(seen.digest());
        }
        if (!acted) {
            return Look.finished(StepResult.skip("exists"));
        }
        vm.vm(vm.vm().withExtraDisk(slot));
        return Look.finished(
                StepResult.done(slot + " " + seen.asConfig().disk(slot).get().volume()));
    }

    private static Disk disk(VmRun vm, AdditionalDisk wanted) {
        StorageId storage = vm.vm().placement().storage();
        Optional<DiskFormat> format = wanted.format().map(DiskFormat::parse).or(() -> systemFormat(vm, storage));
        Disk bare = Disk.allocate(storage, wanted.size(), format, dev.vmlifecycle.proxmox.config.DiskLimits.none());
        return Limits.apply(bare, wanted.limits());
    }

    /** The system disk's format where the storage offers it: file-based storages hold files, all others only raw volumes. */
    private static Optional<DiskFormat> systemFormat(VmRun vm, StorageId storage) {
        boolean files = vm.node(vm.nodeName()).storages().stream()
                .filter(one -> one.storage().equals(storage))
                .anyMatch(one -> StorageKinds.holdsFiles(one.type()));
        PendingConfig seen = vm.qemu().pending();
        return files
                ? seen.asConfig().disk(DiskSlots.system(seen)).flatMap(ExtraDiskSteps::formatOf)
                : Optional.empty();
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
