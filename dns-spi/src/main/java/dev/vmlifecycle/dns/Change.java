package dev.vmlifecycle.dns;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One idempotent change of one RRset.
 *
 * <p>Applying a change twice leaves the same records as applying it once. A provider sees a change through the methods of
 * this interface; {@link #after(RRset)} says what it amounts to, so that a kind added later needs nothing new from a
 * provider. Values are in the canonical spelling of {@link RRset}. Immutable.
 */
public sealed interface Change {

    /**
     * The RRset that is changed.
     *
     * @return name and type; whether the name is in the zone is for the provider to check
     */
    RRsetKey key();

    /**
     * The values the change names.
     *
     * @return the values, empty when the whole set is meant; unmodifiable
     */
    Set<String> values();

    /**
     * The TTL of a set that the change creates or replaces; a set that is merely added to keeps its own.
     *
     * @return the TTL, empty for a change that only takes away
     */
    Optional<Ttl> newTtl();

    /**
     * The RRset as it is to be after the change. A pure function.
     *
     * <p>When the result equals {@code before}, there is nothing to write, and the outcome is
     * {@link ChangeResult.Outcome#NOOP}.
     *
     * @param before the set as it is now, null when there is none
     * @return the set as it is to be, empty when there is to be none
     */
    Optional<RRset> after(@Nullable RRset before);

    /**
     * The owner name.
     *
     * @return the name of the key
     */
    default DnsName name() {
        return key().name();
    }

    /**
     * The record type.
     *
     * @return the type of the key
     */
    default RecordType type() {
        return key().type();
    }

    /**
     * Makes sure that a host name has this address, besides any others.
     *
     * @param name the host name
     * @param address the address; its family decides between A and AAAA
     * @param ttl the TTL of a new set
     * @return the change
     * @throws IllegalArgumentException when no host can have the address
     */
    static Change ensureAddress(DnsName name, IpAddress address, Ttl ttl) {
        return new EnsureValues(addressKey(name, address), ttl, Set.of(address.toString()));
    }

    /**
     * Takes this address away from a host name, and leaves any others.
     *
     * @param name the host name
     * @param address the address; its family decides between A and AAAA
     * @return the change
     */
    static Change removeAddress(DnsName name, IpAddress address) {
        return new RemoveValues(addressKey(name, address), Set.of(address.toString()));
    }

    /**
     * Points a reverse name to one host name, whatever it pointed to before.
     *
     * @param reverseName the record name, see {@link Zones#reverse(IpAddress)}
     * @param host the host name
     * @param ttl the TTL
     * @return the change
     * @throws IllegalArgumentException when {@code host} is no host name
     */
    static Change pointTo(DnsName reverseName, DnsName host, Ttl ttl) {
        return new ReplaceSet(new RRsetKey(reverseName, RecordType.PTR), ttl, Set.of(host.toString()));
    }

    /**
     * Removes a reverse name's pointers to these host names, and leaves any others.
     *
     * @param reverseName the record name, see {@link Zones#reverse(IpAddress)}
     * @param hosts every host name that may have been written; at least one
     * @return the change
     */
    static Change removePointers(DnsName reverseName, Set<DnsName> hosts) {
        Set<String> values = new TreeSet<>();
        hosts.forEach(host -> values.add(host.toString()));
        return new RemoveValues(new RRsetKey(reverseName, RecordType.PTR), values);
    }

    private static RRsetKey addressKey(DnsName name, IpAddress address) {
        return new RRsetKey(name, address.family().recordType());
    }

    /**
     * Adds what is missing of these values; other values stay, and so does the TTL of a set that exists.
     *
     * @param key the RRset
     * @param ttl the TTL of a new set
     * @param values at least one value
     */
    record EnsureValues(RRsetKey key, Ttl ttl, Set<String> values) implements Change {

        /**
         * The change; values are brought to their canonical spelling.
         *
         * @param key the RRset
         * @param ttl the TTL
         * @param values at least one value
         * @throws IllegalArgumentException when there is no value, or one is not of the type or not fit to be published
         */
        public EnsureValues {
            Objects.requireNonNull(ttl, "ttl");
            values = RecordValues.toWrite(key.type(), values);
        }

        @Override
        public Optional<Ttl> newTtl() {
            return Optional.of(ttl);
        }

        @Override
        public Optional<RRset> after(@Nullable RRset before) {
            Set<String> union = new TreeSet<>(values);
            if (before != null) {
                union.addAll(before.values());
            }
            return Optional.of(RRset.of(key, before == null ? ttl : before.ttl(), union));
        }
    }

    /**
     * Removes what is there of these values; other values stay, and the set goes when none is left.
     *
     * @param key the RRset
     * @param values at least one value
     */
    record RemoveValues(RRsetKey key, Set<String> values) implements Change {

        /**
         * The change; values are brought to their canonical spelling.
         *
         * @param key the RRset
         * @param values at least one value
         * @throws IllegalArgumentException when there is no value, or one is not of the type
         */
        public RemoveValues {
            values = RecordValues.ofChange(key.type(), values);
        }

        @Override
        public Optional<Ttl> newTtl() {
            return Optional.empty();
        }

        @Override
        public Optional<RRset> after(@Nullable RRset before) {
            if (before == null) {
                return Optional.empty();
            }
            Set<String> left = new TreeSet<>(before.values());
            left.removeAll(values);
            return left.isEmpty() ? Optional.empty() : Optional.of(RRset.of(key, before.ttl(), left));
        }
    }

    /**
     * Makes the set hold exactly these values with this TTL.
     *
     * @param key the RRset
     * @param ttl the TTL
     * @param values at least one value; for none, see {@link DeleteSet}
     */
    record ReplaceSet(RRsetKey key, Ttl ttl, Set<String> values) implements Change {

        /**
         * The change; values are brought to their canonical spelling.
         *
         * @param key the RRset
         * @param ttl the TTL
         * @param values at least one value
         * @throws IllegalArgumentException when there is no value, or one is not of the type or not fit to be published
         */
        public ReplaceSet {
            Objects.requireNonNull(ttl, "ttl");
            values = RecordValues.toWrite(key.type(), values);
        }

        @Override
        public Optional<Ttl> newTtl() {
            return Optional.of(ttl);
        }

        @Override
        public Optional<RRset> after(@Nullable RRset before) {
            return Optional.of(RRset.of(key, ttl, values));
        }
    }

    /**
     * Removes the whole set, whoever wrote it.
     *
     * @param key the RRset
     */
    record DeleteSet(RRsetKey key) implements Change {

        /**
         * The change.
         *
         * @param key the RRset
         */
        public DeleteSet {
            Objects.requireNonNull(key, "key");
        }

        @Override
        public Set<String> values() {
            return Set.of();
        }

        @Override
        public Optional<Ttl> newTtl() {
            return Optional.empty();
        }

        @Override
        public Optional<RRset> after(@Nullable RRset before) {
            return Optional.empty();
        }
    }
}
