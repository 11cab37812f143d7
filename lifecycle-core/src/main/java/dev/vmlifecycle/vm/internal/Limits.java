package dev.vmlifecycle.vm.internal;

import dev.vmlifecycle.proxmox.config.Disk;
import dev.vmlifecycle.vm.DiskLimits;
import dev.vmlifecycle.vm.Limit;
import java.util.Optional;

/** A package's limits on a disk's property string; keys that are none of ours survive. */
final class Limits {
    private Limits() {}

    static Disk apply(Disk disk, DiskLimits limits) {
        Disk result = one(disk, "iops_rd", limits.iopsRead());
        result = one(result, "iops_wr", limits.iopsWrite());
        result = one(result, "mbps_rd", limits.mbpsRead());
        return one(result, "mbps_wr", limits.mbpsWrite());
    }

    static String text(DiskLimits limits) {
        return "iops " + limits.iopsRead() + "/" + limits.iopsWrite() + ", MB/s " + limits.mbpsRead() + "/"
                + limits.mbpsWrite();
    }

    /** The limits that a disk has. */
    static String of(Disk disk) {
        return "iops " + value(disk, "iops_rd") + "/" + value(disk, "iops_wr") + ", MB/s " + value(disk, "mbps_rd")
                + "/" + value(disk, "mbps_wr");
    }

    private static String value(Disk disk, String key) {
        return disk.properties().get(key).orElse("unlimited");
    }

    private static Disk one(Disk disk, String key, Limit limit) {
        Optional<String> present = disk.properties().get(key);
        Optional<String> wanted = limit.wanted(present);
        if (wanted.equals(present)) {
            return disk;
        }
        return wanted.map(value -> disk.with(key, value)).orElseGet(() -> disk.without(key));
    }
}
