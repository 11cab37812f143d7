package dev.vmlifecycle.vm.internal.dns;

import dev.vmlifecycle.dns.CallLimits;
import dev.vmlifecycle.dns.Cancellation;
import dev.vmlifecycle.dns.DnsError;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * What one connection gets: its zones one after another, as long as its breaker lets it. Runs once, on any thread; whoever waits for it
 * may give it up, and then has what was finished until then.
 */
final class ConnectionWork {
    private final List<BoundBatch> batches;
    private final Breaker breaker;
    private final Supplier<Instant> deadline;
    private final Cancellation cancellation = new Cancellation();
    private final Map<BoundBatch, List<RecordResult>> results = new ConcurrentHashMap<>();
    private final AtomicReference<State> state = new AtomicReference<>(State.QUEUED);

    private enum State {
        QUEUED,
        RUNNING,
        DONE,
        GIVEN_UP
    }

    /**
     * Makes the work.
     *
     * @param deadline asked once, when the work begins
     */
    ConnectionWork(List<BoundBatch> batches, Breaker breaker, Supplier<Instant> deadline) {
        this.batches = batches;
        this.breaker = breaker;
        this.deadline = deadline;
    }

    void run() {
        if (!state.compareAndSet(State.QUEUED, State.RUNNING)) {
            return;
        }
        try {
            CallLimits limits = new CallLimits(deadline.get(), cancellation);
            for (BoundBatch batch : batches) {
                if (cancellation.isCancelled()) {
                    return;
                }
                results.put(batch, write(batch, limits));
            }
        } finally {
            if (!state.compareAndSet(State.RUNNING, State.DONE)) {
                breaker.cameBack();
            }
        }
    }

    private List<RecordResult> write(BoundBatch batch, CallLimits limits) {
        Optional<DnsError> refusal = breaker.refusal();
        if (refusal.isPresent()) {
            return batch.allFailed(refusal.get());
        }
        List<RecordResult> written = new BatchCall(batch, limits).run();
        breaker.heed(
                written.stream().flatMap(result -> result.error().stream()).toList(),
                written.stream().anyMatch(RecordResult::isOk));
        return written;
    }

    /** Throws the switch: a provider that keeps its contract ends soon. */
    void cancel() {
        cancellation.cancel();
    }

    /** Nobody waits any more: what has not begun never does, and a call that hangs keeps others from the connection. */
    void giveUp(DnsError error) {
        cancellation.cancel();
        if (state.compareAndSet(State.RUNNING, State.GIVEN_UP)) {
            breaker.gaveUp(error);
        } else {
            state.compareAndSet(State.QUEUED, State.GIVEN_UP);
        }
    }

    /** The results in the order of the batches; what has none failed with this error. */
    List<RecordResult> results(DnsError otherwise) {
        List<RecordResult> all = new ArrayList<>();
        for (BoundBatch batch : batches) {
            all.addAll(Optional.ofNullable(results.get(batch)).orElseGet(() -> batch.allFailed(otherwise)));
        }
        return all;
    }
}
