package dev.vmlifecycle.ip;

import dev.vmlifecycle.dns.Cidr;
import dev.vmlifecycle.dns.DnsName;
import dev.vmlifecycle.dns.IpAddress;
import dev.vmlifecycle.dns.IpFamily;
import dev.vmlifecycle.proxmox.config.VlanTag;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Addresses that VMs may get, and where they work. Immutable; build it with {@link #of}.
 *
 * <p>Defaults: the whole network but for its first address, its last (IPv4) and the gateway; routing domain {@code
 * default}; any cluster, node, bridge and VLAN.
 */
public final class IpPool {
    private final String id;
    private final Cidr network;
    private final Scope scope;
    private final List<IpRange> ranges;
    private final Optional<IpAddress> gateway;
    private final List<IpAddress> nameservers;

    private IpPool(Builder builder) {
        this.id = builder.id;
        this.network = builder.network;
        this.scope = builder.scope;
        this.gateway = builder.gateway;
        this.nameservers = List.copyOf(builder.nameservers);
        this.ranges = builder.giveable();
    }

    /**
     * Where a pool's addresses work; an empty field matches anything.
     *
     * @param domain the routing domain in which addresses are unique
     * @param clusters cluster names
     * @param nodes node names
     * @param bridges bridge names
     * @param vlan the VLAN tag; empty matches untagged and any tag
     */
    public record Scope(
            String domain, Set<String> clusters, Set<String> nodes, Set<String> bridges, Optional<VlanTag> vlan) {

        /**
         * Copies the sets.
         *
         * @param domain the routing domain in which addresses are unique
         * @param clusters cluster names
         * @param nodes node names
         * @param bridges bridge names
         * @param vlan the VLAN tag; empty matches untagged and any tag
         */
        public Scope {
            clusters = Set.copyOf(clusters);
            nodes = Set.copyOf(nodes);
            bridges = Set.copyOf(bridges);
        }
    }

    /**
     * Starts a pool.
     *
     * @param id a stable name, kept with each allocation
     * @param network the network, for the prefix length and as the default range
     * @return a builder
     */
    public static Builder of(String id, Cidr network) {
        return new Builder(id, network);
    }

    /**
     * The pool's name.
     *
     * @return its id
     */
    public String id() {
        return id;
    }

    /**
     * The family of its addresses.
     *
     * @return IPv4 or IPv6
     */
    public IpFamily family() {
        return network.first().family();
    }

    /**
     * The network the addresses lie in.
     *
     * @return the network
     */
    public Cidr network() {
        return network;
    }

    /**
     * Where the addresses work.
     *
     * @return the scope
     */
    public Scope scope() {
        return scope;
    }

    /**
     * What may be given, in order: the pool's ranges without the excluded ones, the gateway, and the network's first and (IPv4) last
     * address.
     *
     * @return at least one range
     */
    public List<IpRange> ranges() {
        return ranges;
    }

    /**
     * The gateway a guest is told.
     *
     * @return the gateway, or empty
     */
    public Optional<IpAddress> gateway() {
        return gateway;
    }

    /**
     * The name servers a guest is told.
     *
     * @return possibly empty
     */
    public List<IpAddress> nameservers() {
        return nameservers;
    }

    /**
     * Whether the pool may give out an address.
     *
     * @param address the address
     * @return true when it lies in one of {@link #ranges}
     */
    public boolean mayGive(IpAddress address) {
        return ranges.stream().anyMatch(range -> range.contains(address));
    }

    /**
     * How many addresses the pool may give at all; how many are free is the store's business.
     *
     * @return at least 1; a /64 of IPv6 has 18446744073709551615
     */
    public BigInteger size() {
        return ranges.stream().map(IpRange::size).reduce(BigInteger.ZERO, BigInteger::add);
    }

    /**
     * How many addresses the pool may give at all, counted up to a number.
     *
     * @param most where to stop counting
     * @return at most that number
     */
    public int gives(int most) {
        return size().min(BigInteger.valueOf(most)).intValue();
    }

    /**
     * The reverse zones that must exist for its addresses to have pointers, as a hint for whoever sets up DNS.
     *
     * @return the names, at most 128
     */
    public List<DnsName> reverseZones() {
        return network.reverseZones();
    }

    /**
     * Whether an address could come from both pools.
     *
     * @param other another pool
     * @return true when ranges of the same routing domain overlap
     */
    public boolean overlaps(IpPool other) {
        return scope.domain().equals(other.scope.domain())
                && family() == other.family()
                && ranges.stream().anyMatch(mine -> other.ranges.stream().anyMatch(mine::overlaps));
    }

    /**
     * Whether the pool fits a place.
     *
     * @param cluster the cluster's name
     * @param node the node's name
     * @param bridge the bridge's name
     * @param vlan the VLAN tag, empty for untagged
     * @return true when every field of the scope matches
     */
    public boolean fits(String cluster, String node, String bridge, Optional<VlanTag> vlan) {
        return (scope.clusters().isEmpty() || scope.clusters().contains(cluster))
                && (scope.nodes().isEmpty() || scope.nodes().contains(node))
                && (scope.bridges().isEmpty() || scope.bridges().contains(bridge))
                && (scope.vlan().isEmpty() || scope.vlan().equals(vlan));
    }

    /** Collects a pool's settings. Confine to one thread. */
    public static final class Builder {
        private final String id;
        private final Cidr network;
        private Scope scope = new Scope("default", Set.of(), Set.of(), Set.of(), Optional.empty());
        private List<IpRange> ranges = List.of();
        private Set<IpAddress> excluded = Set.of();
        private List<IpRange> excludedRanges = List.of();
        private Optional<IpAddress> gateway = Optional.empty();
        private List<IpAddress> nameservers = List.of();

        private Builder(String id, Cidr network) {
            this.id = id;
            this.network = network;
        }

        /**
         * Says where the addresses work.
         *
         * @param value the scope
         * @return this
         */
        public Builder scope(Scope value) {
            scope = value;
            return this;
        }

        /**
         * Restricts the pool to ranges.
         *
         * @param values the ranges, inside the network
         * @return this
         */
        public Builder ranges(List<IpRange> values) {
            ranges = List.copyOf(values);
            return this;
        }

        /**
         * Takes addresses out.
         *
         * @param values the addresses never to give
         * @return this
         */
        public Builder exclude(Set<IpAddress> values) {
            excluded = Set.copyOf(values);
            return this;
        }

        /**
         * Takes ranges out; for a network, {@link IpRange#of}.
         *
         * @param values the ranges never to give from, inside the network
         * @return this
         */
        public Builder excludeRanges(List<IpRange> values) {
            excludedRanges = List.copyOf(values);
            return this;
        }

        /**
         * Names the gateway.
         *
         * @param value an address of the pool's family
         * @return this
         */
        public Builder gateway(IpAddress value) {
            gateway = Optional.of(value);
            return this;
        }

        /**
         * Names the name servers.
         *
         * @param values addresses of any family
         * @return this
         */
        public Builder nameservers(List<IpAddress> values) {
            nameservers = List.copyOf(values);
            return this;
        }

        /**
         * Makes the pool.
         *
         * @return the pool
         * @throws IllegalArgumentException when a range leaves the network or overlaps another, when the gateway is of another family, or
         *     when nothing is left to give
         */
        public IpPool build() {
            for (IpRange range : ranges) {
                requireInside("range", range);
            }
            excludedRanges.forEach(range -> requireInside("excluded range", range));
            requireApart();
            if (gateway.isPresent() && gateway.get().family() != network.first().family()) {
                throw new IllegalArgumentException(
                        "pool " + id + " gateway: " + gateway.get() + " (expected: family of " + network + ")");
            }
            if (giveable().isEmpty()) {
                throw new IllegalArgumentException(
                        "pool " + id + ": nothing left to give (expected: at least one address of " + network + ")");
            }
            return new IpPool(this);
        }

        private void requireInside(String what, IpRange range) {
            if (!network.contains(range.first()) || !network.contains(range.last())) {
                throw new IllegalArgumentException(
                        "pool " + id + " " + what + ": " + range + " (expected: inside " + network + ")");
            }
        }

        /** Overlapping ranges would count addresses twice. */
        private void requireApart() {
            for (int i = 0; i < ranges.size(); i++) {
                for (IpRange other : ranges.subList(i + 1, ranges.size())) {
                    if (ranges.get(i).overlaps(other)) {
                        throw new IllegalArgumentException("pool " + id + " range: " + ranges.get(i) + " overlaps "
                                + other + " (expected: each address in one range)");
                    }
                }
            }
        }

        private List<IpRange> giveable() {
            List<IpRange> left = ranges.isEmpty() ? List.of(IpRange.of(network)) : ranges;
            for (IpRange out : kept()) {
                left = left.stream()
                        .flatMap(range -> range.without(out).stream())
                        .toList();
            }
            return left;
        }

        /** What is never given. */
        private List<IpRange> kept() {
            List<IpRange> kept = new ArrayList<>(excludedRanges);
            excluded.forEach(address -> kept.add(new IpRange(address, address)));
            gateway.ifPresent(address -> kept.add(new IpRange(address, address)));
            boolean four = network.family() == IpFamily.V4;
            if (network.prefixLength() < (four ? 31 : 127)) {
                kept.add(new IpRange(network.first(), network.first()));
                if (four) {
                    kept.add(new IpRange(network.last(), network.last()));
                }
            }
            return kept;
        }
    }
}
