package dev.vmlifecycle.vm.internal.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vmlifecycle.dns.Change;
import dev.vmlifecycle.dns.ChangeResult;
import dev.vmlifecycle.dns.DnsError;
import dev.vmlifecycle.dns.DnsError.Kind;
import dev.vmlifecycle.dns.DnsName;
import dev.vmlifecycle.dns.DnsProvider;
import dev.vmlifecycle.dns.RecordType;
import dev.vmlifecycle.dns.ZoneBinding;
import dev.vmlifecycle.dns.Zones;
import dev.vmlifecycle.engine.testing.SimulatedCrash;
import dev.vmlifecycle.vm.store.LedgerEntry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Real threads, latches instead of time. */
@Timeout(60)
class ZoneWriterTest {
    private static final Duration PLENTY = Duration.ofSeconds(50);
    private static final Duration LITTLE = Duration.ofMillis(100);
    /** Long enough for whoever answers at once, also on a busy machine. */
    private static final Duration SHORT = Duration.ofSeconds(2);

    private final DnsWorkers workers = DnsWorkers.create();

    @AfterEach
    void endWorkers() {
        workers.close();
    }

    private ZoneWriter writer(Executor executor, Duration budget, DnsProvider... providers) {
        List<ZoneBinding> bindings = new ArrayList<>();
        for (DnsProvider provider : providers) {
            bindings.add(ZoneBinding.of(provider.type(), zone(provider), provider));
        }
        return new ZoneWriter(Zones.of(bindings), executor, InstantSource.system(), budget);
    }

    private static DnsName zone(DnsProvider provider) {
        return DnsName.parse(provider.type() + ".example");
    }

    private static List<RecordResult> write(ZoneWriter writer, DnsProvider... providers) throws InterruptedException {
        List<LedgerEntry> coming = new ArrayList<>();
        for (DnsProvider provider : providers) {
            coming.add(new LedgerEntry(
                    provider.type(), zone(provider), zone(provider).child("vm1"), RecordType.A, "192.0.2.1"));
        }
        return writer.write(ZoneBatch.of(List.of(), coming), Set.of(), PLENTY, action -> {});
    }

    private static void awaitStubbornly(CountDownLatch latch) {
        while (true) {
            try {
                if (latch.await(50, TimeUnit.SECONDS)) {
                    return;
                }
            } catch (InterruptedException ignored) {
                // a provider without manners
            }
        }
    }

    @Test
    void connections_areServedSideBySide() throws InterruptedException {
        CyclicBarrier both = new CyclicBarrier(2);
        StubDns one = new StubDns("one", (changes, limits) -> meet(both, changes));
        StubDns two = new StubDns("two", (changes, limits) -> meet(both, changes));

        assertThat(write(writer(workers, PLENTY, one, two), one, two))
                .hasSize(2)
                .allMatch(RecordResult::isOk);
    }

    @Test
    void zonesOfOneConnection_areServedSideBySide() throws InterruptedException {
        CyclicBarrier three = new CyclicBarrier(3);
        StubDns one = new StubDns("one", (changes, limits) -> meet(three, changes));
        List<ZoneBinding> bindings = new ArrayList<>();
        List<LedgerEntry> coming = new ArrayList<>();
        for (String name : List.of("a.example", "b.example", "c.example")) {
            DnsName zone = DnsName.parse(name);
            bindings.add(ZoneBinding.of(name, zone, one));
            coming.add(new LedgerEntry(name, zone, zone.child("vm1"), RecordType.A, "192.0.2.1"));
        }
        ZoneWriter writer = new ZoneWriter(Zones.of(bindings), workers, InstantSource.system(), PLENTY);

        assertThat(writer.write(ZoneBatch.of(List.of(), coming), Set.of(), PLENTY, action -> {}))
                .extracting(RecordResult::entry)
                .isEqualTo(coming);
    }

