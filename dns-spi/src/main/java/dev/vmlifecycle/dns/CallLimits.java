package dev.vmlifecycle.dns;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * How long a call to a provider may last, and the switch that ends it earlier.
 *
 * @param deadline when the call gives up
 * @param cancellation ends the call when thrown
 */
public record CallLimits(Instant deadline, Cancellation cancellation) {

    /**
     * Limits of one call.
     *
     * @param deadline when the call gives up
     * @param cancellation ends the call when thrown
     */
    public CallLimits {
        Objects.requireNonNull(deadline, "deadline");
        Objects.requireNonNull(cancellation, "cancellation");
    }

    /**
     * {@return limits that nothing but time ends}
     *
     * @param deadline when the call gives up
     */
    public static CallLimits until(Instant deadline) {
        return new CallLimits(deadline, new Cancellation());
    }

    /**
     * {@return the time left, zero after the deadline}
     *
     * @param now the time now
     */
    public Duration left(Instant now) {
        Duration left = Duration.between(now, deadline);
        return left.isNegative() ? Duration.ZERO : left;
    }
}
