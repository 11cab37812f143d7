package dev.vmlifecycle.proxmox.cluster;

import java.util.Arrays;
import java.util.Locale;

/** What a row of the HA status is about. */
public enum HaStatusKind {
    /** Whether the cluster has a majority. */
    QUORUM,
    /** The node that decides. */
    MASTER,
    /** The local manager of a node. */
    LRM,
    /** A guest. */
    SERVICE,
    /** A kind this version does not know. */
    OTHER;

    /**
     * {@return the kind with this name, {@link #OTHER} when this version knows none}
     *
     * @param text the name on the wire
     */
    public static HaStatusKind find(String text) {
        return Arrays.stream(values())
                .filter(kind -> kind.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst()
                .orElse(OTHER);
    }
}
