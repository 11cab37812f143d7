package dev.vmlifecycle.dns;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Reads IPv6 literals (RFC 4291, section 2.2, all three forms) and writes them as RFC 5952 says. */
final class Ipv6Text {

    private static final int GROUPS = 8;
    private static final int LONGEST = 45;

    private Ipv6Text() {}

    /** The eight groups of the literal, null when the text is anything else. */
    static int @Nullable [] parse(String text) {
        if (text.length() > LONGEST) {
            return null;
        }
        int[] groups = new int[GROUPS];
        int gap = text.indexOf("::");
        if (gap < 0) {
            return read(text, groups, true) == GROUPS ? groups : null;
        }
        int[] tail = new int[GROUPS];
        int before = read(text.substring(0, gap), groups, false);
        int after = read(text.substring(gap + 2), tail, true);
        // "::" stands for one group at least, so at most seven are written out
        if (before < 0 || after < 0 || before + after >= GROUPS) {
            return null;
        }
        System.arraycopy(tail, 0, groups, GROUPS - after, after);
        return groups;
    }

    /** Fills the groups from the left and returns how many were read, -1 when the text is malformed. */
    private static int read(String text, int[] groups, boolean atEnd) {
        if (text.isEmpty()) {
            return 0;
        }
        String[] parts = text.split(":", -1);
        boolean dotted = atEnd && parts[parts.length - 1].indexOf('.') >= 0;
        int count = dotted ? parts.length + 1 : parts.length;
        if (count > GROUPS) {
            return -1;
        }
        int hexParts = dotted ? parts.length - 1 : parts.length;
        for (int i = 0; i < hexParts; i++) {
            groups[i] = group(parts[i]);
            if (groups[i] < 0) {
                return -1;
            }
        }
        return dotted && !readDotted(parts[hexParts], groups, hexParts) ? -1 : count;
    }

    private static boolean readDotted(String text, int[] groups, int at) {
        OptionalLong bits = Ipv4Text.parse(text);
        if (bits.isEmpty()) {
            return false;
        }
        groups[at] = (int) (bits.getAsLong() >>> 16);
        groups[at + 1] = (int) (bits.getAsLong() & 0xffff);
        return true;
    }

    private static int group(String text) {
        if (text.isEmpty() || text.length() > 4) {
            return -1;
        }
        int value = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = hexDigit(text.charAt(i));
            if (digit < 0) {
                return -1;
            }
            value = (value << 4) | digit;
        }
        return value;
    }

    /** Character.digit would take the digits of every script. */
    private static int hexDigit(char c) {
        return c < 128 ? Character.digit(c, 16) : -1;
    }

    /** Lower case, no leading zeros, the first longest run of two or more zero groups as "::". */
    static String format(int[] groups) {
        int start = -1;
        int length = 1;
        for (int i = 0; i < GROUPS; i++) {
            int run = zeros(groups, i);
            if (run > length) {
                start = i;
                length = run;
            }
        }
        if (start < 0) {
            return join(groups, 0, GROUPS);
        }
        return join(groups, 0, start) + "::" + join(groups, start + length, GROUPS);
    }

    private static int zeros(int[] groups, int from) {
        int end = from;
        while (end < GROUPS && groups[end] == 0) {
            end++;
        }
        return end - from;
    }

    private static String join(int[] groups, int from, int to) {
        StringBuilder text = new StringBuilder();
        for (int i = from; i < to; i++) {
            text.append(i == from ? "" : ":").append(Integer.toHexString(groups[i]));
        }
        return text.toString();
    }
}
