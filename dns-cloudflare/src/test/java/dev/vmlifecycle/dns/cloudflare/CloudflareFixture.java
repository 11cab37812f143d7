package dev.vmlifecycle.dns.cloudflare;

import dev.vmlifecycle.dns.DnsName;
import dev.vmlifecycle.dns.DnsProvider;
import dev.vmlifecycle.dns.RRset;
import dev.vmlifecycle.dns.RecordType;
import dev.vmlifecycle.dns.Ttl;
import dev.vmlifecycle.dns.ZoneRef;
import dev.vmlifecycle.dns.cloudflare.FakeCloudflare.Stored;
import dev.vmlifecycle.dns.cloudflare.FakeCloudflare.Zone;
import dev.vmlifecycle.dns.cloudflare.internal.Transport;
import dev.vmlifecycle.dns.cloudflare.internal.WireResponse;
import dev.vmlifecycle.dns.plugin.ProviderContext;
import dev.vmlifecycle.dns.plugin.ProviderSecret;
import dev.vmlifecycle.dns.testkit.FaultInjector;
import dev.vmlifecycle.dns.testkit.ProviderFixture;
import dev.vmlifecycle.dns.testkit.ZoneObserver;
import java.net.ConnectException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** A fake Cloudflare, on a clock that can leap over a block of the rate limit. */
final class CloudflareFixture implements ProviderFixture, ZoneObserver, FaultInjector {

    static final String TOKEN = "fake-cl0udflare-token";

    final FakeCloudflare service = new FakeCloudflare(TOKEN);
    private final AtomicReference<Duration> leapt = new AtomicReference<>(Duration.ZERO);
    private final AtomicInteger failures = new AtomicInteger();
    private volatile Fault fault = Fault.SERVER_ERROR;
    private final ProviderContext context =
            ProviderContext.builder().clock(clock()).sleeper(this::leap).build();

    CloudflareFixture() {
        service.zone("example.test", "full");
        service.zone("2.0.192.in-addr.arpa", "full");
        service.zone("8.b.d.0.1.0.0.2.ip6.arpa", "full");
        service.zone("0-63.100.51.198.in-addr.arpa", "full");
        service.zone("secondary.test", "secondary");
    }

    void leap(Duration time) {
        leapt.updateAndGet(before -> before.plus(time));
    }

    @Override
    public InstantSource clock() {
        return () -> Instant.now().plus(leapt.get());
    }

    @Override
    public DnsProvider open() {
        Transport real = service.with(TOKEN);
        return open(
                (request, timeout, cancellation) -> {
                    if (failures.getAndUpdate(left -> Math.max(0, left - 1)) == 0) {
                        return real.send(request, timeout, cancellation);
                    }
                    return fault == Fault.RATE_LIMITED
                            ? new WireResponse(429, "error code: 1015", Optional.of("60"), Optional.empty())
                            : new WireResponse(503, "<html>unavailable</html>", Optional.empty(), Optional.empty());
                },
                TOKEN,
                Optional.empty());
    }

    DnsProvider open(Transport transport, String token, Optional<String> comment) {
        return CloudflareDns.of(
                URI.create("https://api.example"), "test", transport, ProviderSecret.of(token), comment, context);
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
        return Optional.of(ZoneRef.parse("secondary.test"));
    }

    @Override
    public Optional<DnsProvider> openWithWrongCredentials() {
        String wrong = "wrong-" + TOKEN;
        return Optional.of(open(service.with(wrong), wrong, Optional.empty()));
    }

    @Override
    public Optional<DnsProvider> openUnreachable() {
        return Optional.of(open(
                (request, timeout, cancellation) -> {
                    throw new ConnectException("no route with " + TOKEN);
                },
                TOKEN,
                Optional.empty()));
    }

    @Override
    public Optional<FaultInjector> faults() {
        return Optional.of(this);
    }

    @Override
    public void failNext(int times, Fault how) {
        fault = how;
        failures.set(times);
        if (times == 0) {
            // the service's block is over
            leap(Duration.ofSeconds(61));
        }
    }

    @Override
    public Duration patience() {
        return Duration.ofMinutes(5);
    }

    @Override
    public Set<String> secrets() {
        return Set.of(TOKEN);
    }

    @Override
    public ZoneObserver observer() {
        return this;
    }

    Zone zone(ZoneRef zone) {
        return service.zones.values().stream()
                .filter(one -> one.name.equals(zone.name().toString()))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public Optional<RRset> observe(ZoneRef zone, DnsName name, RecordType type) {
        synchronized (service) {
            List<Stored> records = zone(zone).records.values().stream()
                    .filter(record -> record.name().equals(name.toString())
                            && record.type().equals(type.text()))
                    .toList();
            return records.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new RRset(
                            name,
                            type,
                            Ttl.ofSeconds(records.get(0).ttl()),
                            Set.copyOf(records.stream().map(Stored::content).toList())));
        }
    }

    @Override
    public void plant(ZoneRef zone, DnsName name, RecordType type, Ttl ttl, List<String> values) {
        plant(zone, name, type, ttl.seconds(), false, values);
    }

    void plant(ZoneRef zone, DnsName name, RecordType type, int ttl, boolean proxied, List<String> values) {
        synchronized (service) {
            for (String value : values) {
                String id = "planted-" + name + "-" + type + "-" + value.hashCode();
                String content = type.equals(RecordType.AAAA) ? RRset.canonicalValue(type, value) : value;
                zone(zone)
                        .records
                        .put(id, new Stored(id, name.toString(), type.text(), content, ttl, proxied, "by hand"));
            }
        }
    }

    @Override
    public void wipe(ZoneRef zone, DnsName name) {
        synchronized (service) {
            service.zones.values().stream()
                    .filter(one -> one.name.equals(zone.name().toString()))
                    .forEach(one -> one.records
                            .values()
                            .removeIf(record -> record.name().equals(name.toString())));
        }
    }

    @Override
    public OptionalLong revision(ZoneRef zone) {
        synchronized (service) {
            return OptionalLong.of(zone(zone).revision);
        }
    }
}