    private static List<ChangeResult> meet(CyclicBarrier both, List<Change> changes) {
        try {
            both.await(40, TimeUnit.SECONDS);
            return StubDns.applied(changes);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void hangingProvider_isGivenUp_othersAreWritten_andItIsLeftAloneUntilItsCallComesBack() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch back = new CountDownLatch(1);
        StubDns hanging = new StubDns("hanging", (changes, limits) -> {
            awaitStubbornly(release);
            back.countDown();
            return StubDns.applied(changes);
        });
        StubDns fine = StubDns.obedient("fine");
        ZoneWriter writer = writer(workers, SHORT, hanging, fine);

        List<RecordResult> results = write(writer, hanging, fine);

        assertThat(results).extracting(RecordResult::isOk).containsExactly(false, true);
        assertThat(results.get(0).line())
                .isEqualTo("fwd ERR  [hanging] hanging.example  vm1.hanging.example A 192.0.2.1"
                        + "  no answer (expected: one within the 2.0 s that DNS has)");

        List<RecordResult> again = write(writer, hanging, fine);
        assertThat(hanging.calls).hasValue(1);
        assertThat(again.get(0).line()).contains("not tried, an earlier call has not come back");

        release.countDown();
        back.await();
        // the call is back a moment before the breaker knows
        while (write(writer, hanging).get(0).line().contains("not come back")) {
            Thread.onSpinWait();
        }
        assertThat(hanging.calls).hasValue(2);
    }

    @Test
    void cancellation_endsACallThatListens() throws InterruptedException {
        CountDownLatch called = new CountDownLatch(1);
        StubDns listening = new StubDns("listening", (changes, limits) -> {
            CountDownLatch cancelled = new CountDownLatch(1);
            limits.cancellation().onCancel(cancelled::countDown);
            called.countDown();
            awaitStubbornly(cancelled);
            DnsError error = DnsError.of(Kind.TRANSIENT, "call: cancelled");
            return changes.stream()
                    .map(change -> ChangeResult.failed(change, error))
                    .toList();
        });
        List<Runnable> cancels = new CopyOnWriteArrayList<>();
        Thread engine = new Thread(() -> {
            awaitStubbornly(called);
            cancels.forEach(Runnable::run);
        });
        engine.start();

        List<LedgerEntry> coming = List.of(
                new LedgerEntry("listening", zone(listening), zone(listening).child("vm1"), RecordType.A, "192.0.2.1"));
        List<RecordResult> results = writer(workers, PLENTY, listening)
                .write(ZoneBatch.of(List.of(), coming), Set.of(), PLENTY, cancels::add);

        assertThat(results.get(0).error()).map(DnsError::safeMessage).contains("call: cancelled");
        engine.join();
    }

    @Test
    void interruptedCaller_givesEverythingUp() {
        CountDownLatch never = new CountDownLatch(1);
        StubDns hanging = new StubDns("hanging", (changes, limits) -> {
            awaitStubbornly(never);
            return StubDns.applied(changes);
        });
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> write(writer(workers, PLENTY, hanging), hanging))
                .isInstanceOf(InterruptedException.class);

        never.countDown();
    }

    @Test
    void executorThatRefuses_meansTheCallersThread() throws InterruptedException {
        StubDns fine = StubDns.obedient("fine");
        Executor full = work -> {
            throw new RejectedExecutionException("full");
        };

        assertThat(write(writer(full, PLENTY, fine), fine)).hasSize(1).allMatch(RecordResult::isOk);
    }

    @Test
    void workThatNobodyTookInTime_isNeverDone() throws InterruptedException {
        StubDns fine = StubDns.obedient("fine");
        List<Runnable> queue = new ArrayList<>();

        List<RecordResult> results = write(writer(queue::add, LITTLE, fine), fine);
        queue.forEach(Runnable::run);

        assertThat(results.get(0).error()).map(DnsError::kind).contains(Kind.TRANSIENT);
        assertThat(fine.calls).hasValue(0);
    }

    @Test
    void processThatDies_onAWorkersThread_diesForItsCaller() {
        StubDns doomed = new StubDns("doomed", (changes, limits) -> {
            throw new SimulatedCrash("in a worker");
        });

        assertThatThrownBy(() -> write(writer(workers, PLENTY, doomed), doomed)).isInstanceOf(SimulatedCrash.class);
    }

    @Test
    void workers_endWhenClosed() throws InterruptedException {
        List<Thread> threads = new CopyOnWriteArrayList<>();
        StubDns fine = new StubDns("fine", (changes, limits) -> {
            threads.add(Thread.currentThread());
            return StubDns.applied(changes);
        });
        write(writer(workers, PLENTY, fine), fine);

        workers.close();
        Thread worker = threads.get(0);
        worker.join(Duration.ofSeconds(40).toMillis());

        assertThat(worker).isNotSameAs(Thread.currentThread());
        assertThat(worker.isAlive()).isFalse();
        assertThat(worker.isDaemon()).isTrue();
    }

    @Test
    void addressThatNobodyMayPublish_costsOneRecord() throws InterruptedException {
        StubDns fine = StubDns.obedient("fine");
        ZoneWriter writer = writer(Runnable::run, PLENTY, fine);
        List<LedgerEntry> coming = new ArrayList<>();
        for (String address : List.of("224.0.0.1", "192.0.2.1")) {
            coming.add(new LedgerEntry("fine", zone(fine), zone(fine).child("vm1"), RecordType.A, address));
        }

        List<RecordResult> results = writer.write(ZoneBatch.of(List.of(), coming), Set.of(), PLENTY, action -> {});

        assertThat(results).extracting(RecordResult::isOk).containsExactly(false, true);
        assertThat(results.get(0).error()).map(DnsError::kind).isEqualTo(Optional.of(Kind.INVALID_VALUE));
    }
}
