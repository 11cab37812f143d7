package dev.vmlifecycle.proxmox;

import java.time.Instant;
import java.util.Optional;

/**
 * Limits for every call made through a view of the client.
 *
 * @param deadline by the client's clock; no call is sent after it and none lasts beyond it; absent = only the time-outs
 * @param cancellation ends calls under way when thrown
 */
public record CallOptions(Optional<Instant> deadline, Cancellation cancellation) {

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
        return new CallOptions(deadline, other);
    }
}
