package dev.vmlifecycle.proxmox.config;

import dev.vmlifecycle.proxmox.internal.Shown;
import java.math.BigDecimal;

/**
 * A limit in megabytes per second, the unit of disk throttles and of a NIC's rate. {@code 12.5} and {@code 12.50} are
 * equal.
 *
 * @param megabytesPerSecond more than zero, without trailing zeros
 */
public record Throughput(BigDecimal megabytesPerSecond) {

    private static final int MOST_DIGITS = 12;

    /**
     * Checks the range.
     *
     * @param megabytesPerSecond more than zero, without trailing zeros
     * @throws IllegalArgumentException when not positive, or of more than 12 digits before or after the point
     */
    public Throughput {
        megabytesPerSecond = megabytesPerSecond.stripTrailingZeros();
        // "1e999999999" is a number too, and its digits fill any memory
        if (megabytesPerSecond.signum() <= 0
                || (long) megabytesPerSecond.precision() - megabytesPerSecond.scale() > MOST_DIGITS
                || megabytesPerSecond.scale() > MOST_DIGITS) {
            throw new IllegalArgumentException("throughput: " + Shown.of(megabytesPerSecond)
                    + " (expected: > 0 MB/s, up to " + MOST_DIGITS + " digits before and after the point)");
        }
    }

    /**
     * {@return this limit}
     *
     * @param megabytesPerSecond one or more, of 12 digits at most
     */
    public static Throughput ofMegabytes(long megabytesPerSecond) {
        return new Throughput(BigDecimal.valueOf(megabytesPerSecond));
    }

    /**
     * {@return the limit in this text}
     *
     * @param megabytesPerSecond a decimal number such as {@code 12.5}
     * @throws IllegalArgumentException when it is none
     */
    public static Throughput parse(String megabytesPerSecond) {
        try {
            return new Throughput(new BigDecimal(megabytesPerSecond));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("throughput: " + Shown.of(megabytesPerSecond) + " (expected: MB/s)", e);
        }
    }

    @Override
    public String toString() {
        return megabytesPerSecond.toPlainString();
    }
}
