package dev.vmlifecycle.backup;

import dev.vmlifecycle.proxmox.VolumeId;
import java.util.List;

/**
 * One backup: written before Proxmox is asked, so that a crash is found out and nothing is started twice.
 *
 * @param id its name
 * @param key the VM
 * @param wish what was asked for
 * @param place whose backup it is
 * @param before the VM's archives on the storage before it began: what is there afterwards and not here is new
 * @param progress what became of it
 */
public record BackupRecord(
        BackupId id, String key, BackupWish wish, BackupPlace place, List<VolumeId> before, BackupProgress progress) {

    /**
     * Copies the list.
     *
     * @param id see above
     * @param key see above
     * @param wish see above
     * @param place see above
     * @param before see above
     * @param progress see above
     */
    public BackupRecord {
        before = List.copyOf(before);
    }

    /**
     * The same further on.
     *
     * @param value the progress
     * @return a copy
     */
    public BackupRecord with(BackupProgress value) {
        return new BackupRecord(id, key, wish, place, before, value);
    }
}
