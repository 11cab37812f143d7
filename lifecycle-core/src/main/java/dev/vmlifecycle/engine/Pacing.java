package dev.vmlifecycle.engine;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long a failing step waits before it is tried again. Thread-safe. */
@FunctionalInterface
public interface Pacing {

    /**
     * The delay before the next attempt.
     *
     * @param failures failures of the step so far, at least 1
     * @param kind what the last one was
     * @param random for jitter
     * @return zero or more; zero means: with the next tick, never twice in one tick
     */
    Duration delay(int failures, ErrorKind kind, RandomGenerator random);

    /**
     * Tries once per tick.
     *
     * @return a pacing without delay
     */
    static Pacing everyTick() {
        return (failures, kind, random) -> Duration.ZERO;
    }

    /**
     * Doubles the delay with each failure, give or take 20 %.
     *
     * @param first the delay after the first failure
     * @param cap the longest delay, before jitter
     * @return the pacing
     * @throws IllegalArgumentException when {@code first} is not positive or above {@code cap}
     */
    static Pacing backoff(Duration first, Duration cap) {
        if (first.isNegative() || first.isZero() || first.compareTo(cap) > 0) {
            throw new IllegalArgumentException("back-off: " + first + " to " + cap + " (expected: 0 < first <= cap)");
        }
        return (failures, kind, random) -> {
            int doublings = Math.min(Math.max(failures - 1, 0), 30);
            double grown = Math.min((double) first.toMillis() * (1L << doublings), (double) cap.toMillis());
            return Duration.ofMillis(Math.round(grown * random.nextDouble(0.8, 1.2)));
        };
    }

    /**
     * Backs off from 2 seconds to 5 minutes.
     *
     * @return the default pacing
     */
    static Pacing standard() {
        return backoff(Duration.ofSeconds(2), Duration.ofMinutes(5));
    }
}
