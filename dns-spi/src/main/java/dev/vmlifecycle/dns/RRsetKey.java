package dev.vmlifecycle.dns;

import java.util.Comparator;
import java.util.Objects;

/**
 * What identifies an RRset within its zone.
 *
 * @param name the owner name, fully qualified
 * @param type the record type
 */
public record RRsetKey(DnsName name, RecordType type) implements Comparable<RRsetKey> {

    private static final Comparator<RRsetKey> ORDER =
            Comparator.comparing(RRsetKey::name).thenComparing(RRsetKey::type);

    /**
     * A key of a name and a type.
     *
     * @param name the owner name
     * @param type the record type
     */
    public RRsetKey {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(type, "type");
    }

    @Override
    public int compareTo(RRsetKey other) {
        return ORDER.compare(this, other);
    }

    /**
     * Name and type.
     *
     * @return such as {@code vm1.example.com A}
     */
    @Override
    public String toString() {
        return name + " " + type;
    }
}
