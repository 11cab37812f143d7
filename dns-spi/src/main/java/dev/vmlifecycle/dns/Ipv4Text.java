package dev.vmlifecycle.dns;

import java.util.OptionalLong;

/** Reads and writes IPv4 literals: exactly four decimal octets without leading zeros. */
final class Ipv4Text {

    private static final int OCTETS = 4;

    private Ipv4Text() {}

    /** The 32 bits of the literal, empty when the text is anything else. */
    static OptionalLong parse(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != OCTETS) {
            return OptionalLong.empty();
        }
        long bits = 0;
        for (String part : parts) {
            int octet = octet(part);
            if (octet < 0) {
                return OptionalLong.empty();
            }
            bits = (bits << 8) | octet;
        }
        return OptionalLong.of(bits);
    }

    static String format(long bits) {
        return (bits >>> 24) + "." + ((bits >>> 16) & 0xff) + "." + ((bits >>> 8) & 0xff) + "." + (bits & 0xff);
    }

    /** An octet as a whole number of 0 to 255, -1 when it is none: "010" is octal to some and decimal to others. */
    static int octet(String text) {
        if (text.isEmpty() || text.length() > 3 || (text.length() > 1 && text.charAt(0) == '0')) {
            return -1;
        }
        int value = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            value = value * 10 + (c - '0');
        }
        return value > 255 ? -1 : value;
    }
}
