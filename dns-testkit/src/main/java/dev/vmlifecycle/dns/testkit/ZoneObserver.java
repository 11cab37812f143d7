package dev.vmlifecycle.dns.testkit;

import dev.vmlifecycle.dns.DnsName;
import dev.vmlifecycle.dns.RRset;
import dev.vmlifecycle.dns.RecordType;
import dev.vmlifecycle.dns.Ttl;
import dev.vmlifecycle.dns.ZoneRef;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Sees and changes zones without the provider under test, as somebody else would. Thread-safe. */
public interface ZoneObserver {

    /**
     * Looks at one set.
     *
     * @param zone the zone
     * @param name the owner name
     * @param type the record type
     * @return the set as it stands, empty when there is none
     */
    Optional<RRset> observe(ZoneRef zone, DnsName name, RecordType type);

    /**
     * Writes one set, replacing what stood there; the values are stored as they are spelt.
     *
     * @param zone the zone
     * @param name the owner name
     * @param type the record type
     * @param ttl the TTL
     * @param values the values; names without a trailing dot
     */
    void plant(ZoneRef zone, DnsName name, RecordType type, Ttl ttl, List<String> values);

    /**
     * Removes every A, AAAA, PTR, CNAME and TXT set at a name.
     *
     * @param zone the zone
     * @param name the owner name
     */
    void wipe(ZoneRef zone, DnsName name);

    /**
     * A number that rises with every write to the zone, such as the serial.
     *
     * @param zone the zone
     * @return the number, empty when there is none; then needless writes go unnoticed
     */
    default OptionalLong revision(ZoneRef zone) {
        return OptionalLong.empty();
    }
}
