package dev.vmlifecycle.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run of a step's body, as seen by the timer: it may be cut off from another thread. The worker is interrupted only while
 * the body runs; an interrupt of ours never reaches what comes after it.
 */
final class Attempt {

    private static final Logger LOG = LoggerFactory.getLogger(Attempt.class);

    /** Why an attempt was cut off. */
    enum CutOff {
        DEADLINE,
        LEASE_LOST,
        SHUTDOWN
    }

    private final Thread worker;
    private final Instant began;
    private final Instant deadline;
    private final List<Runnable> cancels = new ArrayList<>();
    private @Nullable CutOff cut;
    private boolean ended;
    private boolean looked;

    Attempt(Thread worker, Instant began, Instant deadline) {
        this.worker = worker;
        this.began = began;
        this.deadline = deadline;
    }

    Instant began() {
        return began;
    }

    Instant deadline() {
        return deadline;
    }

    /** Where the body stands, once; empty afterwards. For the warning about a step that takes too long. */
    synchronized Optional<StackTraceElement[]> firstLook() {
        if (ended || looked) {
            return Optional.empty();
        }
        looked = true;
        return Optional.of(worker.getStackTrace());
    }

    void onCancel(Runnable action) {
        synchronized (this) {
            if (cut == null) {
                cancels.add(action);
                return;
            }
        }
        cancel(action);
    }

    void cutOff(CutOff why) {
        List<Runnable> actions;
        synchronized (this) {
            if (ended || cut != null) {
                return;
            }
            cut = why;
            actions = List.copyOf(cancels);
        }
        actions.forEach(Attempt::cancel);
        synchronized (this) {
            if (!ended) {
                worker.interrupt();
            }
        }
    }

    /** Ends the attempt on the worker's thread; an interrupt of ours is taken back. */
    synchronized Optional<CutOff> end() {
        ended = true;
        if (cut != null) {
            Thread.interrupted();
        }
        return Optional.ofNullable(cut);
    }

    private static void cancel(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException e) {
            LOG.warn("a cancel hook failed", e);
        }
    }
}
