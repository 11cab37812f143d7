package dev.vmlifecycle.vm.internal;

import dev.vmlifecycle.proxmox.Upid;
import dev.vmlifecycle.vm.TerminateOptions;
import java.time.Instant;
import java.util.Optional;

/**
 * A termination under way, as the record keeps it. Immutable.
 *
 * @param asked when it was asked for
 * @param failingSince the first failure of the present series; empty while it makes progress
 * @param options how
 * @param wasReady whether the VM was at rest, so that the termination can be taken back
 * @param ran whether the VM ran when it was to be stopped; empty until that was looked at
 * @param destroying whether the grace period is over: from that commit on nothing is taken back
 * @param destroy our own DELETE, once it was accepted: what it left half done is ours
 */
public record Ending(
        Instant asked,
        Optional<Instant> failingSince,
        TerminateOptions options,
        boolean wasReady,
        Optional<Boolean> ran,
        boolean destroying,
        Optional<Upid> destroy) {

    static Ending asked(Instant when) {
        return asked(when, TerminateOptions.defaults(), false, Optional.empty());
    }

    /** A new request; what an earlier one is known to have destroyed stays known. */
    static Ending asked(Instant when, TerminateOptions options, boolean wasReady, Optional<Ending> before) {
        return new Ending(
                when,
                Optional.empty(),
                options,
                wasReady || before.filter(Ending::isTakenBack).isPresent(),
                before.flatMap(Ending::ran),
                false,
                before.flatMap(Ending::destroy));
    }

    /** Whether a request may still bring the VM back. */
    boolean isTakenBack() {
        return wasReady && hasGrace() && !destroying;
    }

    boolean hasGrace() {
        return !options.grace().isZero();
    }

    Instant destroyAt() {
        return asked.plus(options.grace());
    }

    Ending failing(Optional<Instant> since) {
        return new Ending(asked, since, options, wasReady, ran, destroying, destroy);
    }

    Ending running(boolean value) {
        return new Ending(asked, failingSince, options, wasReady, Optional.of(value), destroying, destroy);
    }

    Ending overdue() {
        return new Ending(asked, failingSince, options, wasReady, ran, true, destroy);
    }

    Ending destroyedBy(Upid task) {
        return new Ending(asked, failingSince, options, wasReady, ran, destroying, Optional.of(task));
    }
}
