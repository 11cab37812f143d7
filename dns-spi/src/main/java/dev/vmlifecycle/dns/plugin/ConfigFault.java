package dev.vmlifecycle.dns.plugin;

import java.util.Objects;

/**
 * What is wrong with one setting. The value is never part of it: it may be a secret in the wrong field.
 *
 * @param key the setting
 * @param problem what is wrong
 * @param expected what would be right
 */
public record ConfigFault(String key, Problem problem, String expected) {

    /** What can be wrong. */
    public enum Problem {
        /** No such setting. */
        UNKNOWN,
        /** It must be given. */
        MISSING,
        /** It cannot be used as it is. */
        INVALID
    }

    /**
     * A fault.
     *
     * @param key the setting
     * @param problem what is wrong
     * @param expected what would be right
     */
    public ConfigFault {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(problem, "problem");
        Objects.requireNonNull(expected, "expected");
    }

    /**
     * The fault as one line.
     *
     * @return such as {@code url: missing (expected: https://host:port)}
     */
    @Override
    public String toString() {
        return key + ": "
                + switch (problem) {
                    case UNKNOWN -> "unknown";
                    case MISSING -> "missing";
                    case INVALID -> "not usable as given";
                }
                + " (expected: " + expected + ")";
    }
}
