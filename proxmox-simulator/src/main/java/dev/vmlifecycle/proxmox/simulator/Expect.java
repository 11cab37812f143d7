package dev.vmlifecycle.proxmox.simulator;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** Checks of what users describe a world with; they refuse with the value and what was expected. */
final class Expect {

    /** A hundred years. */
    private static final Duration LONGEST = Duration.ofDays(36_525);

    private static final String DNS_LABEL = "[a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?";

    private Expect() {}

    static void that(boolean holds, String what, Object value, String expected) {
        if (!holds) {
            throw new IllegalArgumentException(what + ": " + value + " (expected: " + expected + ")");
        }
    }

    static void matches(String what, String value, String pattern, String expected) {
        Objects.requireNonNull(value, what);
        that(value.matches(pattern), what, value, expected);
    }

    static void oneOf(String what, String value, Set<String> known) {
        Objects.requireNonNull(value, what);
        if (!known.contains(value)) {
            that(false, what, value, "one of " + new TreeSet<>(known));
        }
    }

    /** A span of time that can be added to any instant there is. */
    static void span(String what, Duration value) {
        Objects.requireNonNull(value, what);
        that(!value.isNegative(), what, value, "not negative");
        that(value.compareTo(LONGEST) <= 0, what, value, "at most " + LONGEST.toDays() + " days");
    }

    /** Takes note of something that has a name of its own. */
    static <T> void once(String what, Map<String, T> known, String name, T value) {
        Objects.requireNonNull(value, what);
        that(known.putIfAbsent(name, value) == null, what, name, "each once");
    }

    /** A secret, which never stands in a message. */
    static void secret(String what, String value) {
        Objects.requireNonNull(value, what);
        that(!value.isEmpty(), what, "empty", "a secret");
    }

    static void dnsName(String what, String value) {
        matches(what, value, DNS_LABEL + "(\\." + DNS_LABEL + ")*+", "a DNS name");
    }
}
