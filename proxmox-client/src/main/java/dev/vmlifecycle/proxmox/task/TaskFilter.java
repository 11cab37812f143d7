package dev.vmlifecycle.proxmox.task;

import java.util.Locale;

/** Tasks to list by how they ended. */
public enum TaskFilter {
    /** Ended well. */
    OK,
    /** Failed. */
    ERROR,
    /** Ended well with warnings. */
    WARNING,
    /** Ended nobody knows how. */
    UNKNOWN;

    /** {@return the name on the wire} */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
