package dev.vmlifecycle.traffic;

import java.time.Instant;

/**
 * A stretch of time that is billed as one.
 *
 * @param start its begin
 * @param end its end, exclusive; after the begin
 */
public record BillingPeriod(Instant start, Instant end) {

    /**
     * Checks the order.
     *
     * @param start see above
     * @param end see above
     * @throws IllegalArgumentException when it does not end after its begin
     */
    public BillingPeriod {
        if (!end.isAfter(start)) {
            throw new IllegalArgumentException("period end: " + end + " (expected: after " + start + ")");
        }
    }

    @Override
    public String toString() {
        return "[" + start + ", " + end + ")";
    }
}
