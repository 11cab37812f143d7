package dev.vmlifecycle.proxmox.simulator;

import java.time.Duration;

/**
 * How long one kind of task takes: a fixed part, a part that grows with the data, and how much both vary.
 *
 * @param fixed the part that does not depend on data
 * @param perGib added for each GiB copied, written or grown
 * @param spread largest deviation as a share of the whole, drawn from the simulator's seed; 0 for none, below 1
 */
public record TaskDuration(Duration fixed, Duration perGib, double spread) {

    private static final long GIB = 1L << 30;
    /** Ten thousand years: what is longer cannot be told from it and would leave the range of numbers. */
    private static final double LONGEST_MS = 3.156e14;

    /**
     * Refuses a spread that could make a task end before it began.
     *
     * @param fixed see above
     * @param perGib see above
     * @param spread see above
     */
    public TaskDuration {
        Expect.span("duration", fixed);
        Expect.span("duration per GiB", perGib);
        Expect.that(spread >= 0 && spread < 1, "spread", spread, "at least 0, below 1");
    }

    /**
     * {@return always the same time}
     *
     * @param fixed the time
     */
    public static TaskDuration fixed(Duration fixed) {
        return new TaskDuration(fixed, Duration.ZERO, 0);
    }

    /**
     * {@return the same with time per data}
     *
     * @param time added for each GiB
     */
    public TaskDuration plusPerGib(Duration time) {
        return new TaskDuration(fixed, time, spread);
    }

    /**
     * {@return the same, varying}
     *
     * @param share largest deviation as a share of the whole
     */
    public TaskDuration spread(double share) {
        return new TaskDuration(fixed, perGib, share);
    }

    long millis(long bytes, Randomness random) {
        double plain = fixed.toMillis() + (double) perGib.toMillis() * bytes / GIB;
        double varied = spread == 0 ? plain : plain * (1 + spread * (2 * random.fraction() - 1));
        return Math.round(Math.min(varied, LONGEST_MS));
    }
}
