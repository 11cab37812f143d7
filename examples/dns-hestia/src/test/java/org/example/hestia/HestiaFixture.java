package org.example.hestia;

import dev.vmlifecycle.dns.DnsName;
import dev.vmlifecycle.dns.DnsProvider;
import dev.vmlifecycle.dns.RRset;
import dev.vmlifecycle.dns.RecordType;
import dev.vmlifecycle.dns.Ttl;
import dev.vmlifecycle.dns.ZoneRef;
import dev.vmlifecycle.dns.plugin.ProviderCatalog;
import dev.vmlifecycle.dns.plugin.ProviderContext;
import dev.vmlifecycle.dns.testkit.FaultInjector;
import dev.vmlifecycle.dns.testkit.ProviderFixture;
import dev.vmlifecycle.dns.testkit.ZoneObserver;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.example.hestia.HestiaStub.Row;

/** The stub, seen from behind; the provider is opened as a host opens a plugin. */
final class HestiaFixture implements ProviderFixture, ZoneObserver {

    final HestiaStub panel = new HestiaStub(
            "example.test",
            "2.0.192.in-addr.arpa",
            "8.b.d.0.1.0.0.2.ip6.arpa",
            "0-63.100.51.198.in-addr.arpa",
            HestiaStub.SUSPENDED);
    private final ProviderCatalog catalog = ProviderCatalog.of(HestiaFixture.class.getClassLoader());
    private final ProviderContext context = ProviderContext.standard();

    @Override
    public DnsProvider open() {
        return open(panel.address(), HestiaStub.SECRET);
    }

    private DnsProvider open(URI address, String secret) {
        return catalog.open(
                "hestia",
                Map.of(
                        "url",
                        address.toString(),
                        "user",
                        HestiaStub.USER,
                        "access-key",
                        HestiaStub.ACCESS,
                        "secret-key",
                        secret),
                context);
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
        return Optional.of(ZoneRef.parse("0-63.100.51.198.in-addr.arpa"));
    }

    @Override
    public Optional<ZoneRef> readOnlyZone() {
        return Optional.of(ZoneRef.parse(HestiaStub.SUSPENDED));
    }

    @Override
    public Optional<DnsProvider> openWithWrongCredentials() {
        return Optional.of(open(panel.address(), "wrong-" + HestiaStub.SECRET));
    }

    @Override
    public Optional<DnsProvider> openUnreachable() {
        return Optional.of(open(URI.create("http://127.0.0.1:1"), HestiaStub.SECRET));
    }

    @Override
    public Optional<FaultInjector> faults() {
        return Optional.of(panel);
    }

    @Override
    public Set<String> secrets() {
        return Set.of(HestiaStub.ACCESS, HestiaStub.SECRET);
    }

    @Override
    public ZoneObserver observer() {
        return this;
    }

    @Override
    public void close() {
        panel.close();
    }

    private NavigableMap<Integer, Row> records(ZoneRef zone) {
        return Objects.requireNonNull(panel.domains.get(zone.name().toString()));
    }

    @Override
    public Optional<RRset> observe(ZoneRef zone, DnsName name, RecordType type) {
        String owner = name.relativeTo(zone.name());
        synchronized (panel) {
            List<Row> rows = records(zone).values().stream()
                    .filter(row -> row.owner().equals(owner) && row.type().equals(type.text()))
                    .toList();
            if (rows.stream().distinct().count() != rows.size()) {
                throw new AssertionError("stored twice: " + rows);
            }
            return rows.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new RRset(
                            name,
                            type,
                            Ttl.ofSeconds(rows.get(0).ttl()),
                            Set.copyOf(rows.stream().map(Row::value).toList())));
        }
    }

    @Override
    public void plant(ZoneRef zone, DnsName name, RecordType type, Ttl ttl, List<String> values) {
        synchronized (panel) {
            NavigableMap<Integer, Row> records = records(zone);
            for (String value : values) {
                int id = records.isEmpty() ? 1 : records.lastKey() + 1;
                records.put(id, new Row(name.relativeTo(zone.name()), type.text(), value, ttl.seconds()));
            }
        }
    }

    @Override
    public void wipe(ZoneRef zone, DnsName name) {
        synchronized (panel) {
            Optional.ofNullable(panel.domains.get(zone.name().toString()))
                    .ifPresent(records ->
                            records.values().removeIf(row -> row.owner().equals(name.relativeTo(zone.name()))));
        }
    }

    @Override
    public OptionalLong revision(ZoneRef zone) {
        return OptionalLong.of(panel.writes.get());
    }
}
