package dev.vmlifecycle.dns.testkit;

import dev.vmlifecycle.dns.CallLimits;
import dev.vmlifecycle.dns.Change;
import dev.vmlifecycle.dns.ChangeResult;
import dev.vmlifecycle.dns.DnsError;
import dev.vmlifecycle.dns.DnsError.Kind;
import dev.vmlifecycle.dns.DnsException;
import dev.vmlifecycle.dns.DnsName;
import dev.vmlifecycle.dns.DnsProvider;
import dev.vmlifecycle.dns.InMemoryDns;
import dev.vmlifecycle.dns.RRset;
import dev.vmlifecycle.dns.RRsetKey;
import dev.vmlifecycle.dns.RecordType;
import dev.vmlifecycle.dns.Ttl;
import dev.vmlifecycle.dns.ZoneProbe;
import dev.vmlifecycle.dns.ZoneRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** The reference provider behind a key, with everything optional that the suite can use. */
class ReferenceFixture implements ProviderFixture {

    static final String KEY = "tck-k3y-that-must-not-show";
    private static final CallLimits ANY = CallLimits.until(Instant.MAX);

    final InMemoryDns store = InMemoryDns.builder()
            .zone(DnsName.parse("example.test"))
            .zone(DnsName.parse("2.0.192.in-addr.arpa"))
            .zone(DnsName.parse("8.b.d.0.1.0.0.2.ip6.arpa"))
            .zone(DnsName.parse("0-63.100.51.198.in-addr.arpa"))
            .readOnlyZone(DnsName.parse("secondary.test"))
            .build();
    /** Sets whose names were planted in upper case, which the store itself does not keep. */
    final Set<RRsetKey> spelt = ConcurrentHashMap.newKeySet();

    private final AtomicLong revision = new AtomicLong();
    private final AtomicInteger failures = new AtomicInteger();
    private volatile FaultInjector.Fault fault = FaultInjector.Fault.SERVER_ERROR;

    @Override
    public DnsProvider open() {
        return new Keyed(KEY);
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
        return Optional.of(new Keyed("wrong-" + KEY));
    }

    @Override
    public Optional<DnsProvider> openUnreachable() {
        return Optional.of(new Keyed("") {
            @Override
            Optional<DnsError> refusal() {
                return Optional.of(DnsError.of(Kind.UNREACHABLE, "nobody answers"));
            }
        });
    }

    @Override
    public Optional<FaultInjector> faults() {
        return Optional.of((times, how) -> {
            fault = how;
            failures.set(times);
        });
    }

    @Override
    public Set<String> secrets() {
        return Set.of(KEY);
    }

    @Override
    public Duration patience() {
        return Duration.ofSeconds(5);
    }

    @Override
    public ZoneObserver observer() {
        return new ZoneObserver() {
            @Override
            public Optional<RRset> observe(ZoneRef zone, DnsName name, RecordType type) {
                return store.snapshot(zone.name()).stream()
                        .filter(set -> set.key().equals(new RRsetKey(name, type)))
                        .findFirst();
            }

            @Override
            public void plant(ZoneRef zone, DnsName name, RecordType type, Ttl ttl, List<String> values) {
                RRset set = new RRset(name, type, ttl, Set.copyOf(values));
                store.plant(zone.name(), set);
                if (!set.values().equals(Set.copyOf(values))) {
                    spelt.add(set.key());
                }
            }

            @Override
            public void wipe(ZoneRef zone, DnsName name) {
                List.of(RecordType.A, RecordType.AAAA, RecordType.PTR, RecordType.CNAME, RecordType.TXT)
                        .forEach(type -> {
                            store.apply(zone, List.of(new Change.DeleteSet(new RRsetKey(name, type))), ANY);
                            spelt.remove(new RRsetKey(name, type));
                        });
            }

            @Override
            public OptionalLong revision(ZoneRef zone) {
                return OptionalLong.of(revision.get());
            }
        };
    }

    /** Takes one of the failures to come, for a provider that fails in its own way. */
    boolean aFaultIsDue() {
        return failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
    }

    /** One connection to the store. */
    private class Keyed extends ForwardingDns {
        private final String key;
        private final AtomicBoolean closed = new AtomicBoolean();

        Keyed(String key) {
            super(store);
            this.key = key;
        }

        Optional<DnsError> refusal() {
            if (closed.get()) {
                throw new IllegalStateException("provider: closed (expected: open)");
            }
            if (!key.equals(KEY)) {
                return Optional.of(DnsError.of(Kind.AUTH, "key refused"));
            }
            // a passing failure is overcome here, as every provider does
            for (int tries = 0; tries < 3; tries++) {
                if (!aFaultIsDue()) {
                    return Optional.empty();
                }
            }
            return Optional.of(
                    fault == FaultInjector.Fault.RATE_LIMITED
                            ? DnsError.rateLimited(Duration.ofSeconds(60), "too many calls")
                            : DnsError.of(Kind.TRANSIENT, "server error"));
        }

        @Override
        public List<ChangeResult> apply(ZoneRef zone, List<Change> changes, CallLimits limits) {
            Optional<DnsError> refusal = refusal();
            if (refusal.isPresent()) {
                return changes.stream()
                        .map(change -> ChangeResult.failed(change, refusal.get()))
                        .toList();
            }
            List<ChangeResult> results = good.apply(zone, changes, limits);
            if (results.stream().anyMatch(result -> result.outcome() == ChangeResult.Outcome.APPLIED)) {
                revision.incrementAndGet();
            }
            return results;
        }

        @Override
        public List<RRset> read(ZoneRef zone, DnsName name, CallLimits limits) {
            refusal().ifPresent(error -> {
                throw new DnsException(error);
            });
            return good.read(zone, name, limits);
        }

        @Override
        public ZoneProbe probe(ZoneRef zone, CallLimits limits) {
            return refusal().map(ZoneProbe::stopped).orElseGet(() -> good.probe(zone, limits));
        }

        @Override
        public List<ZoneRef> zones(CallLimits limits) {
            refusal().ifPresent(error -> {
                throw new DnsException(error);
            });
            return good.zones(limits);
        }

        @Override
        public void close() {
            closed.set(true);
        }
    }
}
