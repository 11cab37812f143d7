package dev.vmlifecycle.vm.internal;

import dev.vmlifecycle.backup.BackupId;
import dev.vmlifecycle.backup.BackupRecord;
import dev.vmlifecycle.backup.BackupState;
import dev.vmlifecycle.proxmox.NodeName;
import dev.vmlifecycle.proxmox.ProxmoxClient;
import dev.vmlifecycle.proxmox.StorageId;
import dev.vmlifecycle.proxmox.Vmid;
import dev.vmlifecycle.proxmox.VolumeId;
import dev.vmlifecycle.proxmox.storage.BackupVolume;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The archives that this library made of a VM, known by their notes: the VM's ownership line and the backup's id. Where a storage keeps no
 * notes, by the volume that was noted when the backup ended. Others' archives of the same VMID, and a predecessor's, are neither.
 */
final class OurArchives {
    private static final Comparator<BackupVolume> OLDEST_FIRST = Comparator.comparing(BackupVolume::createdAt)
            .thenComparing(archive -> archive.volume().value());

    private OurArchives() {}

    /** What is written into an archive's notes: one line, without anything that Proxmox would fill in. */
    static String notes(VmRecord vm, Vmid vmid, BackupId id) {
        return vm.ownerLine(vmid) + " backup=" + id;
    }

    static boolean isOf(BackupVolume archive, BackupId id) {
        return archive.notes().filter(notes -> notes.contains("backup=" + id)).isPresent();
    }

    /** Whether notes name some backup of this library. */
    static boolean isNamed(BackupVolume archive) {
        return archive.notes()
                .filter(notes -> notes.contains("vm-lifecycle: key="))
                .isPresent();
    }

    /** Where archives of a VM may be: wherever one was asked for, on the node that made it. */
    private record Where(NodeName node, StorageId storage) {}

    /** All of them, oldest first, each with the node through which it can be reached. */
    static List<Found> of(ProxmoxClient pve, VmRecord vm, Vmid vmid, List<BackupRecord> records) {
        Set<Where> places = new HashSet<>();
        Set<VolumeId> noted = new HashSet<>();
        for (BackupRecord record : records) {
            if (record.place().vmid().equals(vmid)
                    && record.place().cluster().equals(vm.placement().cluster())) {
                places.add(new Where(record.place().node(), record.wish().storage()));
                record.progress()
                        .archive()
                        .filter(any -> record.progress().state() == BackupState.DONE)
                        .ifPresent(noted::add);
            }
        }
        List<Found> found = new ArrayList<>();
        Set<VolumeId> seen = new HashSet<>();
        for (Where place : places) {
            for (BackupVolume archive :
                    pve.node(place.node()).storage(place.storage()).backups(vmid)) {
                if (isOurs(vm, vmid, archive, noted) && (!isShared(place, places) || seen.add(archive.volume()))) {
                    found.add(new Found(place.node(), place.storage(), archive));
                }
            }
        }
        found.sort(Comparator.comparing(Found::archive, OLDEST_FIRST));
        return found;
    }

    /** Two nodes that list the same volume name of one storage: a shared storage, unless the archive is really there twice. */
    private static boolean isShared(Where place, Set<Where> places) {
        return places.stream()
                        .filter(other -> other.storage().equals(place.storage()))
                        .count()
                > 1;
    }

    private static boolean isOurs(VmRecord vm, Vmid vmid, BackupVolume archive, Set<VolumeId> noted) {
        Optional<String> notes = archive.notes();
        return notes.filter(text -> text.contains(vm.ownerLine(vmid) + " backup="))
                        .isPresent()
                || (!isNamed(archive) && noted.contains(archive.volume()));
    }

    /** One archive and where it can be reached. */
    record Found(NodeName node, StorageId storage, BackupVolume archive) {}
}
