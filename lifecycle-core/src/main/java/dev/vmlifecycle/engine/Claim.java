package dev.vmlifecycle.engine;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A subject in this process's hands. The worker alone reads and writes row and run; the timer sees only the fence, the
 * running attempt and the two flags that it sets.
 */
final class Claim {

    private final Fence fence;
    private Instance instance;
    private RunCursor run = RunCursor.none(false);
    private boolean held = true;
    private volatile boolean lost;
    private volatile boolean overdue;
    private volatile @Nullable Attempt attempt;

    Claim(Instance instance) {
        this.instance = instance;
        this.fence = instance.fence();
    }

    Fence fence() {
        return fence;
    }

    Instance instance() {
        return instance;
    }

    RunCursor run() {
        return run;
    }

    /** Whether the lease is still ours as far as we have acted: no commit gave it back. */
    boolean isHeld() {
        return held;
    }

    void moved(Instance after, boolean stillHeld) {
        instance = after;
        held = stillHeld;
    }

    void run(RunCursor now) {
        run = now;
    }

    Attempt begin(Instant now, Instant deadline) {
        Attempt begun = new Attempt(Thread.currentThread(), now, deadline);
        attempt = begun;
        if (lost) {
            begun.cutOff(Attempt.CutOff.LEASE_LOST);
        }
        return begun;
    }

    Optional<Attempt.CutOff> end(Attempt ending) {
        attempt = null;
        overdue = false;
        return ending.end();
    }

    void requireNotLost() {
        if (lost) {
            throw new LeaseLostException(fence);
        }
    }

    boolean isRenewable() {
        return !lost && !overdue;
    }

    /** Called by the timer: another worker owns the subject. */
    void lose() {
        lost = true;
        Attempt running = attempt;
        if (running != null) {
            running.cutOff(Attempt.CutOff.LEASE_LOST);
        }
    }

    /** Called when the engine closes and its grace period is over. */
    void shutDown() {
        Attempt running = attempt;
        if (running != null) {
            running.cutOff(Attempt.CutOff.SHUTDOWN);
        }
    }

    /** Called by the timer: where a body stands that runs since before this instant, told once an attempt. */
    Optional<StackTraceElement[]> stuckSince(Instant before) {
        Attempt running = attempt;
        return running == null || !running.began().isBefore(before) ? Optional.empty() : running.firstLook();
    }

    /** Called by the timer: cuts off an attempt past its deadline and lets the lease run out. */
    void expire(Instant now) {
        Attempt running = attempt;
        if (running != null && now.isAfter(running.deadline())) {
            overdue = true;
            running.cutOff(Attempt.CutOff.DEADLINE);
        }
    }
}
