package dev.vmlifecycle.vm;

import dev.vmlifecycle.proxmox.ByteSize;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** One choice on each axis along which deploys differ. */
record Combination(
        Bus bus,
        Firmware firmware,
        CloneMode mode,
        Target target,
        Store store,
        Tag tag,
        Extra extra,
        Addresses addresses,
        Wall wall,
        Limit.Kind limits) {

    /** What the system disk hangs on. */
    enum Bus {
        SCSI,
        VIRTIO,
        SATA;

        String slot(int index) {
            return name().toLowerCase(java.util.Locale.ROOT) + index;
        }
    }

    /** What boots it. */
    enum Firmware {
        BIOS,
        UEFI
    }

    /** Where it goes, seen from its template. */
    enum Target {
        SAME_NODE,
        OTHER_NODE
    }

    /** What holds its disks. */
    enum Store {
        LOCAL,
        SHARED
    }

    /** Whether the NIC has a VLAN tag. */
    enum Tag {
        UNTAGGED,
        TAGGED
    }

    /** The additional disk. */
    enum Extra {
        NONE,
        BARE,
        LIMITED
    }

    /** How it gets its addresses. */
    enum Addresses {
        V4,
        V6,
        BOTH,
        DHCP
    }

    /** The firewall. */
    enum Wall {
        ON,
        OFF
    }

    /** The choices, axis by axis, in the order of the components. */
    static List<List<?>> axes() {
        return List.of(
                List.of(Bus.values()),
                List.of(Firmware.values()),
                List.of(CloneMode.values()),
                List.of(Target.values()),
                List.of(Store.values()),
                List.of(Tag.values()),
                List.of(Extra.values()),
                List.of(Addresses.values()),
                List.of(Wall.values()),
                List.of(Limit.Kind.values()));
    }

    static Combination of(List<?> row) {
        return new Combination(
                (Bus) row.get(0),
                (Firmware) row.get(1),
                (CloneMode) row.get(2),
                (Target) row.get(3),
                (Store) row.get(4),
                (Tag) row.get(5),
                (Extra) row.get(6),
                (Addresses) row.get(7),
                (Wall) row.get(8),
                (Limit.Kind) row.get(9));
    }

    /** The package: what of the combination a customer buys. */
    PackageSpec pkg(ByteSize memory, ByteSize system) {
        PackageSpec.Builder pkg = PackageSpec.builder(memory)
                .cores(2)
                .systemDisk(system)
                .systemDiskLimits(new DiskLimits(limit(200), limit(100), limit(50), limit(20)))
                .ipv4(v4())
                .ipv6(v6())
                .dhcp(addresses == Addresses.DHCP)
                .netRate(limit(10))
                .firewall(wall == Wall.ON ? FirewallSpec.defaults() : FirewallSpec.off());
        if (extra != Extra.NONE) {
            pkg.additionalDisk(new AdditionalDisk(ByteSize.ofGiB(1), Optional.empty(), extraLimits()));
        }
        return pkg.build();
    }

    private DiskLimits extraLimits() {
        return extra == Extra.LIMITED
                ? new DiskLimits(Limit.of(300), Limit.of(300), Limit.of(30), Limit.of(30))
                : DiskLimits.unlimited();
    }

    private Limit limit(long value) {
        return switch (limits) {
            case KEEP -> Limit.keep();
            case UNLIMITED -> Limit.unlimited();
            case VALUE -> Limit.of(value);
        };
    }

    int v4() {
        return addresses == Addresses.V4 || addresses == Addresses.BOTH ? 2 : 0;
    }

    int v6() {
        return addresses == Addresses.V6 || addresses == Addresses.BOTH ? 2 : 0;
    }

    /** The same VM with the package of another combination. */
    Combination withPackageOf(Combination other) {
        return new Combination(
                bus, firmware, mode, target, store, tag, other.extra, other.addresses, other.wall, other.limits);
    }

    /** A linked clone on local storage cannot leave its base. */
    boolean moves() {
        return target == Target.OTHER_NODE && !(mode == CloneMode.LINKED && store == Store.LOCAL);
    }

    @Override
    public String toString() {
        return Stream.of(bus, firmware, mode, target, store, tag, extra, addresses, wall, limits)
                .map(Enum::name)
                .reduce((a, b) -> a + " " + b)
                .orElseThrow();
    }
}
