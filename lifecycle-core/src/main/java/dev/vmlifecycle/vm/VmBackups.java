package dev.vmlifecycle.vm;

import dev.vmlifecycle.backup.BackupRecord;
import dev.vmlifecycle.backup.BackupSchedule;
import dev.vmlifecycle.backup.BackupStore;
import dev.vmlifecycle.proxmox.StorageId;
import dev.vmlifecycle.proxmox.VolumeId;
import dev.vmlifecycle.proxmox.backup.BackupMode;
import dev.vmlifecycle.proxmox.storage.BackupVolume;
import dev.vmlifecycle.vm.internal.BackupDesk;
import dev.vmlifecycle.vm.internal.RestoreDesk;
import java.util.List;
import java.util.Optional;

/**
 * Backups of VMs: started by hand or by a schedule, watched by the task {@code backup_status}. Thread-safe.
 *
 * <p>How many are kept stands in the package, see {@code BackupQuota}: once a new archive is there the oldest go, but never a protected
 * one, never one that somebody else made, never one of an earlier VM of the same number.
 */
public final class VmBackups {
    private static final int MOST = 1000;

    private final BackupDesk desk;
    private final RestoreDesk restores;
    private final BackupStore backups;

    VmBackups(BackupDesk desk, RestoreDesk restores, BackupStore backups) {
        this.desk = desk;
        this.restores = restores;
        this.backups = backups;
    }

    /**
     * Starts a backup, on the caller's thread, and does not wait for it.
     *
     * @param key the VM
     * @param storage where the archive goes
     * @param mode how a running guest is treated
     * @param actor who asks, and why
     * @return the backup: RUNNING, or STARTING when Proxmox's answer was lost, which {@code backup_status} finds out
     * @throws VmException UNKNOWN_VM; NOT_ALLOWED when the VM is not at rest, not ours or locked, or another backup is under way; QUOTA
     *     when the package allows no more and all that are there are protected; UNKNOWN_PLACE when its cluster is not configured
     * @throws dev.vmlifecycle.proxmox.error.ProxmoxException when the cluster does not answer or refuses
     */
    public BackupRecord start(VmKey key, StorageId storage, BackupMode mode, Actor actor) {
        return desk.start(key, Optional.empty(), storage, mode, actor.toString());
    }

    /**
     * The backups that were asked for, and what became of them. Reads the store only.
     *
     * @param key the VM
     * @return the newest 1000, the one asked for last first
     */
    public List<BackupRecord> list(VmKey key) {
        return backups.backupsOf(key.value(), MOST);
    }

    /**
     * The archives that the VM can be restored from: made since it was created, by whomever, and readable on its node. Reads the cluster, on
     * the caller's thread.
     *
     * @param key the VM
     * @return the archives, oldest first
     * @throws VmException UNKNOWN_VM; UNKNOWN_PLACE when its cluster is not configured
     * @throws dev.vmlifecycle.proxmox.error.ProxmoxException when the cluster does not answer
     */
    public List<BackupVolume> archives(VmKey key) {
        return restores.archives(key);
    }

    /**
     * Asks for a backup to be brought back: what is on the VM's disks now is lost. Looks at the cluster on the caller's thread, writes one
     * row and returns; the ticks do it. The VM has to be stopped. Once the backup is back the VM gets its present package, addresses, MAC
     * and firewall, and is then started; the host is told "Backup restored".
     *
     * <p>A restore that fails leaves no VM: it is tried again, and may be asked for with another backup meanwhile.
     *
     * @param key the VM
     * @param archive the backup, one of {@link #archives}
     * @param actor who asks, and why
     * @throws VmException UNKNOWN_VM; NOT_ALLOWED when the VM is running, locked, not at rest or not ours, or the backup is not one of its
     *     own; UNKNOWN_PLACE when its cluster is not configured
     * @throws dev.vmlifecycle.proxmox.error.ProxmoxException when the cluster does not answer
     */
    public void restore(VmKey key, VolumeId archive, Actor actor) {
        restores.restore(key, archive, actor);
    }

    /**
     * Sets when a VM is backed up by itself, in place of what was set before. Forgotten when the VM is terminated.
     *
     * @param key the VM; need not be ready yet
     * @param schedule the schedule
     */
    public void schedule(VmKey key, BackupSchedule schedule) {
        backups.saveSchedule(key.value(), Optional.of(schedule));
    }

    /**
     * Ends a VM's schedule. Archives stay.
     *
     * @param key the VM
     */
    public void unschedule(VmKey key) {
        backups.saveSchedule(key.value(), Optional.empty());
    }

    /**
     * A VM's schedule.
     *
     * @param key the VM
     * @return empty when it has none
     */
    public Optional<BackupSchedule> schedule(VmKey key) {
        return backups.schedule(key.value());
    }
}
