package dev.vmlifecycle.dns;

import static dev.vmlifecycle.dns.Refusals.refused;

import java.time.Duration;

/**
 * How long resolvers may keep an RRset, in whole seconds.
 *
 * @param seconds 1 to 2147483647 (RFC 2181, section 8)
 */
public record Ttl(int seconds) implements Comparable<Ttl> {

    /** Five minutes, what a record gets when nothing else is said. */
    public static final Ttl DEFAULT = new Ttl(300);

    /**
     * A TTL of so many seconds.
     *
     * @param seconds 1 to 2147483647
     * @throws IllegalArgumentException when the number is below 1
     */
    public Ttl {
        if (seconds < 1) {
            throw refused("ttl", seconds, "1..2147483647 seconds");
        }
    }

    /**
     * A TTL of so many seconds.
     *
     * @param seconds the seconds
     * @return the TTL
     * @throws IllegalArgumentException when the number is not in 1..2147483647
     */
    public static Ttl ofSeconds(long seconds) {
        if (seconds < 1 || seconds > Integer.MAX_VALUE) {
            throw refused("ttl", seconds, "1..2147483647 seconds");
        }
        return new Ttl((int) seconds);
    }

    /**
     * The TTL nearest to a number a server reports: servers hold 0 too, and older ones hold what they should refuse.
     *
     * @param seconds any number
     * @return the number brought into 1..2147483647
     */
    public static Ttl nearest(long seconds) {
        return new Ttl((int) Math.max(1, Math.min(Integer.MAX_VALUE, seconds)));
    }

    /**
     * This TTL within a provider's limits.
     *
     * @param shortest the provider's lower limit
     * @param longest the provider's upper limit
     * @return this TTL, or the limit it crosses
     */
    public Ttl within(Ttl shortest, Ttl longest) {
        return new Ttl(Math.max(shortest.seconds, Math.min(longest.seconds, seconds)));
    }

    /**
     * The span of time.
     *
     * @return the span
     */
    public Duration toDuration() {
        return Duration.ofSeconds(seconds);
    }

    @Override
    public int compareTo(Ttl other) {
        return Integer.compare(seconds, other.seconds);
    }

    /**
     * The number of seconds.
     *
     * @return such as {@code 300}
     */
    @Override
    public String toString() {
        return Integer.toString(seconds);
    }
}
