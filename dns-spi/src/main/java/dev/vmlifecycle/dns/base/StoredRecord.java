package dev.vmlifecycle.dns.base;

import dev.vmlifecycle.dns.RRset;
import dev.vmlifecycle.dns.RecordType;
import dev.vmlifecycle.dns.Ttl;
import java.util.Objects;

/**
 * One value at a name, as a service holds it.
 *
 * @param id what the service knows the record by: an id of its own, or the value as it spells it
 * @param type the record type
 * @param ttl the TTL
 * @param value the value; brought to its canonical spelling
 */
public record StoredRecord(String id, RecordType type, Ttl ttl, String value) {

    /**
     * A record.
     *
     * @param id what the service knows it by
     * @param type the record type
     * @param ttl the TTL
     * @param value the value in any spelling
     */
    public StoredRecord {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(ttl, "ttl");
        value = RRset.canonicalValue(type, value);
    }
}
