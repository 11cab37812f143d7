package dev.vmlifecycle.vm;

import java.time.Duration;

/**
 * How a VM is to be terminated. Immutable; start with {@link #defaults}.
 *
 * @param liftProtection whether Proxmox's protection flag is taken off a VM that is about to be destroyed; without it such a VM ends in
 *     {@code error_terminate}
 * @param grace how long the VM stays, stopped, with backups, DNS and addresses, before it is destroyed; until then
 *     {@link VmLifecycle#cancelTermination} brings it back. Zero: destroyed at once
 */
public record TerminateOptions(boolean liftProtection, Duration grace) {
    private static final Duration LONGEST = Duration.ofDays(3650);

    /**
     * Checks the grace period.
     *
     * @param liftProtection see above
     * @param grace see above
     * @throws IllegalArgumentException when it is negative or longer than ten years
     */
    public TerminateOptions {
        if (grace.isNegative() || grace.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("grace: " + grace + " (expected: zero to " + LONGEST + ")");
        }
    }

    /**
     * What a plain termination does.
     *
     * @return protection is respected, no grace period
     */
    public static TerminateOptions defaults() {
        return new TerminateOptions(false, Duration.ZERO);
    }

    /**
     * The same, taking Proxmox's protection flag off first.
     *
     * @return a copy
     */
    public TerminateOptions liftingProtection() {
        return new TerminateOptions(true, grace);
    }

    /**
     * The same with a grace period.
     *
     * @param value how long the VM stays, stopped
     * @return a copy
     * @throws IllegalArgumentException when it is negative or longer than ten years
     */
    public TerminateOptions withGrace(Duration value) {
        return new TerminateOptions(liftProtection, value);
    }
}
