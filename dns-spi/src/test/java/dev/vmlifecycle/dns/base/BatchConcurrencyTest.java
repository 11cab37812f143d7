package dev.vmlifecycle.dns.base;

import static dev.vmlifecycle.dns.ChangeResult.Outcome.APPLIED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vmlifecycle.dns.CallLimits;
import dev.vmlifecycle.dns.Cancellation;
import dev.vmlifecycle.dns.Change;
import dev.vmlifecycle.dns.ChangeResult;
import dev.vmlifecycle.dns.ConnectionId;
import dev.vmlifecycle.dns.DnsName;
import dev.vmlifecycle.dns.IpAddress;
import dev.vmlifecycle.dns.Ttl;
import dev.vmlifecycle.dns.plugin.ProviderContext;
import dev.vmlifecycle.dns.plugin.ZoneLocks;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Writers of one zone at once. */
class BatchConcurrencyTest extends BatchProviderFixture {

    @Test
    void twentyWritersOfOneName_loseNothing() throws Exception {
        FakeSets shared =
                new FakeSets(ProviderContext.builder().clock(() -> NOW).build());
        sets.sets.put(KEY, set(300, "192.0.2.200"));
        ExecutorService executor = Executors.newFixedThreadPool(20);
        CountDownLatch start = new CountDownLatch(1);
        try {
            List<Future<List<ChangeResult>>> runs = new ArrayList<>();
            for (int i = 1; i <= 20; i++) {
                Change change = ensure(i);
                runs.add(executor.submit(() -> {
                    start.await();
                    return shared.apply(ZONE, List.of(change), LIMITS);
                }));
            }
            start.countDown();
            for (Future<List<ChangeResult>> run : runs) {
                assertThat(outcomes(run.get())).containsExactly(APPLIED);
            }
        } finally {
            executor.shutdownNow();
        }
        assertThat(shared.sets.get(KEY))
                .satisfies(set -> assertThat(set.values()).hasSize(20));
    }

    @Test
    void lockThatCannotBeHad_failsTransiently() {
        ZoneLocks none = (connection, zone, wait, limits) -> Optional.empty();
        FakeSets locked = new FakeSets(
                ProviderContext.builder().clock(() -> NOW).locks(none).build());

        ChangeResult result = locked.apply(ZONE, List.of(ensure(10)), LIMITS).get(0);

        assertThat(result.toString()).contains("TRANSIENT", "being written");
        assertThat(locked.service.calls).isEmpty();
    }

    @Test
    void processLocks_areGivenBackOnceAndEndWithACancellation() throws Exception {
        ZoneLocks locks = ZoneLocks.inProcess();
        ConnectionId id = new ConnectionId("x");
        ZoneLocks.Held held = locks.take(id, VM, Duration.ofSeconds(1), LIMITS).orElseThrow();
        Cancellation cancelled = new Cancellation();
        cancelled.cancel();

        assertThat(locks.take(id, VM, Duration.ofMillis(1), LIMITS)).isEmpty();
        assertThat(locks.take(id, VM, Duration.ofDays(1), new CallLimits(Instant.MAX, cancelled)))
                .isEmpty();
        assertThat(locks.take(new ConnectionId("y"), VM, Duration.ofMillis(1), LIMITS))
                .isPresent();
        held.close();
        held.close();
        assertThat(locks.take(id, VM, Duration.ofMillis(1), LIMITS)).isPresent();
        assertThat(locks.take(id, VM, Duration.ofMillis(1), LIMITS)).isEmpty();
    }

    @Test
    void helpersThatNeverRun_doNotBlockACall() {
        FakeSets alone = new FakeSets(
                ProviderContext.builder().clock(() -> NOW).readers(task -> {}).build());
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            DnsName name = DnsName.parse("vm" + i + ".example.com");
            changes.add(Change.ensureAddress(name, IpAddress.parse("192.0.2.1"), Ttl.DEFAULT));
        }

        assertThat(outcomes(alone.apply(ZONE, changes, LIMITS))).containsOnly(APPLIED);
    }
}
