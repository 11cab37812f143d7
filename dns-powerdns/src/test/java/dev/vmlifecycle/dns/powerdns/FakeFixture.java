package dev.vmlifecycle.dns.powerdns;

import dev.vmlifecycle.dns.DnsName;
import dev.vmlifecycle.dns.DnsProvider;
import dev.vmlifecycle.dns.RRset;
import dev.vmlifecycle.dns.RecordType;
import dev.vmlifecycle.dns.Ttl;
import dev.vmlifecycle.dns.ZoneRef;
import dev.vmlifecycle.dns.plugin.ProviderContext;
import dev.vmlifecycle.dns.plugin.ProviderSecret;
import dev.vmlifecycle.dns.powerdns.FakePowerDns.Content;
import dev.vmlifecycle.dns.powerdns.FakePowerDns.Stored;
import dev.vmlifecycle.dns.powerdns.FakePowerDns.Version;
import dev.vmlifecycle.dns.powerdns.FakePowerDns.Zone;
import dev.vmlifecycle.dns.powerdns.internal.Transport;
import dev.vmlifecycle.dns.testkit.FaultInjector;
import dev.vmlifecycle.dns.testkit.ProviderFixture;
import dev.vmlifecycle.dns.testkit.ZoneObserver;
import java.net.ConnectException;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/** A fake server of a version, with zones of every kind. */
final class FakeFixture implements ProviderFixture, ZoneObserver {

    static final String KEY = "fake-p0werdns-key";
    private static final URI ADDRESS = URI.create("http://fake.example:8081");

    final FakePowerDns server;
    private final FaultyTransport wire;
    private final ProviderContext context = ProviderContext.standard();

    FakeFixture(Version version) {
        server = new FakePowerDns(version, KEY);
        server.zone("example.test", "Native");
        server.zone("2.0.192.in-addr.arpa", "Native");
        server.zone("8.b.d.0.1.0.0.2.ip6.arpa", "Master");
        server.zone("64/26.100.51.198.in-addr.arpa", "Native");
        server.zone("secondary.test", "Slave");
        wire = new FaultyTransport(server.with(KEY));
    }

    @Override
    public DnsProvider open() {
        return open(wire, KEY);
    }

    DnsProvider open(Transport transport, String key) {
        return PowerDns.of(ADDRESS, "localhost", transport, ProviderSecret.of(key), context);
    }

    @Override
    public ZoneRef forwardZone() {
        return ZoneRef.parse("example.test");
    }

    @Override
    public Optional<ZoneRef> reverseZoneV4() {
        return Optional.of(ZoneRef.parse("2.0.192.in-addr.arpa"));
    }

    @Override
    public Optional<ZoneRef> reverseZoneV6() {
        return Optional.of(ZoneRef.parse("8.b.d.0.1.0.0.2.ip6.arpa"));
    }

    @Override
    public Optional<ZoneRef> classlessZone() {
        return Optional.of(ZoneRef.parse("64/26.100.51.198.in-addr.arpa"));
    }

    @Override
    public Optional<ZoneRef> readOnlyZone() {
        return Optional.of(ZoneRef.parse("secondary.test"));
    }

    @Override
    public Optional<DnsProvider> openWithWrongCredentials() {
        String wrong = "wrong-" + KEY;
        return Optional.of(open(server.with(wrong), wrong));
    }

    @Override
    public Optional<DnsProvider> openUnreachable() {
        return Optional.of(open(
                (request, timeout, cancellation) -> {
                    throw new ConnectException("no route, key " + KEY);
                },
                KEY));
    }

    @Override
    public Optional<FaultInjector> faults() {
        return Optional.of(wire);
    }

    @Override
    public Set<String> secrets() {
        return Set.of(KEY);
    }

    @Override
    public ZoneObserver observer() {
        return this;
    }

    private Zone zone(ZoneRef zone) {
        return Objects.requireNonNull(server.zones.get(zone.name().absoluteText()));
    }

    @Override
    public Optional<RRset> observe(ZoneRef zone, DnsName name, RecordType type) {
        synchronized (server) {
            return Optional.ofNullable(zone(zone).sets.get(name.absoluteText() + " " + type))
                    .map(stored -> new RRset(
                            name,
                            type,
                            Ttl.ofSeconds(stored.ttl()),
                            stored.records().stream()
                                    .filter(content -> !content.disabled())
                                    .map(Content::text)
                                    .collect(Collectors.toSet())));
        }
    }

    @Override
    public void plant(ZoneRef zone, DnsName name, RecordType type, Ttl ttl, List<String> values) {
        boolean names = type.equals(RecordType.PTR) || type.equals(RecordType.CNAME);
        synchronized (server) {
            zone(zone)
                    .sets
                    .put(
                            name.absoluteText() + " " + type,
                            new Stored(
                                    ttl.seconds(),
                                    values.stream()
                                            .map(value -> names ? value + "." : RRset.canonicalValue(type, value))
                                            .map(value -> new Content(value, false))
                                            .toList()));
        }
    }

    @Override
    public void wipe(ZoneRef zone, DnsName name) {
        synchronized (server) {
            Optional.ofNullable(server.zones.get(zone.name().absoluteText()))
                    .ifPresent(found -> found.sets.keySet().removeIf(key -> key.startsWith(name.absoluteText() + " ")));
        }
    }

    @Override
    public OptionalLong revision(ZoneRef zone) {
        synchronized (server) {
            return OptionalLong.of(zone(zone).revision);
        }
    }
}
