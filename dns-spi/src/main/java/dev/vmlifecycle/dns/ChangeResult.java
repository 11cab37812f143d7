package dev.vmlifecycle.dns;

import static dev.vmlifecycle.dns.Refusals.refused;

import java.util.Objects;
import java.util.Optional;

/**
 * What became of one change.
 *
 * @param change the change
 * @param outcome what became of it
 * @param error why it failed; empty unless the outcome is {@link Outcome#FAILED} or {@link Outcome#SKIPPED}
 */
public record ChangeResult(Change change, Outcome outcome, Optional<DnsError> error) {

    /** What became of a change. */
    public enum Outcome {
        /** The server's records changed. */
        APPLIED,
        /** The records already were as wanted; nothing was written. */
        NOOP,
        /** The records are not as wanted, or nobody knows; the error says why. */
        FAILED,
        /** Not tried, since trying was pointless, such as after the server refused the credentials; the error says why. */
        SKIPPED
    }

    /**
     * A result.
     *
     * @param change the change
     * @param outcome what became of it
     * @param error why, when it was not done
     * @throws IllegalArgumentException when an error is missing, or there is one beside success
     */
    public ChangeResult {
        Objects.requireNonNull(change, "change");
        boolean wantsError = outcome == Outcome.FAILED || outcome == Outcome.SKIPPED;
        if (wantsError != error.isPresent()) {
            throw refused("error", error, wantsError ? "one, as the change is " + outcome : "none beside " + outcome);
        }
    }

    /**
     * The server's records changed.
     *
     * @param change the change
     * @return the result
     */
    public static ChangeResult applied(Change change) {
        return new ChangeResult(change, Outcome.APPLIED, Optional.empty());
    }

    /**
     * The records already were as wanted.
     *
     * @param change the change
     * @return the result
     */
    public static ChangeResult noop(Change change) {
        return new ChangeResult(change, Outcome.NOOP, Optional.empty());
    }

    /**
     * The change failed.
     *
     * @param change the change
     * @param error why
     * @return the result
     */
    public static ChangeResult failed(Change change, DnsError error) {
        return new ChangeResult(change, Outcome.FAILED, Optional.of(error));
    }

    /**
     * The change was not tried.
     *
     * @param change the change
     * @param error why
     * @return the result
     */
    public static ChangeResult skipped(Change change, DnsError error) {
        return new ChangeResult(change, Outcome.SKIPPED, Optional.of(error));
    }

    /**
     * Whether the records are now as the change wants them.
     *
     * @return true when applied or already so
     */
    public boolean isOk() {
        return outcome == Outcome.APPLIED || outcome == Outcome.NOOP;
    }
}
