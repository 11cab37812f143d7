package dev.vmlifecycle.vm.internal.dns;

import dev.vmlifecycle.dns.DnsError;
import dev.vmlifecycle.dns.DnsError.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Leaves a connection alone when more calls would do no good: after refused credentials, after two calls in a row without an answer, for
 * as long as a server asked for, and while a call that was given up has not come back. When the pause is over one call may try; a second
 * failure is not waited for then. Thread-safe.
 */
final class Breaker {
    private static final Duration REFUSED = Duration.ofMinutes(5);
    private static final Duration UNREACHABLE = Duration.ofMinutes(1);
    private static final Duration LONGEST_WISH = Duration.ofMinutes(15);
    private static final int MOST_UNANSWERED = 2;

    private final InstantSource clock;
    private int unanswered;
    private boolean suspect;
    private int astray;
    private Instant until = Instant.MIN;
    private DnsError why = DnsError.of(Kind.UNKNOWN, "");

    Breaker(InstantSource clock) {
        this.clock = clock;
    }

    /** Why no call may be made now; empty when one may. */
    synchronized Optional<DnsError> refusal() {
        Instant now = clock.instant();
        if (now.isBefore(until)) {
            Duration left = Duration.between(now, until);
            String text = "not tried, left alone for another " + Math.max(1, left.toSeconds()) + " s after: "
                    + why.safeMessage();
            return Optional.of(new DnsError(why.kind(), why.retryable(), Optional.of(left), why.providerCode(), text));
        }
        return astray == 0
                ? Optional.empty()
                : Optional.of(DnsError.of(
                        Kind.UNREACHABLE, "not tried, an earlier call has not come back (expected: an end)"));
    }

    /** Whether it was open last and nothing has gone well since: one call shall try before others do. */
    synchronized boolean isSuspect() {
        return suspect;
    }

    /** Learns from the errors of one call; an answer to anything ends a series. */
    synchronized void heed(List<DnsError> errors, boolean anyOk) {
        Optional<DnsError> refused = first(errors, Kind.AUTH);
        Optional<DnsError> limited = first(errors, Kind.RATE_LIMITED)
                .filter(error -> error.retryAfter().isPresent());
        Optional<DnsError> silent = first(errors, Kind.UNREACHABLE);
        if (refused.isPresent()) {
            open(REFUSED, refused.get());
        } else if (limited.isPresent()) {
            Duration wish = limited.get().retryAfter().orElseThrow();
            open(wish.compareTo(LONGEST_WISH) < 0 ? wish : LONGEST_WISH, limited.get());
        }
        if (silent.isPresent() && !anyOk) {
            unanswered(silent.get());
        } else {
            unanswered = 0;
            suspect = refused.isPresent();
        }
    }

    /** Calls were given up and are still under way. */
    synchronized void gaveUp(int calls, DnsError error) {
        astray += calls;
        unanswered(error);
    }

    /** A call that was given up has come back. */
    synchronized void cameBack() {
        astray--;
    }

    private void unanswered(DnsError error) {
        unanswered++;
        if (unanswered >= MOST_UNANSWERED) {
            // what follows the pause is a trial
            unanswered = MOST_UNANSWERED - 1;
            open(UNREACHABLE, error);
        }
    }

    private void open(Duration pause, DnsError error) {
        suspect = true;
        until = clock.instant().plus(pause);
        why = error;
    }

    private static Optional<DnsError> first(List<DnsError> errors, Kind kind) {
        return errors.stream().filter(error -> error.kind() == kind).findFirst();
    }
}
