package dev.vmlifecycle.proxmox.rrd;

import dev.vmlifecycle.proxmox.ByteSize;
import java.time.Duration;

/**
 * An amount per second.
 *
 * @param bytesPerSecond zero or more
 */
public record ByteRate(double bytesPerSecond) implements Comparable<ByteRate> {

    /**
     * Checks the range.
     *
     * @param bytesPerSecond zero or more
     * @throws IllegalArgumentException when negative or no number
     */
    public ByteRate {
        if (!(bytesPerSecond >= 0)) {
            throw new IllegalArgumentException("rate: " + bytesPerSecond + " (expected: >= 0)");
        }
    }

    /**
     * {@return the amount this rate comes to}
     *
     * @param span how long it holds, such as the step between two rows
     */
    public ByteSize over(Duration span) {
        return ByteSize.ofBytes(Math.round(bytesPerSecond * span.toMillis() / 1000.0));
    }

    @Override
    public int compareTo(ByteRate other) {
        return Double.compare(bytesPerSecond, other.bytesPerSecond);
    }

    @Override
    public String toString() {
        return bytesPerSecond + " B/s";
    }
}
