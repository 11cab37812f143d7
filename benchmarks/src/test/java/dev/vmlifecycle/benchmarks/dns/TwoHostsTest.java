package dev.vmlifecycle.benchmarks.dns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmlifecycle.dns.CallLimits;
import dev.vmlifecycle.dns.Change;
import dev.vmlifecycle.dns.ChangeResult;
import dev.vmlifecycle.dns.DnsName;
import dev.vmlifecycle.dns.IpAddress;
import dev.vmlifecycle.dns.Ttl;
import dev.vmlifecycle.dns.ZoneRef;
import dev.vmlifecycle.dns.plugin.ProviderContext;
import dev.vmlifecycle.dns.plugin.ProviderSecret;
import dev.vmlifecycle.dns.powerdns.PowerDns;
import dev.vmlifecycle.engine.NamedLocks;
import dev.vmlifecycle.vm.dns.StoreZoneLocks;
import dev.vmlifecycle.vm.store.MemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Two hosts that share nothing but a store write one name of a server that can only overwrite sets. */
class TwoHostsTest {
    private static final int WRITERS = 20;

    private static PowerDns host(SlowServer server, NamedLocks store) {
        ProviderContext context =
                ProviderContext.builder().locks(StoreZoneLocks.of(store)).build();
        return PowerDns.create(server.address(), ProviderSecret.of("secret"), context);
    }

    @Test
    void locksOfTheStore_loseNothing() throws Exception {
        NamedLocks store = MemoryStore.create(InstantSource.system());
        ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
        try (SlowServer server = new SlowPowerDns(Duration.ofMillis(2), false);
                PowerDns one = host(server, store);
                PowerDns other = host(server, store)) {
            server.start();
            CallLimits limits = CallLimits.until(Instant.now().plusSeconds(120));
            DnsName name = DnsName.parse("vm1.example.com");
            List<Future<ChangeResult>> running = new ArrayList<>();
            for (int i = 1; i <= WRITERS; i++) {
                Change change = Change.ensureAddress(name, IpAddress.parse("192.0.2." + i), Ttl.DEFAULT);
                PowerDns host = i % 2 == 0 ? one : other;
                running.add(threads.submit(() -> host.apply(ZoneRef.parse("example.com"), List.of(change), limits)
                        .get(0)));
            }
            for (Future<ChangeResult> result : running) {
                assertThat(result.get().isOk()).as(result.get().toString()).isTrue();
            }
            assertThat(server.records()).isEqualTo(WRITERS);
        } finally {
            threads.shutdownNow();
        }
    }
}
