package dev.vmlifecycle.backup;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where backups and their schedules are kept. Thread-safe; every method is one transaction and may throw {@code StoreException}.
 */
public interface BackupStore {

    /**
     * Adds a backup.
     *
     * @param record the backup, open
     * @return false when the VM has an open one, or had one for the same day of its schedule, or the id is taken; then nothing is
     *     written
     */
    boolean addBackup(BackupRecord record);

    /**
     * Notes what became of a backup, provided that nobody did meanwhile.
     *
     * @param seen the backup as read
     * @param progress what became of it
     * @return false when its progress is another by now; then nothing is written
     */
    boolean updateBackup(BackupRecord seen, BackupProgress progress);

    /**
     * Backups of which something may still come, in order of ids.
     *
     * @param after those up to this id are left out; empty = none
     * @param limit at most so many
     * @return the backups
     */
    List<BackupRecord> openBackups(Optional<BackupId> after, int limit);

    /**
     * Backups of a VM, open ones included.
     *
     * @param key the VM
     * @param limit at most so many
     * @return the backups, the one asked for last first
     */
    List<BackupRecord> backupsOf(String key, int limit);

    /**
     * Forgets records of backups that ended; archives are not touched.
     *
     * @param before those that ended before this go
     * @return how many went
     */
    int forgetBackups(Instant before);

    /**
     * Sets or removes a VM's schedule.
     *
     * @param key the VM
     * @param schedule the schedule; empty = none
     */
    void saveSchedule(String key, Optional<BackupSchedule> schedule);

    /**
     * Schedules in order of keys.
     *
     * @param afterKey the last key of the page before, empty text for the first page
     * @param limit at most so many
     * @return the schedules with their VMs
     */
    List<Scheduled> schedules(String afterKey, int limit);

    /**
     * A VM's schedule.
     *
     * @param key the VM
     * @return empty when it has none
     */
    Optional<BackupSchedule> schedule(String key);

    /**
     * A schedule and whose it is.
     *
     * @param key the VM
     * @param schedule its schedule
     */
    record Scheduled(String key, BackupSchedule schedule) {}
}
