package dev.vmlifecycle.vm;

import dev.vmlifecycle.backup.BackupQuota;
import dev.vmlifecycle.proxmox.ByteSize;
import java.util.Optional;

/**
 * What a customer buys: sizes, limits, firewall, numbers of addresses. Immutable.
 *
 * <p>Defaults of the builder: one core, one socket, the template's system disk kept, no limits, no additional disk, one
 * IPv4 address, no IPv6 address, static addressing, default firewall, no snapshots,
 * no limit on backups.
 */
public final class PackageSpec {
    private final Builder values;

    private PackageSpec(Builder values) {
        this.values = values;
    }

    /**
     * Starts a package.
     *
     * @param memory the RAM, whole MiB, at least 16 MiB
     * @return a builder with the defaults
     */
    public static Builder builder(ByteSize memory) {
        return new Builder(memory);
    }

    /**
     * A builder that starts with this package's values.
     *
     * @return a builder
     */
    public Builder toBuilder() {
        return values.copy();
    }

    /**
     * Cores a socket.
     *
     * @return at least 1
     */
    public int cores() {
        return values.cores;
    }

    /**
     * Sockets.
     *
     * @return at least 1
     */
    public int sockets() {
        return values.sockets;
    }

    /**
     * The RAM.
     *
     * @return whole MiB
     */
    public ByteSize memory() {
        return values.memory;
    }

    /**
     * The system disk's size.
     *
     * @return empty = the template's size is kept
     */
    public Optional<ByteSize> systemDisk() {
        return values.systemDisk;
    }

    /**
     * The system disk's limits.
     *
     * @return the limits
     */
    public DiskLimits systemDiskLimits() {
        return values.systemDiskLimits;
    }

    /**
     * The second disk.
     *
     * @return empty = none
     */
    public Optional<AdditionalDisk> additionalDisk() {
        return values.additionalDisk;
    }

    /**
     * How many IPv4 addresses.
     *
     * @return 0 or more
     */
    public int ipv4() {
        return values.ipv4;
    }

    /**
     * How many IPv6 addresses.
     *
     * @return 0 or more
     */
    public int ipv6() {
        return values.ipv6;
    }

    /**
     * Whether the guest gets its addresses by DHCP; then none are allocated.
     *
     * @return true for DHCP
     */
    public boolean dhcp() {
        return values.dhcp;
    }

    /**
     * The NIC's rate limit in megabytes a second.
     *
     * @return the limit
     */
    public Limit netRate() {
        return values.netRate;
    }

    /**
     * The firewall.
     *
     * @return its wanted state
     */
    public FirewallSpec firewall() {
        return values.firewall;
    }

    /**
     * Snapshots.
     *
     * @return how many, and for how long
     */
    public SnapshotPolicy snapshots() {
        return values.snapshots;
    }

    /**
     * How many backups are kept.
     *
     * @return the quota
     */
    public BackupQuota backups() {
        return values.backups;
    }

    /** Collects a package's values. Confine to one thread. */
    public static final class Builder {
        private ByteSize memory;
        private int cores = 1;
        private int sockets = 1;
        private Optional<ByteSize> systemDisk = Optional.empty();
        private DiskLimits systemDiskLimits = DiskLimits.unlimited();
        private Optional<AdditionalDisk> additionalDisk = Optional.empty();
        private int ipv4 = 1;
        private int ipv6;
        private boolean dhcp;
        private Limit netRate = Limit.unlimited();
        private FirewallSpec firewall = FirewallSpec.defaults();
        private SnapshotPolicy snapshots = SnapshotPolicy.none();
        private BackupQuota backups = BackupQuota.unlimited();

        private Builder(ByteSize memory) {
            this.memory = memory;
        }

        private Builder copy() {
            Builder copy = new Builder(memory);
            copy.cores = cores;
            copy.sockets = sockets;
            copy.systemDisk = systemDisk;
            copy.systemDiskLimits = systemDiskLimits;
            copy.additionalDisk = additionalDisk;
            copy.ipv4 = ipv4;
            copy.ipv6 = ipv6;
            copy.dhcp = dhcp;
            copy.netRate = netRate;
            copy.firewall = firewall;
            copy.snapshots = snapshots;
            copy.backups = backups;
            return copy;
        }

