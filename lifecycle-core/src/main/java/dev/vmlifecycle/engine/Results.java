package dev.vmlifecycle.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Results that wait to be written, of different claims. Whoever comes first writes its own at once; those that come meanwhile are
 * the next group. So nothing is delayed in order to meet others, and what meets shares a transaction. A second thread writes
 * beside the first only when enough waits to make it worth while. Thread-safe.
 */
final class Results<C> {

    private static final int WRITERS = 2;
    private static final int WORTH_A_SECOND = 16;

    private final Worker<C> worker;
    private final ConcurrentLinkedQueue<ClaimShift<C>> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger unwritten = new AtomicInteger();
    private final AtomicInteger queued = new AtomicInteger();
    private final AtomicInteger writers = new AtomicInteger();

    Results(Worker<C> worker) {
        this.worker = worker;
    }

    /** How many are not written yet. */
    int unwritten() {
        return unwritten.get();
    }

    /** Takes a shift that ended with a result. Whoever adds must call {@link #write} afterwards. */
    void add(ClaimShift<C> shift) {
        unwritten.incrementAndGet();
        waiting.add(shift);
        queued.incrementAndGet();
    }

    /**
     * Writes all that waits, unless other threads are at it: they will look again.
     *
     * @param then takes each shift that has its answer
     * @return whether anything was written
     */
    boolean write(Consumer<ClaimShift<C>> then) {
        boolean any = false;
        while (!any && !waiting.isEmpty() && enter()) {
            try {
                any = writeGroup(then);
            } finally {
                writers.decrementAndGet();
            }
        }
        return any;
    }

    private boolean enter() {
        int writing = writers.get();
        while (writing == 0 || (writing < WRITERS && queued.get() >= WORTH_A_SECOND)) {
            if (writers.compareAndSet(writing, writing + 1)) {
                return true;
            }
            writing = writers.get();
        }
        return false;
    }

    private boolean writeGroup(Consumer<ClaimShift<C>> then) {
        List<ClaimShift<C>> group = new ArrayList<>();
        for (ClaimShift<C> next = waiting.poll(); next != null; next = waiting.poll()) {
            group.add(next);
        }
        if (group.isEmpty()) {
            return false;
        }
        queued.addAndGet(-group.size());
        try {
            ClaimShift.writeTogether(worker, group);
        } finally {
            unwritten.addAndGet(-group.size());
        }
        group.forEach(then);
        return true;
    }
}
