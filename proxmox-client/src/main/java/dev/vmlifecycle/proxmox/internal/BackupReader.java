package dev.vmlifecycle.proxmox.internal;

import dev.vmlifecycle.proxmox.Vmid;
import dev.vmlifecycle.proxmox.backup.BackupJob;
import dev.vmlifecycle.proxmox.backup.UncoveredGuest;

/** Answers about backups. */
public final class BackupReader {

    private BackupReader() {}

    /**
     * {@return a job}
     *
     * @param row of {@code /cluster/backup}
     */
    public static BackupJob job(Fields row) {
        return BackupJob.of(row.require("id"), row.wire());
    }

    /**
     * {@return one job}
     *
     * @param id its name, which the answer may lack
     * @param data of {@code /cluster/backup/{id}}
     */
    public static BackupJob job(String id, Fields data) {
        return BackupJob.of(id, data.wire());
    }

    /**
     * {@return a guest without a job}
     *
     * @param row of {@code /cluster/backup-info/not-backed-up}
     */
    public static UncoveredGuest uncovered(Fields row) {
        return new UncoveredGuest(row.require("vmid", Vmid::parse), ClusterReader.guestType(row), row.text("name"));
    }
}
