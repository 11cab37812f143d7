package dev.vmlifecycle.proxmox.simulator.internal.config;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Pattern;

/** Sizes as Proxmox reads and prints them: {@code 1G}, {@code 3500M}, {@code 4194304}. */
public final class DiskSize {

    private static final String UNITS = "KMGT";
    private static final Pattern SIZE = Pattern.compile("\\d+(\\.\\d*)?[KMGT]?");
    private static final BigDecimal HIGHEST = BigDecimal.valueOf(Long.MAX_VALUE);

    private DiskSize() {}

    /**
     * Reads a size; a leading plus sign is ignored.
     *
     * @param text digits, optionally a fraction, optionally one of K, M, G, T
     * @return bytes; as many as a number can hold when there are more, none when it is no size
     */
    public static long bytes(String text) {
        String digits = text.startsWith("+") ? text.substring(1) : text;
        if (!SIZE.matcher(digits).matches()) {
            return 0;
        }
        int unit = UNITS.indexOf(digits.charAt(digits.length() - 1));
        String number = unit < 0 ? digits : digits.substring(0, digits.length() - 1);
        BigDecimal factor = BigDecimal.valueOf(1L << (10 * (unit + 1)));
        return new BigDecimal(number)
                .multiply(factor)
                .setScale(0, RoundingMode.DOWN)
                .min(HIGHEST)
                .longValueExact();
    }

    /**
     * Prints with the largest unit that divides evenly.
     *
     * @param bytes the size
     * @return for example {@code 3500M}
     */
    public static String print(long bytes) {
        long rest = bytes;
        int unit = 0;
        while (rest > 0 && rest % 1024 == 0 && unit < UNITS.length()) {
            rest /= 1024;
            unit++;
        }
        return unit == 0 ? Long.toString(rest) : rest + String.valueOf(UNITS.charAt(unit - 1));
    }
}
