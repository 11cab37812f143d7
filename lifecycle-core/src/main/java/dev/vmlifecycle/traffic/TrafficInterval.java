package dev.vmlifecycle.traffic;

import dev.vmlifecycle.proxmox.ByteSize;
import java.time.Duration;
import java.time.Instant;

/**
 * One line of a VM's traffic ledger. The intervals of a VM neither overlap nor leave time out between its creation and the instant
 * up to which it is counted.
 *
 * @param from its begin
 * @param to its end, exclusive; after the begin
 * @param in what the VM's NICs received
 * @param out what they sent
 * @param quality how far the bytes can be relied on
 * @param source where they come from and how fine that was, {@code rrd 60s} or {@code rrd 60-1800s}; empty for a gap
 */
public record TrafficInterval(
        Instant from, Instant to, ByteSize in, ByteSize out, TrafficQuality quality, String source) {

    /**
     * Checks the order.
     *
     * @param from see above
     * @param to see above
     * @param in see above
     * @param out see above
     * @param quality see above
     * @param source see above
     * @throws IllegalArgumentException when it does not end after its begin
     */
    public TrafficInterval {
        if (!to.isAfter(from)) {
            throw new IllegalArgumentException("interval end: " + to + " (expected: after " + from + ")");
        }
    }

    /**
     * Its length.
     *
     * @return more than zero
     */
    public Duration length() {
        return Duration.between(from, to);
    }
}