        /**
         * Changes the RAM.
         *
         * @param value whole MiB
         * @return this
         */
        public Builder memory(ByteSize value) {
            memory = value;
            return this;
        }

        /**
         * Sets the cores a socket.
         *
         * @param value at least 1
         * @return this
         */
        public Builder cores(int value) {
            cores = value;
            return this;
        }

        /**
         * Sets the sockets.
         *
         * @param value at least 1
         * @return this
         */
        public Builder sockets(int value) {
            sockets = value;
            return this;
        }

        /**
         * Sets the system disk's size.
         *
         * @param value whole MiB; the disk only ever grows
         * @return this
         */
        public Builder systemDisk(ByteSize value) {
            systemDisk = Optional.of(value);
            return this;
        }

        /**
         * Sets the system disk's limits.
         *
         * @param value the limits
         * @return this
         */
        public Builder systemDiskLimits(DiskLimits value) {
            systemDiskLimits = value;
            return this;
        }

        /**
         * Includes a second disk.
         *
         * @param value the disk
         * @return this
         */
        public Builder additionalDisk(AdditionalDisk value) {
            additionalDisk = Optional.of(value);
            return this;
        }

        /**
         * Includes no second disk.
         *
         * @return this
         */
        public Builder noAdditionalDisk() {
            additionalDisk = Optional.empty();
            return this;
        }

        /**
         * Sets the number of IPv4 addresses.
         *
         * @param value 0 or more
         * @return this
         */
        public Builder ipv4(int value) {
            ipv4 = value;
            return this;
        }

        /**
         * Sets the number of IPv6 addresses.
         *
         * @param value 0 or more
         * @return this
         */
        public Builder ipv6(int value) {
            ipv6 = value;
            return this;
        }

        /**
         * Lets the guest use DHCP instead of allocated addresses.
         *
         * @param value true for DHCP
         * @return this
         */
        public Builder dhcp(boolean value) {
            dhcp = value;
            return this;
        }

        /**
         * Sets the NIC's rate limit.
         *
         * @param value in megabytes a second
         * @return this
         */
        public Builder netRate(Limit value) {
            netRate = value;
            return this;
        }

        /**
         * Sets the firewall.
         *
         * @param value its wanted state
         * @return this
         */
        public Builder firewall(FirewallSpec value) {
            firewall = value;
            return this;
        }

        /**
         * Sets how many snapshots there may be, and for how long.
         *
         * @param value the policy
         * @return this
         */
        public Builder snapshots(SnapshotPolicy value) {
            snapshots = value;
            return this;
        }

        /**
         * Sets how many backups are kept.
         *
         * @param value the quota
         * @return this
         */
        public Builder backups(BackupQuota value) {
            backups = value;
            return this;
        }

        /**
         * Makes the package.
         *
         * @return the package
         * @throws IllegalArgumentException when a number is out of its range
         */
        public PackageSpec build() {
            require(cores >= 1 && cores <= 1024, "cores", cores, "1..1024");
            require(sockets >= 1 && sockets <= 4, "sockets", sockets, "1..4");
            require(
                    memory.bytes() >= ByteSize.ofMiB(16).bytes()
                            && memory.bytes() % ByteSize.ofMiB(1).bytes() == 0,
                    "memory",
                    memory,
                    "whole MiB, at least 16M");
            require(ipv4 >= 0 && ipv4 <= 256, "ipv4 addresses", ipv4, "0..256");
            require(ipv6 >= 0 && ipv6 <= 256, "ipv6 addresses", ipv6, "0..256");
            require(
                    systemDisk.isEmpty()
                            || (systemDisk.get().bytes() > 0
                                    && systemDisk.get().bytes()
                                                    % ByteSize.ofMiB(1).bytes()
                                            == 0),
                    "system disk",
                    systemDisk,
                    "whole MiB");
            require(!dhcp || ipv4 + ipv6 == 0, "dhcp with addresses", ipv4 + ipv6, "0 addresses with dhcp");
            return new PackageSpec(copy());
        }

        private static void require(boolean ok, String what, Object value, String expected) {
            if (!ok) {
                throw new IllegalArgumentException(what + ": " + value + " (expected: " + expected + ")");
            }
        }
    }
}
