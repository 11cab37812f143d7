package dev.vmlifecycle.dns.powerdns;

import dev.vmlifecycle.dns.DnsProvider;
import dev.vmlifecycle.dns.ZoneRef;
import dev.vmlifecycle.dns.plugin.HttpSettings;
import dev.vmlifecycle.dns.plugin.ProviderContext;
import dev.vmlifecycle.dns.plugin.ProviderSecret;
import dev.vmlifecycle.dns.powerdns.internal.OkHttpTransport;
import dev.vmlifecycle.dns.testkit.FaultInjector;
import dev.vmlifecycle.dns.testkit.ProviderFixture;
import dev.vmlifecycle.dns.testkit.ZoneObserver;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Zones of every kind on a real server, for one test class. */
final class RealFixture implements ProviderFixture {

    private final RealServer server;
    private final ProviderContext context = ProviderContext.standard();
    final FaultyTransport wire;
    private final List<ZoneRef> zones = new ArrayList<>();

    RealFixture(RealServer server) {
        this.server = server;
        this.wire = new FaultyTransport(
                new OkHttpTransport(server.address, ProviderSecret.of(server.key), HttpSettings.standard()));
        Random random = new Random();
        String unique = Integer.toHexString(random.nextInt(0x1000_0000, Integer.MAX_VALUE));
        int octet = random.nextInt(1, 255);
        zones.add(server.create("tck-" + unique + ".test", "Native"));
        zones.add(server.create(octet + "." + random.nextInt(255) + ".10.in-addr.arpa", "Native"));
        zones.add(server.create(String.join(".", unique.split("")) + ".8.b.d.0.1.0.0.2.ip6.arpa", "Native"));
        zones.add(server.create("0/26." + octet + "." + random.nextInt(255) + ".11.in-addr.arpa", "Native"));
        zones.add(server.create("secondary-" + unique + ".test", "Slave"));
    }

    @Override
    public DnsProvider open() {
        return PowerDns.of(server.address, "localhost", wire, ProviderSecret.of(server.key), context);
    }

    @Override
    public ZoneRef forwardZone() {
        return zones.get(0);
    }

    @Override
    public Optional<ZoneRef> reverseZoneV4() {
        return Optional.of(zones.get(1));
    }

    @Override
    public Optional<ZoneRef> reverseZoneV6() {
        return Optional.of(zones.get(2));
    }

    @Override
    public Optional<ZoneRef> classlessZone() {
        return Optional.of(zones.get(3));
    }

    @Override
    public Optional<ZoneRef> readOnlyZone() {
        return Optional.of(zones.get(4));
    }

    @Override
    public Optional<DnsProvider> openWithWrongCredentials() {
        return Optional.of(PowerDns.create(server.address, ProviderSecret.of("wrong-" + server.key), context));
    }

    @Override
    public Optional<DnsProvider> openUnreachable() {
        return Optional.of(PowerDns.create(URI.create("http://127.0.0.1:1"), ProviderSecret.of(server.key), context));
    }

    @Override
    public Optional<FaultInjector> faults() {
        return Optional.of(wire);
    }

    @Override
    public Set<String> secrets() {
        return Set.of(server.key);
    }

    @Override
    public ZoneObserver observer() {
        return server;
    }

    @Override
    public void close() {
        zones.forEach(server::delete);
        wire.close();
    }
}
