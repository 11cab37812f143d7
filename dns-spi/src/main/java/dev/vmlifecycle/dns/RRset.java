package dev.vmlifecycle.dns;

import java.util.Collection;
import java.util.Objects;
import java.util.Set;

/**
 * All values of one type at one name, as a server holds them.
 *
 * <p>Values are in canonical spelling: addresses as {@link IpAddress} prints them, names of PTR, CNAME and NS as
 * {@link DnsName} prints them (no trailing dot), everything else as it is. A value that is not well-formed, which only
 * others can have written, is kept as it is.
 *
 * @param name the owner name, fully qualified
 * @param type the record type
 * @param ttl the TTL that all values share
 * @param values at least one value; a set, iterated in sorted order, unmodifiable
 */
public record RRset(DnsName name, RecordType type, Ttl ttl, Set<String> values) {

    /**
     * An RRset; the values are copied.
     *
     * @param name the owner name
     * @param type the record type
     * @param ttl the TTL
     * @param values at least one value
     * @throws IllegalArgumentException when there is no value
     */
    public RRset {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(ttl, "ttl");
        values = RecordValues.ofServer(type, values);
    }

    /**
     * A value in canonical spelling, by which it is compared.
     *
     * @param type its record type
     * @param value the value as a server spells it
     * @return the canonical spelling; the value itself when it is not well-formed
     */
    public static String canonicalValue(RecordType type, String value) {
        return RecordValues.ofServer(type, value);
    }

    static RRset of(RRsetKey key, Ttl ttl, Collection<String> values) {
        return new RRset(key.name(), key.type(), ttl, Set.copyOf(values));
    }

    /**
     * What identifies the set within its zone.
     *
     * @return name and type
     */
    public RRsetKey key() {
        return new RRsetKey(name, type);
    }

    /**
     * The set as one line.
     *
     * @return such as {@code vm1.example.com A 300 [192.0.2.10]}
     */
    @Override
    public String toString() {
        return name + " " + type + " " + ttl + " " + values;
    }
}
