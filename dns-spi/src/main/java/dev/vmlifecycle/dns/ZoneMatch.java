package dev.vmlifecycle.dns;

import java.util.Objects;

/**
 * A zone that a name or an address belongs to, and the name to write there.
 *
 * @param binding the zone
 * @param name the owner name of the record, fully qualified; in a classless reverse zone not the full reverse name
 */
public record ZoneMatch(ZoneBinding binding, DnsName name) {

    /**
     * A match.
     *
     * @param binding the zone
     * @param name the owner name
     */
    public ZoneMatch {
        Objects.requireNonNull(binding, "binding");
        Objects.requireNonNull(name, "name");
    }
}
