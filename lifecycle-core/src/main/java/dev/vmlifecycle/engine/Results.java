package dev.vmlifecycle.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Results that wait to be written, of different claims. Whoever comes first writes its own at once; those that come meanwhile are
 * the next group. So nothing is delayed in order to meet others, and what meets shares a transaction. Thread-safe.
 */
final class Results<C> {

    private final Worker<C> worker;
    private final ConcurrentLinkedQueue<ClaimShift<C>> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger unwritten = new AtomicInteger();
    private final AtomicBoolean writing = new AtomicBoolean();

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
    }

    /**
     * Writes all that waits, unless another thread is writing: that one will look again.
     *
     * @param then takes each shift that has its answer
     * @return whether anything was written
     */
    boolean write(Consumer<ClaimShift<C>> then) {
        boolean any = false;
        while (!any && !waiting.isEmpty() && writing.compareAndSet(false, true)) {
            try {
                any = writeGroup(then);
            } finally {
                writing.set(false);
            }
        }
        return any;
    }

    private boolean writeGroup(Consumer<ClaimShift<C>> then) {
        List<ClaimShift<C>> group = new ArrayList<>();
        for (ClaimShift<C> next = waiting.poll(); next != null; next = waiting.poll()) {
            group.add(next);
        }
        if (group.isEmpty()) {
            return false;
        }
        try {
            ClaimShift.writeTogether(worker, group);
        } finally {
            unwritten.addAndGet(-group.size());
        }
        group.forEach(then);
        return true;
    }
}
