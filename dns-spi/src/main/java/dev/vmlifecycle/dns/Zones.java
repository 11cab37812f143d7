package dev.vmlifecycle.dns;

import static dev.vmlifecycle.dns.Refusals.refused;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The zones that names and addresses are written to.
 *
 * <p>Matching is by whole labels and by network, never by text. No match is no error: the result is empty. Matches come in
 * the order of the bindings. Immutable and thread-safe; closing the providers is left to whoever opened them.
 */
public final class Zones {

    private final List<ZoneBinding> bindings;
    private final ZonePolicy policy;

    private Zones(List<ZoneBinding> bindings, ZonePolicy policy) {
        this.bindings = List.copyOf(bindings);
        this.policy = policy;
        Set<String> ids = new HashSet<>();
        for (ZoneBinding binding : bindings) {
            if (!ids.add(binding.id())) {
                throw refused("binding id", binding.id(), "each id once");
            }
        }
    }

    /**
     * Zones with the policy {@link ZonePolicy#MOST_SPECIFIC_PER_CONNECTION}.
     *
     * @param bindings the zones; may be empty
     * @return the zones
     * @throws IllegalArgumentException when two bindings have the same id
     */
    public static Zones of(List<ZoneBinding> bindings) {
        return new Zones(bindings, ZonePolicy.MOST_SPECIFIC_PER_CONNECTION);
    }

    /**
     * No zones at all: nothing ever matches.
     *
     * @return empty zones
     */
    public static Zones none() {
        return of(List.of());
    }

    /**
     * The same zones under another policy.
     *
     * @param other the policy
     * @return new zones
     */
    public Zones withPolicy(ZonePolicy other) {
        return new Zones(bindings, other);
    }

    /**
     * The zones themselves.
     *
     * @return the bindings, in the order given; unmodifiable
     */
    public List<ZoneBinding> bindings() {
        return bindings;
    }

    /**
     * The binding of this id, as a record of what was written names it.
     *
     * @param id the id
     * @return the binding, empty when it is no longer configured
     */
    public Optional<ZoneBinding> binding(String id) {
        return bindings.stream().filter(binding -> binding.id().equals(id)).findFirst();
    }

    /**
     * Where to write the addresses of a host name.
     *
     * @param fqdn the host name
     * @return the matches that the policy selects
     */
    public List<ZoneMatch> forward(DnsName fqdn) {
        return select(forwardMatches(fqdn));
    }

    /**
     * Where to write the pointer of an address.
     *
     * @param address the address
     * @return the matches that the policy selects, each with the record name of its zone
     */
    public List<ZoneMatch> reverse(IpAddress address) {
        return select(reverseMatches(address));
    }

    /**
     * Every zone that may hold addresses of a host name, whatever the policy; for deletes.
     *
     * @param fqdn the host name
     * @return all matches
     */
    public List<ZoneMatch> everyForward(DnsName fqdn) {
        return forwardMatches(fqdn).stream().map(Ranked::match).toList();
    }

    /**
     * Every zone that may hold the pointer of an address, whatever the policy; for deletes.
     *
     * @param address the address
     * @return all matches, each with the record name of its zone
     */
    public List<ZoneMatch> everyReverse(IpAddress address) {
        return reverseMatches(address).stream().map(Ranked::match).toList();
    }

    private List<Ranked> forwardMatches(DnsName fqdn) {
        return bindings.stream()
                .filter(binding -> binding.roles().contains(ZoneRole.FORWARD) && fqdn.isInOrBelow(binding.zone()))
                .map(binding -> new Ranked(
                        new ZoneMatch(binding, fqdn), binding.zone().labels().size()))
                .toList();
    }

    private List<Ranked> reverseMatches(IpAddress address) {
        List<Ranked> matches = new ArrayList<>();
        for (ZoneBinding binding : bindings) {
            binding.reverseZone()
                    .ifPresent(zone -> zone.recordName(address)
                            .ifPresent(name -> matches.add(new Ranked(
                                    new ZoneMatch(binding, name), zone.network().prefixLength()))));
        }
        return matches;
    }

    private List<ZoneMatch> select(List<Ranked> matches) {
        IdentityHashMap<DnsProvider, Integer> longest = new IdentityHashMap<>();
        matches.forEach(ranked -> longest.merge(ranked.match.binding().provider(), ranked.length, Math::max));
        return matches.stream()
                .filter(ranked -> policy == ZonePolicy.EVERY_MATCHING
                        || ranked.length
                                == longest.getOrDefault(ranked.match.binding().provider(), 0))
                .map(Ranked::match)
                .toList();
    }

    /** A match and how specific it is: labels of a forward zone, prefix length of a reverse zone. */
    private record Ranked(ZoneMatch match, int length) {}
}
