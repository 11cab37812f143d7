package dev.vmlifecycle.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How long a tick may go on. Looked at between steps: a running step is never cut off by it. Immutable. */
public final class Budget {

    private static final Budget ONCE = new Budget(Optional.empty());

    private final Optional<Duration> time;

    private Budget(Optional<Duration> time) {
        this.time = time;
    }

    /**
     * Goes on for so long: also takes up what becomes due meanwhile, and sleeps until then.
     *
     * @param time how long
     * @return the budget
     * @throws IllegalArgumentException when it is not positive
     */
    public static Budget of(Duration time) {
        if (time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException("budget: " + time + " (expected: more than zero)");
        }
        return new Budget(Optional.of(time));
    }

    /**
     * Looks once at each subject that is due, however long that takes.
     *
     * @return the budget
     */
    public static Budget once() {
        return ONCE;
    }

    boolean isOnce() {
        return time.isEmpty();
    }

    Instant endFrom(Instant start) {
        return time.map(start::plus).orElse(Instant.MAX);
    }

    @Override
    public String toString() {
        return time.map(Duration::toString).orElse("once");
    }
}
