package dev.vmlifecycle.traffic.internal;

import java.time.Instant;

/**
 * One step of a series.
 *
 * @param from its begin
 * @param to its end
 * @param kind what the statistics say of it
 * @param in bytes received a second
 * @param out bytes sent a second
 * @param whole whether it surely holds for its whole length
 */
record Bucket(Instant from, Instant to, Kind kind, double in, double out, boolean whole) {

    /** What the statistics say. */
    enum Kind {
        /** Rates are there. */
        RATED,
        /** The VM's sizes are there and no rates: it was off. */
        OFF,
        /** Nothing is there. */
        UNKNOWN
    }
}
