package dev.vmlifecycle.vm;

/**
 * Bandwidth limits of a disk.
 *
 * @param iopsRead reads a second
 * @param iopsWrite writes a second
 * @param mbpsRead megabytes read a second
 * @param mbpsWrite megabytes written a second
 */
public record DiskLimits(Limit iopsRead, Limit iopsWrite, Limit mbpsRead, Limit mbpsWrite) {

    /**
     * No limits at all.
     *
     * @return unlimited in every respect
     */
    public static DiskLimits unlimited() {
        return new DiskLimits(Limit.unlimited(), Limit.unlimited(), Limit.unlimited(), Limit.unlimited());
    }

    /**
     * Whatever is there stays.
     *
     * @return keep in every respect
     */
    public static DiskLimits keep() {
        return new DiskLimits(Limit.keep(), Limit.keep(), Limit.keep(), Limit.keep());
    }
}
