package dev.vmlifecycle.proxmox.storage;

import dev.vmlifecycle.proxmox.ByteSize;
import dev.vmlifecycle.proxmox.Vmid;
import dev.vmlifecycle.proxmox.config.DiskFormat;
import dev.vmlifecycle.proxmox.transport.Param;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A new, empty disk for a guest. It is no part of the guest's configuration.
 *
 * @param vmid whose it will be
 * @param filename such as {@code vm-100-disk-1}, on a directory with the ending of its format
 * @param size rounded up to whole KiB
 * @param format absent = the storage's own
 */
public record AllocateRequest(Vmid vmid, String filename, ByteSize size, Optional<DiskFormat> format) {

    private static final long KIB = 1024;
    private static final long MIB = KIB * KIB;

    /**
     * {@return a disk of the storage's own format}
     *
     * @param vmid whose it will be
     * @param filename such as {@code vm-100-disk-1}
     * @param size its size
     */
    public static AllocateRequest of(Vmid vmid, String filename, ByteSize size) {
        return new AllocateRequest(vmid, filename, size, Optional.empty());
    }

    /**
     * {@return this disk in a format}
     *
     * @param wanted one the storage offers
     */
    public AllocateRequest format(DiskFormat wanted) {
        return new AllocateRequest(vmid, filename, size, Optional.of(wanted));
    }

    /** {@return the form fields} */
    public List<Param> params() {
        List<Param> params = new ArrayList<>();
        params.add(Param.of("vmid", vmid));
        params.add(Param.of("filename", filename));
        params.add(Param.of("size", sizeText()));
        format.ifPresent(value -> params.add(Param.of("format", value)));
        return params;
    }

    // unlike everywhere else a bare number is KiB here, and there are only M and G
    private String sizeText() {
        long bytes = size.bytes();
        if (bytes % (MIB * KIB) == 0) {
            return bytes / (MIB * KIB) + "G";
        }
        return bytes % MIB == 0 ? bytes / MIB + "M" : Long.toString((bytes + KIB - 1) / KIB);
    }
}
