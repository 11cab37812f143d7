package dev.vmlifecycle.vm.internal.dns;

import dev.vmlifecycle.dns.CallLimits;
import dev.vmlifecycle.dns.Cancellation;
import dev.vmlifecycle.dns.DnsError;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What one connection gets: its zones, a few at a time, as long as its breaker lets them. A connection that had trouble last gets one
 * zone first. Whoever waits for it may give it up, and then has what was finished until then.
 *
 * <p>The thread that runs it takes part in the work, and helpers only take what is left: an executor without a free thread makes it
 * slower and cannot block it.
 */
final class ConnectionWork {
    private static final int MOST_AT_ONCE = 4;

    private final List<BoundBatch> batches;
    private final Breaker breaker;
    private final Supplier<Instant> deadline;
    private final Executor helpers;
    private final Cancellation cancellation = new Cancellation();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<BoundBatch> queue;
    private final Map<BoundBatch, Thread> underWay = new HashMap<>();
    private final Map<BoundBatch, List<RecordResult>> results = new HashMap<>();
    private boolean givenUp;
    private @Nullable Throwable death;

    /**
     * Makes the work.
     *
     * @param deadline asked once, when the work begins
     * @param helpers runs zones beside the first
     */
    ConnectionWork(List<BoundBatch> batches, Breaker breaker, Supplier<Instant> deadline, Executor helpers) {
        this.batches = batches;
        this.breaker = breaker;
        this.deadline = deadline;
        this.helpers = helpers;
        this.queue = new ArrayDeque<>(batches);
    }

    void run() {
        CallLimits limits = new CallLimits(deadline.get(), cancellation);
        if (breaker.isSuspect()) {
            next().ifPresent(batch -> work(batch, limits));
        }
        for (int i = Math.min(MOST_AT_ONCE, left()); i > 1; i--) {
            try {
                helpers.execute(() -> drain(limits));
            } catch (RejectedExecutionException e) {
                // no help to be had
                break;
            }
        }
        drain(limits);
    }

    private void drain(CallLimits limits) {
        for (Optional<BoundBatch> batch = next(); batch.isPresent(); batch = next()) {
            work(batch.get(), limits);
        }
    }

    private void work(BoundBatch batch, CallLimits limits) {
        List<RecordResult> written = List.of();
        Throwable thrown = null;
        try {
            written = write(batch, limits);
        } catch (Throwable e) {
            // for whoever waits: a dying process must not be taken for a server's trouble
            thrown = e;
        }
        ended(batch, written, thrown);
    }

    private List<RecordResult> write(BoundBatch batch, CallLimits limits) {
        Optional<DnsError> refusal = breaker.refusal();
        if (refusal.isPresent()) {
            return batch.notTried(refusal.get());
        }
        List<RecordResult> written = new BatchCall(batch, limits).run();
        breaker.heed(
                written.stream().flatMap(result -> result.error().stream()).toList(),
                written.stream().anyMatch(RecordResult::isOk));
        return written;
    }

    private int left() {
        return locked(queue::size);
    }

    private Optional<BoundBatch> next() {
        return locked(() -> {
            Optional<BoundBatch> batch = Optional.ofNullable(queue.poll());
            batch.ifPresent(one -> underWay.put(one, Thread.currentThread()));
            return batch;
        });
    }

    private void ended(BoundBatch batch, List<RecordResult> written, @Nullable Throwable thrown) {
        locked(() -> {
            underWay.remove(batch);
            if (givenUp) {
                // an interrupt of ours must not reach what this thread does next
                Thread.interrupted();
                breaker.cameBack();
            } else if (thrown == null) {
                results.put(batch, written);
            } else {
                death = thrown;
                queue.clear();
            }
            changed.signalAll();
            return batch;
        });
    }

    /** Throws the switch and takes no more zones: a provider that keeps its contract ends soon. */
    void cancel() {
        cancellation.cancel();
        locked(() -> {
            queue.clear();
            changed.signalAll();
            return queue;
        });
    }

    /** Nobody waits any more: what has not begun never does, and calls that hang keep others from the connection. */
    void giveUp(DnsError error) {
        cancel();
        locked(() -> {
            if (!givenUp && !underWay.isEmpty()) {
                givenUp = true;
                breaker.gaveUp(underWay.size(), error);
                underWay.values().forEach(Thread::interrupt);
            }
            return underWay;
        });
    }

    /** Waits until nothing is left and nothing under way; false when the time is over before. */
    boolean isOver(Duration wait) throws InterruptedException {
        long nanos = wait.toNanos();
        lock.lockInterruptibly();
        try {
            while (!(queue.isEmpty() && underWay.isEmpty())) {
                if (nanos <= 0) {
                    return false;
                }
                nanos = changed.awaitNanos(nanos);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** The results in the order of the batches; what has none failed with this error. */
    List<RecordResult> results(DnsError otherwise) {
        return locked(() -> {
            if (death instanceof Error error) {
                throw error;
            }
            if (death instanceof RuntimeException exception) {
                throw exception;
            }
            List<RecordResult> all = new ArrayList<>();
            for (BoundBatch batch : batches) {
                all.addAll(Optional.ofNullable(results.get(batch)).orElseGet(() -> batch.allFailed(otherwise)));
            }
            return all;
        });
    }

    private <T> T locked(Supplier<T> body) {
        lock.lock();
        try {
            return body.get();
        } finally {
            lock.unlock();
        }
    }
}
