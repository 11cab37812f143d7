package dev.vmlifecycle.proxmox.cluster;

import java.util.Arrays;
import java.util.Locale;

/** Kind of a row of the resource list. */
public enum ResourceKind {
    /** A virtual machine. */
    QEMU,
    /** A container. */
    LXC,
    /** A node. */
    NODE,
    /** A storage, once for each node. */
    STORAGE,
    /** A pool. */
    POOL,
    /** A zone of the software-defined network, up to 8.4. */
    SDN,
    /** A part of the software-defined network, since 9. */
    NETWORK,
    /** A kind this version does not know. */
    OTHER;

    /**
     * {@return the kind with this name, {@link #OTHER} when this version knows none}
     *
     * @param text the name on the wire
     */
    public static ResourceKind find(String text) {
        return Arrays.stream(values())
                .filter(kind -> kind.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst()
                .orElse(OTHER);
    }
}
