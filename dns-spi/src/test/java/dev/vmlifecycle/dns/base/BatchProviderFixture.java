package dev.vmlifecycle.dns.base;

import dev.vmlifecycle.dns.CallLimits;
import dev.vmlifecycle.dns.Change;
import dev.vmlifecycle.dns.ChangeResult;
import dev.vmlifecycle.dns.DnsError.Kind;
import dev.vmlifecycle.dns.DnsName;
import dev.vmlifecycle.dns.IpAddress;
import dev.vmlifecycle.dns.RRset;
import dev.vmlifecycle.dns.RRsetKey;
import dev.vmlifecycle.dns.RecordType;
import dev.vmlifecycle.dns.Ttl;
import dev.vmlifecycle.dns.ZoneRef;
import dev.vmlifecycle.dns.plugin.ProviderContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Two providers on fake services, and a clock that waiting moves. */
abstract class BatchProviderFixture {

    static final ZoneRef ZONE = ZoneRef.parse("example.com");
    static final DnsName VM = DnsName.parse("vm1.example.com");
    static final RRsetKey KEY = new RRsetKey(VM, RecordType.A);
    static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    static final CallLimits LIMITS = CallLimits.until(NOW.plusSeconds(30));

    final List<Duration> waits = new ArrayList<>();
    final ProviderContext context = ProviderContext.builder()
            .clock(() -> waits.stream().reduce(NOW, Instant::plus, (one, other) -> one))
            .sleeper(waits::add)
            .build();
    final FakeSets sets = new FakeSets(context);
    final FakeRecords records = new FakeRecords(context);

    static Change ensure(int last) {
        return Change.ensureAddress(VM, IpAddress.parse("192.0.2." + last), Ttl.DEFAULT);
    }

    static Change remove(int last) {
        return Change.removeAddress(VM, IpAddress.parse("192.0.2." + last));
    }

    static RRset set(int ttl, String... values) {
        return new RRset(VM, RecordType.A, Ttl.ofSeconds(ttl), Set.of(values));
    }

    List<ChangeResult> apply(Change... changes) {
        return sets.apply(ZONE, List.of(changes), LIMITS);
    }

    static List<ChangeResult.Outcome> outcomes(List<ChangeResult> results) {
        return results.stream().map(ChangeResult::outcome).toList();
    }

    static Kind kind(ChangeResult result) {
        return result.error().orElseThrow().kind();
    }
}
