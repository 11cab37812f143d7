package dev.vmlifecycle.dns.base;

import dev.vmlifecycle.dns.DnsName;
import dev.vmlifecycle.dns.RecordType;
import dev.vmlifecycle.dns.Ttl;
import java.util.Objects;

/**
 * One value that a service is to store.
 *
 * @param name the owner name, fully qualified
 * @param type the record type
 * @param ttl the TTL, within the provider's limits
 * @param value the value in canonical spelling; a name has no trailing dot
 */
public record NewRecord(DnsName name, RecordType type, Ttl ttl, String value) {

    /**
     * A record.
     *
     * @param name the owner name
     * @param type the record type
     * @param ttl the TTL
     * @param value the value
     */
    public NewRecord {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(ttl, "ttl");
        Objects.requireNonNull(value, "value");
    }
}
