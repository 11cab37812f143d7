package dev.vmlifecycle.dns.base;

import dev.vmlifecycle.dns.CallLimits;
import dev.vmlifecycle.dns.DnsError;
import dev.vmlifecycle.dns.DnsError.Kind;
import dev.vmlifecycle.dns.plugin.ProviderContext;
import java.time.Duration;
import java.util.Optional;

/** When a call is over, and whether and how long to wait before it is tried again. Quick or not at all. */
final class Patience {

    private static final int MOST_RETRIES = 4;
    private static final long FIRST_WAIT_MILLIS = 60;
    // what a server asks for is waited for here up to this, else reported
    private static final Duration LONGEST_WISH = Duration.ofSeconds(2);

    private final ProviderContext context;
    private final CallLimits limits;
    private int retries;

    Patience(ProviderContext context, CallLimits limits) {
        this.context = context;
        this.limits = limits;
    }

    /** Why nothing more may be tried, empty while there is time. */
    Optional<DnsError> over() {
        if (limits.cancellation().isCancelled()) {
            return Optional.of(DnsError.of(Kind.TRANSIENT, "call: cancelled (expected: time to finish)"));
        }
        if (Thread.currentThread().isInterrupted()) {
            return Optional.of(DnsError.of(Kind.TRANSIENT, "call: interrupted (expected: time to finish)"));
        }
        return left().isZero()
                ? Optional.of(DnsError.of(Kind.TRANSIENT, "deadline: passed (expected: time to finish)"))
                : Optional.empty();
    }

    Duration left() {
        return limits.left(context.clock().instant());
    }

    /** Waits when the failure may pass by itself and there is time; true when to try again. */
    boolean waitAfter(DnsError error) {
        if (!mayPass(error) || retries >= (error.kind() == Kind.UNREACHABLE ? 1 : MOST_RETRIES)) {
            return false;
        }
        long base = FIRST_WAIT_MILLIS << retries;
        Duration jittered = Duration.ofMillis(base / 2 + context.random().nextLong(base));
        Duration wait =
                error.retryAfter().filter(wish -> wish.compareTo(jittered) > 0).orElse(jittered);
        if (wait.compareTo(left()) >= 0 || over().isPresent()) {
            return false;
        }
        retries++;
        try {
            context.sleeper().sleep(wait);
            return over().isEmpty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static boolean mayPass(DnsError error) {
        boolean passing = error.kind() == Kind.TRANSIENT || error.kind() == Kind.UNREACHABLE;
        boolean limited =
                error.kind() == Kind.RATE_LIMITED && error.retryAfter().isPresent();
        return error.retryable()
                && (passing || limited)
                && error.retryAfter().orElse(Duration.ZERO).compareTo(LONGEST_WISH) <= 0;
    }
}
