package dev.vmlifecycle.vm.internal;

import dev.vmlifecycle.backup.BackupId;
import dev.vmlifecycle.backup.BackupPlace;
import dev.vmlifecycle.backup.BackupProgress;
import dev.vmlifecycle.backup.BackupRecord;
import dev.vmlifecycle.backup.BackupStore;
import dev.vmlifecycle.backup.BackupWish;
import dev.vmlifecycle.engine.SubjectStore;
import dev.vmlifecycle.proxmox.Qemu;
import dev.vmlifecycle.proxmox.StorageId;
import dev.vmlifecycle.proxmox.Vmid;
import dev.vmlifecycle.proxmox.VolumeId;
import dev.vmlifecycle.proxmox.backup.BackupMode;
import dev.vmlifecycle.proxmox.storage.BackupVolume;
import dev.vmlifecycle.vm.VmException;
import dev.vmlifecycle.vm.VmKey;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Takes wishes for backups. Looks at the cluster, writes the record, asks Proxmox, notes the task: whoever dies in between leaves a record
 * from which {@link BackupWatch} finds out.
 */
public final class BackupDesk {
    private static final int ID_BYTES = 16;
    private static final int MOST = 1000;

    private final SubjectStore store;
    private final BackupStore backups;
    private final VmServices services;
    private final SecureRandom random = new SecureRandom();

    /**
     * Makes the desk.
     *
     * @param store the VMs
     * @param backups their backups
     * @param services their clusters
     */
    public BackupDesk(SubjectStore store, BackupStore backups, VmServices services) {
        this.store = store;
        this.backups = backups;
        this.services = services;
    }

    /**
     * Starts a backup.
     *
     * @param key the VM
     * @param day the day of its schedule, or empty
     * @param storage where the archive goes
     * @param mode how a running guest is treated
     * @param by who asks, and why
     * @return the record: RUNNING, or STARTING when the answer was lost
     */
    public BackupRecord start(VmKey key, Optional<LocalDate> day, StorageId storage, BackupMode mode, String by) {
        Fleet fleet = new Fleet(store, services);
        LiveVm live = LiveVm.of(store, services, key);
        requireFree(live);
        Qemu qemu = live.qemu();
        Vmid vmid = qemu.vmid();
        requireRoom(fleet, live, vmid);
        List<VolumeId> before = fleet.client(live.vm()).node(qemu.node()).storage(storage).backups(vmid).stream()
                .map(BackupVolume::volume)
                .toList();
        BackupRecord record = new BackupRecord(
                newId(),
                key.value(),
                new BackupWish(day, storage, mode, by, store.now()),
                new BackupPlace(live.vm().placement().cluster(), qemu.node(), vmid),
                before,
                BackupProgress.starting(store.now()));
        if (!backups.addBackup(record)) {
            throw new VmException(
                    VmException.Code.NOT_ALLOWED,
                    "vm " + key + ": a backup is under way, or was made for "
                            + day.map(LocalDate::toString).orElse("it") + " (expected: none)");
        }
        return new BackupCalls(store, backups).send(fleet.client(live.vm()), live.vm(), record);
    }

    private static void requireFree(LiveVm live) {
        if (!LiveVm.isAtRest(live.row())) {
            throw new VmException(
                    VmException.Code.NOT_ALLOWED,
                    "vm " + live.row().key() + ": is " + Views.status(live.row())
                            + " (expected: ready, and nothing that waits)");
        }
        live.qemu().config().lock().ifPresent(lock -> {
            throw new VmException(
                    VmException.Code.NOT_ALLOWED,
                    "vm " + live.row().key() + ": locked (" + lock + ") (expected: no lock of Proxmox)");
        });
    }

    /** Older archives go once the new one is there; where all are protected, none would. */
    private void requireRoom(Fleet fleet, LiveVm live, Vmid vmid) {
        if (live.vm().pkg().backups().most().isEmpty()) {
            return;
        }
        int most = live.vm().pkg().backups().most().getAsInt();
        long kept =
                OurArchives.of(
                                fleet.client(live.vm()),
                                live.vm(),
                                vmid,
                                backups.backupsOf(live.row().key(), MOST))
                        .stream()
                        .filter(found -> found.archive().isProtected())
                        .count();
        if (kept >= most) {
            throw new VmException(
                    VmException.Code.QUOTA,
                    "vm " + live.row().key() + ": has " + kept + " protected backups (expected: below the package's "
                            + most + ")");
        }
    }

    private BackupId newId() {
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        return BackupId.of(HexFormat.of().formatHex(bytes));
    }
}
