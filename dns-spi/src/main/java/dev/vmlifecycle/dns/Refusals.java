package dev.vmlifecycle.dns;

/** The one wording of a refused value: what it is, the value, then what was expected. */
final class Refusals {

    private static final int LONGEST_QUOTE = 300;

    private Refusals() {}

    static IllegalArgumentException refused(String what, Object value, String expected) {
        return new IllegalArgumentException(what + ": " + quote(value.toString()) + " (expected: " + expected + ")");
    }

    /** Input may come from a customer: a line break in it must not forge a line of a log. */
    private static String quote(String value) {
        String clipped = value.length() > LONGEST_QUOTE ? value.substring(0, LONGEST_QUOTE) + "..." : value;
        return clipped.isEmpty() ? "\"\"" : clipped.replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}]", "?");
    }
}
