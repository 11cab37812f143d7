package dev.vmlifecycle.proxmox.config;

import java.util.Optional;

/**
 * Throttles of a disk. An absent one is no limit, and is removed when the disk is written.
 *
 * @param iopsRead reads per second
 * @param iopsWrite writes per second
 * @param mbpsRead read throughput
 * @param mbpsWrite write throughput
 */
public record DiskLimits(
        Optional<Iops> iopsRead,
        Optional<Iops> iopsWrite,
        Optional<Throughput> mbpsRead,
        Optional<Throughput> mbpsWrite) {

    /** {@return no limits} */
    public static DiskLimits none() {
        return new DiskLimits(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * {@return all four limits}
     *
     * @param iopsRead reads per second
     * @param iopsWrite writes per second
     * @param mbpsRead read throughput
     * @param mbpsWrite write throughput
     */
    public static DiskLimits of(Iops iopsRead, Iops iopsWrite, Throughput mbpsRead, Throughput mbpsWrite) {
        return new DiskLimits(
                Optional.of(iopsRead), Optional.of(iopsWrite), Optional.of(mbpsRead), Optional.of(mbpsWrite));
    }
}
