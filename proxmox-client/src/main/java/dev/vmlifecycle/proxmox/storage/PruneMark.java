package dev.vmlifecycle.proxmox.storage;

import dev.vmlifecycle.proxmox.internal.Choices;

/** What pruning makes of a backup. */
public enum PruneMark {
    /** A rule keeps it. */
    KEEP,
    /** No rule keeps it. */
    REMOVE,
    /** It is protected, no rule counts it. */
    PROTECTED,
    /** It has a name of its own, no rule counts it. */
    RENAMED;

    /**
     * {@return the mark with this name}
     *
     * @param text the name on the wire
     * @throws IllegalArgumentException when there is none
     */
    public static PruneMark parse(String text) {
        return Choices.parse(PruneMark.class, "mark", text);
    }
}
