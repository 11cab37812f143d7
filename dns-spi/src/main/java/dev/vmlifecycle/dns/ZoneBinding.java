package dev.vmlifecycle.dns;

import static dev.vmlifecycle.dns.Refusals.refused;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A zone that is to be written to, and the provider that serves it.
 *
 * @param id the operator's own name for this binding; unique within {@link Zones} and kept for ever, since the record of
 *     what was written refers to it
 * @param zone the zone's name
 * @param providerZoneId the service's own id of the zone, if given
 * @param provider the connection
 * @param network the network a reverse zone stands for; needed when its name does not tell, and overrides what it tells
 * @param ttl the TTL of new records
 * @param roles what the zone is used for; at least one
 */
public record ZoneBinding(
        String id,
        DnsName zone,
        Optional<String> providerZoneId,
        DnsProvider provider,
        Optional<Cidr> network,
        Ttl ttl,
        Set<ZoneRole> roles) {

    /**
     * A binding; the roles are copied.
     *
     * @param id the operator's own name
     * @param zone the zone's name
     * @param providerZoneId the service's own id of the zone, if given
     * @param provider the connection
     * @param network the network, if given
     * @param ttl the TTL
     * @param roles at least one role
     * @throws IllegalArgumentException when the id is blank, there is no role, or a reverse zone's network is neither given
     *     nor told by its name, or contradicts it
     */
    public ZoneBinding {
        Objects.requireNonNull(providerZoneId, "providerZoneId");
        Objects.requireNonNull(provider, "provider");
        Objects.requireNonNull(ttl, "ttl");
        roles = Set.copyOf(roles);
        if (id.isBlank()) {
            throw refused("binding id", id, "some text");
        }
        if (roles.isEmpty()) {
            throw refused("roles of binding " + id, roles, "FORWARD, REVERSE or both");
        }
        if (roles.contains(ZoneRole.REVERSE) && reverseZone(zone, network).isEmpty()) {
            throw refused("reverse zone", zone, "a name that tells its network, or an explicit network");
        }
    }

    /**
     * A binding with the usual settings: default TTL, and the role that the name suggests.
     *
     * @param id the operator's own name for this binding
     * @param zone the zone's name; below {@code in-addr.arpa} or {@code ip6.arpa} it is a reverse zone, else forward
     * @param provider the connection
     * @return the binding
     * @throws IllegalArgumentException when it is a reverse zone whose name does not tell its network
     */
    public static ZoneBinding of(String id, DnsName zone, DnsProvider provider) {
        ZoneRole role = isBelowArpa(zone) ? ZoneRole.REVERSE : ZoneRole.FORWARD;
        return new ZoneBinding(id, zone, Optional.empty(), provider, Optional.empty(), Ttl.DEFAULT, Set.of(role));
    }

    /**
     * A binding of a reverse zone whose network is given, with the default TTL.
     *
     * @param id the operator's own name for this binding
     * @param zone the zone's name, which may be any
     * @param network the network
     * @param provider the connection
     * @return the binding
     * @throws IllegalArgumentException when a plain reverse zone does not contain the network
     */
    public static ZoneBinding ofNetwork(String id, DnsName zone, Cidr network, DnsProvider provider) {
        return new ZoneBinding(
                id, zone, Optional.empty(), provider, Optional.of(network), Ttl.DEFAULT, Set.of(ZoneRole.REVERSE));
    }

    /**
     * This binding with another TTL.
     *
     * @param other the TTL of new records
     * @return a new binding
     */
    public ZoneBinding withTtl(Ttl other) {
        return new ZoneBinding(id, zone, providerZoneId, provider, network, other, roles);
    }

    /**
     * This binding with the service's own id of the zone.
     *
     * @param zoneId the id, as the service shows it
     * @return a new binding
     */
    public ZoneBinding withProviderZoneId(String zoneId) {
        return new ZoneBinding(id, zone, Optional.of(zoneId), provider, network, ttl, roles);
    }

    /**
     * The zone as the provider is asked for it.
     *
     * @return name and id
     */
    public ZoneRef ref() {
        return new ZoneRef(zone, providerZoneId);
    }

    /** The network the zone stands for; empty unless it is a reverse zone. */
    Optional<ReverseZone> reverseZone() {
        return roles.contains(ZoneRole.REVERSE) ? reverseZone(zone, network) : Optional.empty();
    }

    private static Optional<ReverseZone> reverseZone(DnsName zone, Optional<Cidr> network) {
        return network.map(given -> ReverseZone.explicit(zone, given)).or(() -> ReverseZone.ofName(zone));
    }

    private static boolean isBelowArpa(DnsName zone) {
        return zone.isInOrBelow(IpFamily.V4.reverseRoot()) || zone.isInOrBelow(IpFamily.V6.reverseRoot());
    }
}
