package dev.vmlifecycle.backup;

/** How far a backup is. */
public enum BackupState {
    /** It is about to be asked for, or was and the answer was lost. */
    STARTING,
    /** Proxmox works on it. */
    RUNNING,
    /** The archive is there. */
    DONE,
    /** There is none; the record says why. */
    FAILED;

    /**
     * Whether something may still come of it.
     *
     * @return true until it is done or failed
     */
    public boolean isOpen() {
        return this == STARTING || this == RUNNING;
    }
}
