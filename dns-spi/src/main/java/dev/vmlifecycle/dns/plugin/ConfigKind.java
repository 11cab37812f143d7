package dev.vmlifecycle.dns.plugin;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/** What a configuration field holds; a panel chooses its input by it. */
public enum ConfigKind {
    /** One line of text. */
    TEXT("one line of text"),
    /** A credential: never shown, never echoed back, masked in every text. */
    SECRET("one line of text"),
    /** An absolute http or https address without user, query or fragment, where credentials could hide. */
    URL("http:// or https://, a host, and a path at most"),
    /** {@code true} or {@code false}. */
    FLAG("true or false"),
    /** A whole number of seconds, at least 1. */
    SECONDS("a whole number of at least 1");

    private static final int MOST_DIGITS = 9;

    private final String expectation;

    ConfigKind(String expectation) {
        this.expectation = expectation;
    }

    /** What a value should have been, empty when it is that. */
    Optional<String> problem(String value) {
        return isValid(value) ? Optional.empty() : Optional.of(expectation);
    }

    private boolean isValid(String value) {
        return switch (this) {
            case TEXT, SECRET -> value.chars().noneMatch(Character::isISOControl);
            case URL -> isUrl(value);
            case FLAG -> value.equals("true") || value.equals("false");
            case SECONDS -> value.matches("[1-9][0-9]*") && value.length() <= MOST_DIGITS;
        };
    }

    private static boolean isUrl(String value) {
        try {
            URI uri = URI.create(value);
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            return (scheme.equals("http") || scheme.equals("https"))
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
