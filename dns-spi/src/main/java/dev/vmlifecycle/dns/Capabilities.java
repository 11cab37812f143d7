package dev.vmlifecycle.dns;

import static dev.vmlifecycle.dns.Refusals.refused;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a provider can do, as far as it is known without asking the server.
 *
 * @param features the optional abilities; unmodifiable
 * @param types the record types it writes; at least A and AAAA; unmodifiable
 * @param shortestTtl what a shorter TTL becomes
 * @param longestTtl what a longer TTL becomes
 */
public record Capabilities(Set<Feature> features, Set<RecordType> types, Ttl shortestTtl, Ttl longestTtl) {

    /** An ability that not every provider has. */
    public enum Feature {
        /** {@link DnsProvider#zones(CallLimits)} works. */
        LIST_ZONES,
        /** One call's changes to one zone take effect together or not at all, unless one of them is refused. */
        ATOMIC_BATCH,
        /**
         * The server itself adds and removes single values, so that writers on many hosts lose nothing. Without it a
         * provider locks within its process and verifies; hosts that share a zone then need a {@code ZoneLocks} of their
         * store. May appear with the first change, when only trying tells.
         */
        SERVER_SIDE_MERGE,
        /** A pointer set may hold several values. */
        MULTI_VALUE_PTR,
        /** Records carry a comment that names their maker. */
        COMMENTS
    }

    /**
     * Abilities.
     *
     * @param features the optional abilities
     * @param types the record types
     * @param shortestTtl the lower limit
     * @param longestTtl the upper limit
     * @throws IllegalArgumentException when A or AAAA is missing, or the limits contradict each other
     */
    public Capabilities {
        features = Set.copyOf(features);
        types = Set.copyOf(types);
        if (!types.contains(RecordType.A) || !types.contains(RecordType.AAAA)) {
            throw refused("record types", new TreeSet<>(types), "A and AAAA among them");
        }
        if (shortestTtl.compareTo(longestTtl) > 0) {
            throw refused("shortest ttl", shortestTtl, "at most " + longestTtl);
        }
    }

    /**
     * {@return the abilities most services have: no optional ones, A, AAAA, PTR, CNAME and TXT, any TTL}
     */
    public static Capabilities basic() {
        return new Capabilities(
                Set.of(),
                Set.of(RecordType.A, RecordType.AAAA, RecordType.PTR, RecordType.CNAME, RecordType.TXT),
                new Ttl(1),
                new Ttl(Integer.MAX_VALUE));
    }

    /**
     * {@return these abilities and more}
     *
     * @param more the abilities added
     */
    public Capabilities with(Feature... more) {
        Set<Feature> all = new TreeSet<>(features);
        all.addAll(Set.of(more));
        return new Capabilities(all, types, shortestTtl, longestTtl);
    }

    /**
     * {@return these abilities with other record types}
     *
     * @param other at least A and AAAA
     */
    public Capabilities withTypes(Collection<RecordType> other) {
        return new Capabilities(features, Set.copyOf(other), shortestTtl, longestTtl);
    }

    /**
     * {@return these abilities with other limits of the TTL}
     *
     * @param shortest the lower limit
     * @param longest the upper limit
     */
    public Capabilities withTtls(Ttl shortest, Ttl longest) {
        return new Capabilities(features, types, shortest, longest);
    }

    /**
     * {@return whether the provider has an ability}
     *
     * @param feature the ability
     */
    public boolean has(Feature feature) {
        return features.contains(feature);
    }
}
