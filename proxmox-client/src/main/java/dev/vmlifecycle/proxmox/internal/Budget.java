package dev.vmlifecycle.proxmox.internal;

import dev.vmlifecycle.proxmox.CallOptions;
import dev.vmlifecycle.proxmox.Cancellation;
import dev.vmlifecycle.proxmox.transport.TransportFailure;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** How long one call may still take, waits and logins included, and the switch that ends it. */
final class Budget {

    private final InstantSource clock;
    private final Instant end;
    private final Cancellation cancellation;

    private Budget(InstantSource clock, Instant end, Cancellation cancellation) {
        this.clock = clock;
        this.end = end;
        this.cancellation = cancellation;
    }

    static Budget start(InstantSource clock, Duration limit, CallOptions options) {
        Instant end = clock.instant().plus(options.timeout().orElse(limit));
        return new Budget(
                clock,
                options.deadline().filter(deadline -> deadline.isBefore(end)).orElse(end),
                options.cancellation());
    }

    Cancellation cancellation() {
        return cancellation;
    }

    boolean isOver() {
        return cancellation.isCancelled() || !clock.instant().isBefore(end);
    }

    /** Positive; a failure when there is nothing left. */
    Duration left() {
        if (cancellation.isCancelled()) {
            throw TransportFailure.notSent("cancelled before sending", null);
        }
        Duration left = Duration.between(clock.instant(), end);
        if (left.isZero() || left.isNegative()) {
            throw TransportFailure.notSent("deadline or time-out over before sending", null);
        }
        return left;
    }
}
