package dev.vmlifecycle.proxmox.simulator.internal.config;

import java.math.BigInteger;
import java.time.Instant;
import java.util.regex.Pattern;

/** Whole numbers as Proxmox takes them: of any length. What Java's types cannot hold becomes the nearest they can. */
public final class Whole {

    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+");
    private static final BigInteger LOWEST = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger HIGHEST = BigInteger.valueOf(Long.MAX_VALUE);

    private Whole() {}

    /**
     * Tells whether a text is a whole number.
     *
     * @param text any
     * @return true for digits, with a sign or without
     */
    public static boolean is(String text) {
        return NUMBER.matcher(text).matches();
    }

    /**
     * Reads a number.
     *
     * @param text digits, or anything
     * @param absent the result when the text is no number
     * @return the number, or the nearest there is
     */
    public static long of(String text, long absent) {
        return is(text) ? new BigInteger(text).max(LOWEST).min(HIGHEST).longValueExact() : absent;
    }

    /**
     * Reads a smaller number.
     *
     * @param text digits, or anything
     * @param absent the result when the text is no number
     * @return the number, or the nearest there is
     */
    public static int small(String text, int absent) {
        return clamp(of(text, absent));
    }

    /**
     * {@return the nearest smaller number}
     *
     * @param number any
     */
    public static int clamp(long number) {
        return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, number));
    }

    /**
     * {@return the instant in milliseconds, or the nearest there is}
     *
     * @param instant any
     */
    public static long millis(Instant instant) {
        try {
            return instant.toEpochMilli();
        } catch (ArithmeticException e) {
            return instant.isBefore(Instant.EPOCH) ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }

    /**
     * {@return the sum, or the highest number when it is higher; for numbers that are not negative}
     *
     * @param one the one
     * @param other the other
     */
    public static long sum(long one, long other) {
        return one > Long.MAX_VALUE - other ? Long.MAX_VALUE : one + other;
    }
}
