package dev.vmlifecycle.proxmox.simulator;

import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;

/** Checks of what users describe a world with; they refuse with the value and what was expected. */
final class Expect {

    private Expect() {}

    static void that(boolean holds, String what, Object value, String expected) {
        if (!holds) {
            throw new IllegalArgumentException(what + ": " + value + " (expected: " + expected + ")");
        }
    }

    static void matches(String what, String value, String pattern, String expected) {
        that(value.matches(pattern), what, value, expected);
    }

    static void oneOf(String what, String value, Set<String> known) {
        if (!known.contains(value)) {
            that(false, what, value, "one of " + new TreeSet<>(known));
        }
    }

    static void notNegative(String what, Duration value) {
        that(!value.isNegative(), what, value, "not negative");
    }
}
