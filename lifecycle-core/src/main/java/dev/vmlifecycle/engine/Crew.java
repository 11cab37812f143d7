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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The hands of one loop: who works on what, and what came back. Confined to the loop's thread; only {@link #nudge} and what hands do
 * come from elsewhere.
 *
 * <p>A hand is a task of the executor. It takes a claim that is ready, runs its next step and leaves the result with the {@link
 * Results}; then it writes what waits there, if no other hand is at that, and goes on with whatever is ready. So a result that
 * waits to be written holds no hand, and a claim may be begun by one and ended by another. Hands are only ever sent out by the
 * loop: an executor that runs tasks on the caller's thread then cannot nest them.
 */
final class Crew<C> {

    private static final Logger LOG = LoggerFactory.getLogger(Crew.class);

    private final Worker<C> worker;
    private final Executor executor;
    private final int size;
    private final int inFlight;
    private final BooleanSupplier over;
    private final Results<C> results;
    private final BlockingQueue<ClaimShift<C>> ready = new LinkedBlockingQueue<>();
    private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
    private final AtomicBoolean nudged = new AtomicBoolean();
    private final AtomicInteger hands = new AtomicInteger();
    private final Set<String> working = new HashSet<>();
    private volatile boolean left;

    /** What wakes the loop; without a report: look at the store and at what is ready. */
    private record Signal(Optional<WorkReport> report) {}

    /**
     * Makes the hands.
     *
     * @param size how many
     * @param inFlight how many claims at a time, results that wait included
     * @param over asked between two steps: whether to give the claim back
     */
    Crew(Worker<C> worker, Executor executor, int size, int inFlight, BooleanSupplier over) {
        this.worker = worker;
        this.executor = executor;
        this.size = size;
        this.inFlight = Math.max(size, inFlight);
        this.over = over;
        this.results = new Results<>(worker);
    }

    /**
     * How many more claims to take: as many as hands are free. While results wait to be written, steps go faster than commits, so
     * that as many again are begun by the time those are through; they are taken in larger lots.
     */
    int free() {
        int unwritten = results.unwritten();
        int idle = size - (working.size() - unwritten);
        int room = inFlight - working.size();
        if (idle <= 0 || room <= 0 || (unwritten > 0 && room < inFlight / 4)) {
            return 0;
        }
        return Math.min(room, Math.max(idle, unwritten));
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
        ClaimShift<C> shift = new ClaimShift<>(worker, claim, over);
        working.add(claim.fence().key());
        ready.add(shift);
        if (staff() || !ready.remove(shift)) {
            return true;
        }
        working.remove(claim.fence().key());
        shift.giveBack();
        return false;
    }

    /** Makes the loop look at the store at once. Any thread. */
    void nudge() {
        if (!nudged.getAndSet(true)) {
            signals.add(new Signal(Optional.empty()));
        }
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

    /** The loop ends and looks after nothing any more: what is in flight ends without it. */
    void leave() {
        left = true;
        sendOut();
    }

    private Optional<WorkReport> received(@Nullable Signal signal) {
        if (signal == null) {
            return Optional.empty();
        }
        if (signal.report().isEmpty()) {
            nudged.set(false);
            sendOut();
        }
        signal.report().map(WorkReport::key).ifPresent(working::remove);
        return signal.report();
    }

    /** Sends out hands for what is ready; where no task is taken any more, gives it back. */
    private void sendOut() {
        if (staff()) {
            return;
        }
        results.write(ready::add);
        for (ClaimShift<C> shift = ready.poll(); shift != null; shift = ready.poll()) {
            shift.giveBack();
            signals.add(new Signal(Optional.of(shift.report())));
        }
    }

    /** False when something is ready, no hand is out, and the executor takes no more work. */
    private boolean staff() {
        for (int wanted = ready.size(); wanted > 0 && isHandFree(); wanted--) {
            try {
                executor.execute(this::work);
            } catch (RejectedExecutionException e) {
                LOG.warn("the executor takes no more work", e);
                return hands.decrementAndGet() > 0;
            }
        }
        return true;
    }

    private boolean isHandFree() {
        int out = hands.get();
        while (out < size) {
            if (hands.compareAndSet(out, out + 1)) {
                return true;
            }
            out = hands.get();
        }
        return false;
    }

    private void work() {
        try {
            boolean more = true;
            while (more) {
                more = results.write(ready::add) || step(ready.poll());
                if (ready.size() > 1 && hands.get() < size) {
                    wakeLoop();
                }
            }
        } finally {
            hands.decrementAndGet();
            // also for what came in after the last look
            wakeLoop();
        }
    }

    private boolean step(@Nullable ClaimShift<C> shift) {
        if (shift == null) {
            return false;
        }
        boolean waits = false;
        try {
            waits = shift.run().isPresent();
        } finally {
            if (waits) {
                results.add(shift);
            } else {
                signals.add(new Signal(Optional.of(shift.report())));
            }
        }
        return true;
    }

    private void wakeLoop() {
        if (left) {
            sendOut();
        } else {
            nudge();
        }
    }
}
