package dev.vmlifecycle.proxmox.cluster;

import java.util.Locale;

/** What part of the resource list to read. */
public enum ResourceFilter {
    /** VMs and containers. */
    VM,
    /** Storages. */
    STORAGE,
    /** Nodes. */
    NODE,
    /** The software-defined network. */
    SDN;

    /** {@return the name on the wire} */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
