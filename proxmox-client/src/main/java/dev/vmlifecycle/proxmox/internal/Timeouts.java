package dev.vmlifecycle.proxmox.internal;

import java.time.Duration;

/**
 * How long calls may last.
 *
 * @param read a GET
 * @param write any other call
 */
public record Timeouts(Duration read, Duration write) {

    // sockets and clocks overflow far above; no call lasts that long
    private static final Duration LONGEST = Duration.ofDays(1);

    /**
     * Refuses a time-out that can not be kept.
     *
     * @param name of the time-out
     * @param value to check
     * @throws IllegalArgumentException when it is not positive or longer than a day
     */
    public static void check(String name, Duration value) {
        if (value.isZero() || value.isNegative() || value.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: > 0, at most " + LONGEST + ")");
        }
    }
}
