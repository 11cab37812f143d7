package dev.vmlifecycle.proxmox.qemu;

import java.util.Locale;

/** What the storages of a VM may or may not allow. */
public enum VmFeature {
    /** Snapshots of the disks. */
    SNAPSHOT,
    /** Linked clones. */
    CLONE,
    /** Full clones. */
    COPY;

    /** {@return the name on the wire} */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
