package dev.vmlifecycle.proxmox.config;

import dev.vmlifecycle.proxmox.internal.Shown;
import java.util.Locale;

/** Format of a disk image. Storages without files offer raw only. */
public enum DiskFormat {
    /** No structure; on directory storages without snapshots. */
    RAW,
    /** QEMU's own, with snapshots. */
    QCOW2,
    /** VMware's. */
    VMDK;

    /** {@return the name on the wire} */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * {@return the format with this name}
     *
     * @param text the name on the wire
     * @throws IllegalArgumentException when there is none
     */
    public static DiskFormat parse(String text) {
        for (DiskFormat format : values()) {
            if (format.toString().equals(text)) {
                return format;
            }
        }
        throw new IllegalArgumentException("disk format: " + Shown.of(text) + " (expected: raw, qcow2, vmdk)");
    }
}
