package dev.vmlifecycle.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The least time between two starts of a task, or never. Immutable.
 *
 * <p>A task is due a little early, by a tenth of its interval and at most {@link #EARLIEST}: a timer that calls every minute is now
 * and then some milliseconds early, and must not lose a whole minute by that.
 */
public final class Interval {
    /** The most by which a task is due early. */
    public static final Duration EARLIEST = Duration.ofSeconds(5);

    private static final Interval DISABLED = new Interval(Optional.empty());

    private final Optional<Duration> time;

    private Interval(Optional<Duration> time) {
        this.time = time;
    }

    /**
     * Makes an interval.
     *
     * @param time at least a second
     * @return the interval
     * @throws IllegalArgumentException when it is shorter
     */
    public static Interval of(Duration time) {
        if (time.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException(
                    "interval: " + time + " (expected: a second or longer; Interval.disabled() for never)");
        }
        return new Interval(Optional.of(time));
    }

    /**
     * Never: the task runs only when it is asked for by name.
     *
     * @return no interval
     */
    public static Interval disabled() {
        return DISABLED;
    }

    /**
     * The time.
     *
     * @return empty when disabled
     */
    public Optional<Duration> time() {
        return time;
    }

    /**
     * When a task is due again.
     *
     * @param lastStart when it was started last
     * @return a little before the interval is over; empty when disabled
     */
    public Optional<Instant> dueAfter(Instant lastStart) {
        return time.map(length -> lastStart.plus(length.minus(early(length))));
    }

    private static Duration early(Duration length) {
        Duration tenth = length.dividedBy(10);
        return tenth.compareTo(EARLIEST) < 0 ? tenth : EARLIEST;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Interval interval && interval.time.equals(time);
    }

    @Override
    public int hashCode() {
        return Objects.hash(time);
    }

    @Override
    public String toString() {
        return time.map(Duration::toString).orElse("disabled");
    }
}
