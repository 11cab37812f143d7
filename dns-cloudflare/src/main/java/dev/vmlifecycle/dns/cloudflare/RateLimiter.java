package dev.vmlifecycle.dns.cloudflare;

import dev.vmlifecycle.dns.cloudflare.internal.WireResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keeps within 1200 calls in 5 minutes, what Cloudflare grants a user: 200 at once and 3 a second after that. Believes the
 * server over its own count, and leaves it alone for as long as it says: a call during a block only prolongs it. Thread-safe.
 */
final class RateLimiter {

    private static final double BURST = 200;
    private static final double PER_SECOND = 3;
    // the documented block, where the answer does not say
    private static final Duration BLOCK = Duration.ofMinutes(5);
    private static final Duration LONGEST = Duration.ofDays(1);
    private static final Pattern REMAINING = Pattern.compile("r=([0-9]{1,9})\\b.*\\bt=([0-9]{1,9})\\b");

    private final InstantSource clock;
    private double tokens = BURST;
    private Instant filled;
    private Instant blockedUntil = Instant.MIN;

    RateLimiter(InstantSource clock) {
        this.clock = clock;
        this.filled = clock.instant();
    }

    /** Takes a call; empty when it may be made now, else how long to wait before asking again. */
    synchronized Optional<Duration> take() {
        Instant now = clock.instant();
        if (now.isBefore(blockedUntil)) {
            return Optional.of(Duration.between(now, blockedUntil));
        }
        double seconds = Math.max(0, Duration.between(filled, now).toMillis() / 1000.0);
        tokens = Math.min(BURST, tokens + seconds * PER_SECOND);
        filled = now;
        if (tokens < 1) {
            return Optional.of(Duration.ofMillis((long) Math.ceil((1 - tokens) / PER_SECOND * 1000)));
        }
        tokens--;
        return Optional.empty();
    }

    /** Learns from an answer; how long to wait, when it was a refusal. */
    synchronized Duration heed(WireResponse response) {
        Instant now = clock.instant();
        if (response.status() == 429) {
            Duration wait = response.retryAfter()
                    .filter(text -> text.matches("[0-9]{1,9}"))
                    .map(text -> Duration.ofSeconds(Long.parseLong(text)))
                    .orElse(BLOCK);
            wait = wait.compareTo(LONGEST) < 0 ? wait : LONGEST;
            blockedUntil = now.plus(wait);
            return wait;
        }
        response.rateLimit().map(REMAINING::matcher).filter(Matcher::find).ifPresent(header -> {
            long left = Long.parseLong(header.group(1));
            tokens = Math.min(tokens, (double) left);
            if (left == 0) {
                blockedUntil = now.plusSeconds(Math.min(Long.parseLong(header.group(2)), LONGEST.toSeconds()));
            }
        });
        return Duration.ZERO;
    }
}
