package dev.vmlifecycle.proxmox.cluster;

import dev.vmlifecycle.proxmox.internal.Choices;
import java.util.Locale;

/** What HA shall make of a guest. */
public enum HaState {
    /** It runs; elsewhere when its node is lost. */
    STARTED,
    /** It is stopped, and moved when its node is lost. */
    STOPPED,
    /** The old name of {@link #STARTED}. */
    ENABLED,
    /** It is stopped and left where it is. */
    DISABLED,
    /** HA leaves it alone. */
    IGNORED;

    /** {@return the name on the wire} */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * {@return the state with this name}
     *
     * @param text the name on the wire
     * @throws IllegalArgumentException when there is none
     */
    public static HaState parse(String text) {
        return Choices.parse(HaState.class, "HA state", text);
    }
}
