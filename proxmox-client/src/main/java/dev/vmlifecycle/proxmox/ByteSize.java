package dev.vmlifecycle.proxmox;

import dev.vmlifecycle.proxmox.internal.Shown;
import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An amount of bytes. Units are binary, as everywhere in Proxmox: 1 GiB is 1024 MiB and is written {@code 1G}.
 *
 * @param bytes zero or more
 */
public record ByteSize(long bytes) implements Comparable<ByteSize> {

    private static final String UNITS = "KMGT";
    private static final Pattern GRAMMAR = Pattern.compile("(\\d+(?:\\.\\d+)?)([KMGT]?)");
    private static final long KIB = 1024;

    /**
     * Checks the sign.
     *
     * @param bytes zero or more
     * @throws IllegalArgumentException when negative
     */
    public ByteSize {
        if (bytes < 0) {
            throw new IllegalArgumentException("size: " + bytes + " (expected: >= 0)");
        }
    }

    /**
     * {@return a size in bytes}
     *
     * @param bytes zero or more
     */
    public static ByteSize ofBytes(long bytes) {
        return new ByteSize(bytes);
    }

    /**
     * {@return a size in mebibytes}
     *
     * @param mebibytes zero or more
     * @throws IllegalArgumentException when negative, or 2^63 bytes or more
     */
    public static ByteSize ofMiB(long mebibytes) {
        return of(mebibytes, KIB * KIB, "MiB");
    }

    /**
     * {@return a size in gibibytes}
     *
     * @param gibibytes zero or more
     * @throws IllegalArgumentException when negative, or 2^63 bytes or more
     */
    public static ByteSize ofGiB(long gibibytes) {
        return of(gibibytes, KIB * KIB * KIB, "GiB");
    }

    /**
     * {@return the size written the way Proxmox writes it}
     *
     * @param text a number and K, M, G or T, or bytes without a letter: {@code 3500M}, {@code 2G}, {@code 512}
     * @throws IllegalArgumentException when it is not such a text
     */
    public static ByteSize parse(String text) {
        Matcher matcher = GRAMMAR.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("size: " + Shown.of(text) + " (expected: a number and K, M, G or T)");
        }
        long unit = matcher.group(2).isEmpty() ? 1 : 1L << (10 * (UNITS.indexOf(matcher.group(2)) + 1));
        try {
            return new ByteSize(new BigDecimal(matcher.group(1))
                    .multiply(BigDecimal.valueOf(unit))
                    .toBigInteger()
                    .longValueExact());
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("size: " + Shown.of(text) + " (expected: less than 2^63 bytes)", e);
        }
    }

    /** {@return whole mebibytes, rounded down} */
    public long toMiB() {
        return bytes / (KIB * KIB);
    }

    /** {@return whole gibibytes, rounded up; what an allocation must ask for to get at least this size} */
    public long toGiBRoundedUp() {
        long gib = KIB * KIB * KIB;
        return bytes / gib + (bytes % gib == 0 ? 0 : 1);
    }

    /** {@return the exact size in the largest unit that needs no fraction, such as {@code 3500M} or {@code 2G}} */
    public String proxmoxText() {
        long amount = bytes;
        int unit = 0;
        while (amount > 0 && amount % KIB == 0 && unit < UNITS.length()) {
            amount /= KIB;
            unit++;
        }
        return unit == 0 ? Long.toString(amount) : amount + UNITS.substring(unit - 1, unit);
    }

    private static ByteSize of(long amount, long unit, String name) {
        if (amount < 0 || amount > Long.MAX_VALUE / unit) {
            throw new IllegalArgumentException(
                    "size: " + amount + " " + name + " (expected: 0 to " + Long.MAX_VALUE / unit + ")");
        }
        return new ByteSize(amount * unit);
    }

    @Override
    public int compareTo(ByteSize other) {
        return Long.compare(bytes, other.bytes);
    }

    @Override
    public String toString() {
        return proxmoxText();
    }
}
