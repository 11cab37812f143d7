package dev.vmlifecycle.engine;

import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The hands of one loop: who works on what, and what came back. Confined to the loop's thread; only {@link #nudge} and the
 * workers' reports come from elsewhere.
 */
final class Crew<C> {

    private static final Logger LOG = LoggerFactory.getLogger(Crew.class);

    private final Worker<C> worker;
    private final Executor executor;
    private final int size;
    private final BooleanSupplier over;
    private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
    private final Set<String> working = new HashSet<>();

    /** What wakes the loop; without a report: look at the store. */
    private record Signal(Optional<WorkReport> report) {}

    /**
     * Makes the hands.
     *
     * @param over asked between two steps: whether to give the claim back
     */
    Crew(Worker<C> worker, Executor executor, int size, BooleanSupplier over) {
        this.worker = worker;
        this.executor = executor;
        this.size = size;
        this.over = over;
    }

    int free() {
        return size - working.size();
    }

    int busy() {
        return working.size();
    }

    boolean isIdle() {
        return working.isEmpty();
    }

    /** Whether a report of an earlier claim is on the way: its lease was given back before. */
    boolean isOn(String key) {
        return working.contains(key);
    }

    /** Hands a claim out; false, and the claim is given back, when the executor takes no more work. */
    boolean give(Claim claim) {
        String key = claim.fence().key();
        working.add(key);
        try {
            executor.execute(() -> shift(claim));
            return true;
        } catch (RejectedExecutionException e) {
            LOG.warn("{}: the executor takes no more work", key, e);
            working.remove(key);
            worker.release(claim);
            return false;
        }
    }

    /** Makes the loop look at the store at once. Any thread. */
    void nudge() {
        signals.add(new Signal(Optional.empty()));
    }

    /** Waits for a report; empty when there was none in time, or a nudge came. */
    Optional<WorkReport> await(Duration atMost) throws InterruptedException {
        return received(signals.poll(atMost.toMillis(), TimeUnit.MILLISECONDS));
    }

    /** A report that is there already; nudges are swallowed. */
    Optional<WorkReport> poll() {
        while (!signals.isEmpty()) {
            Optional<WorkReport> report = received(signals.poll());
            if (report.isPresent()) {
                return report;
            }
        }
        return Optional.empty();
    }

    private Optional<WorkReport> received(@Nullable Signal signal) {
        Optional<WorkReport> report = signal == null ? Optional.empty() : signal.report();
        report.map(WorkReport::key).ifPresent(working::remove);
        return report;
    }

    private void shift(Claim claim) {
        WorkReport report = WorkReport.begin(claim.fence().key());
        try {
            report = new ClaimShift<>(worker).work(claim, over);
        } finally {
            signals.add(new Signal(Optional.of(report)));
        }
    }
}
