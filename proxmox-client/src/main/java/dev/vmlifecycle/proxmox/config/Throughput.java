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
    private static final int MOST_DIGITS = 30;

    /**
     * Checks the range.
     *
     * @param megabytesPerSecond more than zero, without trailing zeros
     * @throws IllegalArgumentException when not positive, or of more than 30 digits
     */
    public Throughput {
        if (megabytesPerSecond.signum() <= 0 || digits(megabytesPerSecond) > MOST_DIGITS) {
            throw new IllegalArgumentException("throughput: " + Shown.of(megabytesPerSecond)
                    + " (expected: > 0 MB/s, at most " + MOST_DIGITS + " digits)");
        }
        megabytesPerSecond = megabytesPerSecond.stripTrailingZeros();
    }

    /**
     * {@return this limit}
     *
     * @param megabytesPerSecond one or more
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

    /** Written out: {@code 1e999999999} is a short text and a number that fills the memory. */
    private static long digits(BigDecimal number) {
        return (long) number.precision() + Math.abs((long) number.scale());
    }

    @Override
    public String toString() {
        return megabytesPerSecond.toPlainString();
    }
}
