package dev.vmlifecycle.proxmox.task;

import java.util.Locale;

/** Which tasks of a node to list. */
public enum TaskSource {
    /** Finished ones only, the server's default. */
    ARCHIVE,
    /** Running ones only. */
    ACTIVE,
    /** Both. */
    ALL;

    /** {@return the name on the wire} */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
