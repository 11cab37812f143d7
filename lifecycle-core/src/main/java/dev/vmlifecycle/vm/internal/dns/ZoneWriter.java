package dev.vmlifecycle.vm.internal.dns;

import dev.vmlifecycle.dns.ConnectionId;
import dev.vmlifecycle.dns.DnsError;
import dev.vmlifecycle.dns.DnsError.Kind;
import dev.vmlifecycle.dns.ZoneBinding;
import dev.vmlifecycle.dns.Zones;
import dev.vmlifecycle.vm.store.LedgerEntry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Writes batches: connections side by side, a few zones of each at a time, all within one budget. Whoever waits here is
 * back when the budget is over, whatever a provider does: its call is cancelled, and given up if that does not end it.
 *
 * <p>The executor decides about threads. One that runs its work on the caller's thread makes a world of one thread: connections then
 * come one after another, each with its share of what is left, and only a provider that keeps its deadline keeps the budget.
 * Thread-safe.
 */
public final class ZoneWriter {
    /** How long a cancelled call has for coming back in order. */
    private static final Duration GRACE = Duration.ofMillis(500);

    private final Zones zones;
    private final Executor executor;
    private final InstantSource clock;
    private final Duration budget;
    private final Breakers breakers;

    /**
     * Makes a writer.
     *
     * @param zones the zones
     * @param executor whose threads wait for servers
     * @param clock the clock that the providers compare deadlines with
     * @param budget how long one step's DNS may last
     */
    public ZoneWriter(Zones zones, Executor executor, InstantSource clock, Duration budget) {
        this.zones = zones;
        this.executor = executor;
        this.clock = clock;
        this.budget = budget;
        this.breakers = new Breakers(clock);
    }

    /**
     * Writes batches. Those whose binding is not configured are left out.
     *
     * @param batches the batches
     * @param yielding pointers that give way to one that somebody else wrote since
     * @param most how long it may last at most, if that is shorter than the budget
     * @param onCancel takes what ends the calls early
     * @return a result for each record, in the order of the batches
     * @throws InterruptedException when the thread was interrupted; calls under way are cancelled and given up
     */
    public List<RecordResult> write(
            List<ZoneBatch> batches, Set<LedgerEntry> yielding, Duration most, Consumer<Runnable> onCancel)
            throws InterruptedException {
        Duration time = most.compareTo(budget) < 0 ? most : budget;
        Instant end = clock.instant().plus(time);
        Thread caller = Thread.currentThread();
        Map<ConnectionId, List<BoundBatch>> byConnection = byConnection(batches, yielding);
        AtomicInteger waiting = new AtomicInteger(byConnection.size());
        List<ConnectionWork> works = new ArrayList<>();
        byConnection.forEach((connection, bound) -> works.add(new ConnectionWork(
                bound, breakers.of(connection), () -> deadline(caller, end, waiting.getAndDecrement()), executor)));
        onCancel.accept(() -> works.forEach(ConnectionWork::cancel));
        try {
            works.forEach(this::start);
            awaitAll(works, end);
        } finally {
            // with something under way when the budget is over, or this thread was interrupted
            works.forEach(work -> work.giveUp(late(time)));
        }
        return works.stream().flatMap(work -> work.results(late(time)).stream()).toList();
    }

    /**
     * Which batches cannot be written, since their binding is not configured any more.
     *
     * @param batches the batches
     * @return those
     */
    public List<ZoneBatch> orphans(List<ZoneBatch> batches) {
        return batches.stream()
                .filter(batch -> zones.binding(batch.binding()).isEmpty())
                .toList();
    }

    private Map<ConnectionId, List<BoundBatch>> byConnection(List<ZoneBatch> batches, Set<LedgerEntry> yielding) {
        Map<ConnectionId, List<BoundBatch>> byConnection = new LinkedHashMap<>();
        for (ZoneBatch batch : batches) {
            Optional<ZoneBinding> binding = zones.binding(batch.binding());
            binding.map(known -> BoundBatch.of(batch, known, yielding))
                    .ifPresent(bound -> byConnection
                            .computeIfAbsent(bound.connection(), any -> new ArrayList<>())
                            .add(bound));
        }
        return byConnection;
    }

    /** On the caller's own thread the ones that come after need their share. */
    private Instant deadline(Thread caller, Instant end, int waiting) {
        if (!Thread.currentThread().equals(caller)) {
            return end;
        }
        Instant now = clock.instant();
        return now.plus(Duration.between(now, end).dividedBy(Math.max(1, waiting)));
    }

    private void start(ConnectionWork work) {
        try {
            executor.execute(work::run);
        } catch (RejectedExecutionException e) {
            // slower than meant, but done
            work.run();
        }
    }

    /** Until all are done, or the budget is over and the time for coming back in order too. */
    private void awaitAll(List<ConnectionWork> works, Instant end) throws InterruptedException {
        boolean inTime = true;
        for (ConnectionWork work : works) {
            inTime = inTime && work.isOver(Duration.between(clock.instant(), end));
        }
        if (!inTime) {
            works.forEach(ConnectionWork::cancel);
            Instant last = clock.instant().plus(GRACE);
            for (ConnectionWork work : works) {
                if (!work.isOver(Duration.between(clock.instant(), last))) {
                    return;
                }
            }
        }
    }

    private static DnsError late(Duration time) {
        return DnsError.of(
                Kind.TRANSIENT, "no answer (expected: one within the " + time.toMillis() / 1000.0 + " s that DNS has)");
    }
}
