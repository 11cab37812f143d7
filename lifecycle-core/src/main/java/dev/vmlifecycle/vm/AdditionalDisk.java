package dev.vmlifecycle.vm;

import dev.vmlifecycle.proxmox.ByteSize;
import java.util.Optional;

/**
 * A second disk that a package includes.
 *
 * @param size its size, whole GiB
 * @param format {@code raw} or {@code qcow2}; empty = the system disk's where the storage offers it (a raw disk on a directory
 *     storage can never be snapshotted)
 * @param limits its bandwidth limits
 */
public record AdditionalDisk(ByteSize size, Optional<String> format, DiskLimits limits) {

    /**
     * Checks the size.
     *
     * @param size see above
     * @param format see above
     * @param limits see above
     * @throws IllegalArgumentException when it is not a whole number of GiB
     */
    public AdditionalDisk {
        if (size.bytes() <= 0 || size.bytes() % ByteSize.ofGiB(1).bytes() != 0) {
            throw new IllegalArgumentException("additional disk: " + size + " (expected: whole GiB, at least 1G)");
        }
    }
}
