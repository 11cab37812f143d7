package dev.vmlifecycle.examples.quickstart;

import dev.vmlifecycle.vm.AdditionalDisk;
import dev.vmlifecycle.vm.DiskLimits;
import dev.vmlifecycle.vm.PackageSpec;

/** A package in one line: for people, and to tell whether two packages are the same. */
final class PackageText {

    private PackageText() {}

    static String of(PackageSpec pkg) {
        return "cores " + pkg.cores() + ", sockets " + pkg.sockets() + ", memory " + pkg.memory()
                + ", system disk " + pkg.systemDisk().map(Object::toString).orElse("as the template's")
                + limits(pkg.systemDiskLimits())
                + pkg.additionalDisk().map(PackageText::extra).orElse("")
                + ", IPv4 " + pkg.ipv4() + ", IPv6 " + pkg.ipv6()
                + ", rate " + pkg.netRate()
                + ", firewall " + (pkg.firewall().enable() ? "on" : "off");
    }

    private static String extra(AdditionalDisk disk) {
        return ", additional disk " + disk.size()
                + disk.format().map(format -> " " + format).orElse("") + limits(disk.limits());
    }

    private static String limits(DiskLimits limits) {
        return limits.equals(DiskLimits.unlimited())
                ? ""
                : " (iops " + limits.iopsRead() + "/" + limits.iopsWrite() + ", MB/s " + limits.mbpsRead() + "/"
                        + limits.mbpsWrite() + ")";
    }

    static boolean same(PackageSpec one, PackageSpec other) {
        return of(one).equals(of(other));
    }
}
