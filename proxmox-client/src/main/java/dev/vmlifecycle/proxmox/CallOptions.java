package dev.vmlifecycle.proxmox;

import dev.vmlifecycle.proxmox.internal.Timeouts;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Limits for every call made through a view of the client.
 *
 * @param deadline by the client's clock; no call is sent after it and none lasts beyond it; absent = only the time-outs
 * @param cancellation ends calls under way when thrown
 * @param timeout the longest a call may last, instead of the client's read and write time-outs; absent = those
 */
public record CallOptions(Optional<Instant> deadline, Cancellation cancellation, Optional<Duration> timeout) {

    /**
     * Checks the time-out.
     *
     * @param deadline see above
     * @param cancellation see above
     * @param timeout see above
     * @throws IllegalArgumentException when it is not positive or longer than a day
     */
    public CallOptions {
        timeout.ifPresent(value -> Timeouts.check("timeout", value));
    }

    /**
     * Makes options with the client's time-outs.
     *
     * @param deadline see above
     * @param cancellation see above
     */
    public CallOptions(Optional<Instant> deadline, Cancellation cancellation) {
        this(deadline, cancellation, Optional.empty());
    }

    /** {@return no limits beyond the client's time-outs} */
    public static CallOptions none() {
        return new CallOptions(Optional.empty(), new Cancellation());
    }

    /**
     * {@return a deadline and a new cancellation}
     *
     * @param deadline by the client's clock
     */
    public static CallOptions deadline(Instant deadline) {
        return new CallOptions(Optional.of(deadline), new Cancellation());
    }

    /**
     * {@return these options with another cancellation}
     *
     * @param other the switch to listen to
     */
    public CallOptions withCancellation(Cancellation other) {
        return new CallOptions(deadline, other, timeout);
    }

    /**
     * {@return these options with a time-out of their own, for calls known to be slow or wanted fast}
     *
     * @param longest positive, a day at most
     */
    public CallOptions withTimeout(Duration longest) {
        return new CallOptions(deadline, cancellation, Optional.of(longest));
    }
}
