package dev.vmlifecycle.dns;

import java.util.Objects;
import java.util.Optional;

/**
 * A zone as a provider is asked for it.
 *
 * @param name the zone's name
 * @param providerId the service's own id of the zone, where an operator gave it; spares the provider the search by name,
 *     and tells zones of one name apart
 */
public record ZoneRef(DnsName name, Optional<String> providerId) {

    /**
     * A zone.
     *
     * @param name the zone's name
     * @param providerId the service's own id
     */
    public ZoneRef {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(providerId, "providerId");
    }

    /**
     * {@return the zone of this name}
     *
     * @param name the zone's name
     */
    public static ZoneRef of(DnsName name) {
        return new ZoneRef(name, Optional.empty());
    }

    /**
     * {@return the zone of this name}
     *
     * @param name the zone's name as text
     * @throws IllegalArgumentException when the text is no name
     */
    public static ZoneRef parse(String name) {
        return of(DnsName.parse(name));
    }

    /**
     * The name, and the id when there is one.
     *
     * @return such as {@code example.com}
     */
    @Override
    public String toString() {
        return name + providerId.map(id -> " (" + id + ")").orElse("");
    }
}
