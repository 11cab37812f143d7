package dev.vmlifecycle.backup;

import dev.vmlifecycle.proxmox.ByteSize;
import dev.vmlifecycle.proxmox.Upid;
import dev.vmlifecycle.proxmox.VolumeId;
import java.time.Instant;
import java.util.Optional;

/**
 * What became of it.
 *
 * @param state how far it is
 * @param upid Proxmox's task, once its answer came
 * @param archive the archive, once it is there
 * @param size the archive's size
 * @param changedAt when the state was reached, by the store's clock
 * @param error why there is none; empty text unless failed
 */
public record BackupProgress(
        BackupState state,
        Optional<Upid> upid,
        Optional<VolumeId> archive,
        Optional<ByteSize> size,
        Instant changedAt,
        String error) {

    /**
     * About to be asked for.
     *
     * @param now the present
     * @return the progress
     */
    public static BackupProgress starting(Instant now) {
        return new BackupProgress(BackupState.STARTING, Optional.empty(), Optional.empty(), Optional.empty(), now, "");
    }

    /**
     * Proxmox works on it.
     *
     * @param task its task
     * @param now the present
     * @return the progress
     */
    public BackupProgress running(Upid task, Instant now) {
        return new BackupProgress(BackupState.RUNNING, Optional.of(task), Optional.empty(), Optional.empty(), now, "");
    }

    /**
     * The archive is there.
     *
     * @param volume the archive
     * @param bytes its size
     * @param now the present
     * @return the progress
     */
    public BackupProgress done(VolumeId volume, ByteSize bytes, Instant now) {
        return new BackupProgress(BackupState.DONE, upid, Optional.of(volume), Optional.of(bytes), now, "");
    }

    /**
     * There is none.
     *
     * @param why why; never a secret
     * @param now the present
     * @return the progress
     */
    public BackupProgress failed(String why, Instant now) {
        return new BackupProgress(BackupState.FAILED, upid, Optional.empty(), Optional.empty(), now, why);
    }
}
