package dev.vmlifecycle.dns.powerdns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmlifecycle.dns.CallLimits;
import dev.vmlifecycle.dns.Change;
import dev.vmlifecycle.dns.ChangeResult;
import dev.vmlifecycle.dns.DnsName;
import dev.vmlifecycle.dns.DnsProvider;
import dev.vmlifecycle.dns.IpAddress;
import dev.vmlifecycle.dns.RRset;
import dev.vmlifecycle.dns.RecordType;
import dev.vmlifecycle.dns.Ttl;
import dev.vmlifecycle.dns.ZoneRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Twenty threads and two connections on one name of a real server. */
class ParallelWritersTest {

    private static final int WRITERS = 20;

    @Test
    void twentyEnsuresOnOneName_allPresentForeignKeptNoServerErrorReachesTheCaller() throws Exception {
        RealServer server = RealServer.orSkip();
        RealFixture fixture = new RealFixture(server);
        ZoneRef zone = fixture.forwardZone();
        DnsName name = zone.name().child("tck-parallel");
        server.plant(zone, name, RecordType.A, Ttl.DEFAULT, List.of("192.0.2.99"));
        ExecutorService executor = Executors.newFixedThreadPool(WRITERS);
        try (DnsProvider one = fixture.open();
                DnsProvider other = fixture.open()) {
            CountDownLatch start = new CountDownLatch(1);
            CallLimits limits = CallLimits.until(Instant.now().plusSeconds(60));
            List<Future<ChangeResult>> runs = new ArrayList<>();
            for (int i = 1; i <= WRITERS; i++) {
                Change change = Change.ensureAddress(name, IpAddress.parse("192.0.2." + i), Ttl.DEFAULT);
                DnsProvider dns = i % 2 == 0 ? one : other;
                runs.add(executor.submit(() -> {
                    start.await();
                    return dns.apply(zone, List.of(change), limits).get(0);
                }));
            }
            start.countDown();
            for (Future<ChangeResult> run : runs) {
                assertThat(run.get().outcome()).as("%s", run.get()).isEqualTo(ChangeResult.Outcome.APPLIED);
            }
            Set<String> values =
                    server.observe(zone, name, RecordType.A).map(RRset::values).orElse(Set.of());
            System.out.println("COUNT powerdns-parallel-ensures-present " + (values.size() - 1) + " of " + WRITERS
                    + ", 5xx behind the provider " + fixture.wire.serverErrors.get());
            assertThat(values).hasSize(WRITERS + 1).contains("192.0.2.99");
        } finally {
            executor.shutdownNow();
            fixture.close();
        }
    }
}
