package dev.vmlifecycle.proxmox.backup;

import dev.vmlifecycle.proxmox.internal.Choices;
import java.util.Locale;

/** How a running guest is treated while it is backed up. */
public enum BackupMode {
    /** It runs on. */
    SNAPSHOT,
    /** It is suspended. */
    SUSPEND,
    /** It is shut down, for which the server waits 10 minutes by default, and started again. */
    STOP;

    /** {@return the name on the wire} */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * {@return the mode with this name}
     *
     * @param text the name on the wire
     * @throws IllegalArgumentException when there is none
     */
    public static BackupMode parse(String text) {
        return Choices.parse(BackupMode.class, "backup mode", text);
    }
}
