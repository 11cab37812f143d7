package dev.vmlifecycle.engine;

import java.time.Duration;
import java.util.Locale;

/** How durations and names look in text output. */
final class TextFormat {

    private TextFormat() {}

    /** A configured span: {@code 1m}, {@code 90s}, {@code 250ms}. */
    static String span(Duration span) {
        if (span.toMillis() % 1000 != 0) {
            return span.toMillis() + "ms";
        }
        return span.toSeconds() % 60 == 0 && !span.isZero() ? span.toMinutes() + "m" : span.toSeconds() + "s";
    }

    /** A measured span in seconds: {@code 1.92s} with two decimals. */
    static String seconds(Duration took, int decimals) {
        return String.format(Locale.ROOT, "%." + decimals + "fs", took.toMillis() / 1000.0);
    }

    /** {@code change_package} as {@code Change package}. */
    static String title(String name) {
        String words = name.replace('_', ' ');
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    /** Keeps a text on one line. */
    static String oneLine(String text) {
        return text.replaceAll("\\s*\\R\\s*", " ").stripTrailing();
    }
}
