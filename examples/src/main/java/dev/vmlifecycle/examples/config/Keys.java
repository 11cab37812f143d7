package dev.vmlifecycle.examples.config;

import dev.vmlifecycle.examples.console.CommandFailure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * A {@code key = value} text that is read key by key. Faults are collected, so that all of them can be told at once; whatever was
 * never asked for is unknown. Confine to one thread.
 */
public final class Keys {
    private final String source;
    private final Map<String, Line> lines = new LinkedHashMap<>();
    private final Set<String> known = new LinkedHashSet<>();
    private final List<String> faults = new ArrayList<>();

    /** A value and the line it stands on. */
    private record Line(int number, String value) {}

    private Keys(String source) {
        this.source = source;
    }

    /**
     * Takes a text apart.
     *
     * @param source its name, for faults
     * @param text its lines
     * @return the keys
     */
    public static Keys of(String source, List<String> text) {
        Keys keys = new Keys(source);
        for (int i = 0; i < text.size(); i++) {
            keys.take(i + 1, text.get(i).strip());
        }
        return keys;
    }

    private void take(int number, String line) {
        if (line.isEmpty() || line.startsWith("#")) {
            return;
        }
        int equals = line.indexOf('=');
        if (equals < 1) {
            // not repeated: it may be a secret that was pasted here
            faults.add(source + " line " + number + ": no \"=\" (expected: key = value, or # comment)");
            return;
        }
        String key = line.substring(0, equals).strip();
        Line before = lines.putIfAbsent(
                key, new Line(number, line.substring(equals + 1).strip()));
        if (before != null) {
            faults.add(source + " line " + number + ": key " + key
                    + " again (expected: each key once, it stands on line " + before.number() + ")");
        }
    }

    /**
     * Whether a key is there.
     *
     * @param key the key
     * @return true when it is
     */
    public boolean has(String key) {
        known.add(key);
        return lines.containsKey(key);
    }

    /**
     * The value of a key that may be absent; empty as well when it is malformed, which is then a fault.
     *
     * @param key the key
     * @param expected what a value looks like
     * @param parser reads it; throws {@link IllegalArgumentException} when it is malformed
     * @param <T> the value
     * @return the value
     */
    public <T> Optional<T> maybe(String key, String expected, Function<String, T> parser) {
        known.add(key);
        Line line = lines.get(key);
        if (line == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(parser.apply(line.value()));
        } catch (IllegalArgumentException e) {
            wrong(key, shown(key, line.value()), expected);
            return Optional.empty();
        }
    }

    /** A secret that was put in the wrong place must not be repeated. */
    private static String shown(String key, String value) {
        if (key.equals("token") && value.contains("=")) {
            return "\"" + value.substring(0, value.indexOf('=')) + "=***\"";
        }
        boolean odd = key.endsWith(".env") && !value.matches("[A-Z_][A-Z0-9_]*");
        boolean pasted = key.endsWith("secret.file") || key.endsWith("password.file");
        return odd || pasted ? "(not shown)" : "\"" + value + "\"";
    }

    /**
     * The value of a key that must be there; empty when it is not, which is then a fault.
     *
     * @param key the key
     * @param expected what a value looks like
     * @param parser reads it
     * @param <T> the value
     * @return the value
     */
    public <T> Optional<T> need(String key, String expected, Function<String, T> parser) {
        if (!has(key)) {
            missing(key, expected);
        }
        return maybe(key, expected, parser);
    }

    /**
     * The values of a key that takes several, with commas between; empty when it is absent.
     *
     * @param key the key
     * @param expected what they look like
     * @param parser reads one
     * @param <T> a value
     * @return the values
     */
    public <T> List<T> list(String key, String expected, Function<String, T> parser) {
        return maybe(key, expected, text -> all(text, parser)).orElse(List.of());
    }

    private static <T> List<T> all(String text, Function<String, T> parser) {
        return Arrays.stream(text.split(",", -1)).map(String::strip).map(parser).toList();
    }

    /**
     * Something made of several values, each well-formed; a refusal becomes a fault.
     *
     * @param what is named in the fault
     * @param maker makes it
     * @param <T> what is made
     * @return it, or empty
     */
    public <T> Optional<T> made(String what, Supplier<T> maker) {
        try {
            return Optional.of(maker.get());
        } catch (IllegalArgumentException e) {
            faults.add(source + ": " + what + ": " + e.getMessage());
            return Optional.empty();
        }
    }

    /**
     * Notes that a key is missing.
     *
     * @param key the key
     * @param expected what a value looks like
     */
    public void missing(String key, String expected) {
        faults.add(source + ": " + key + ": missing (expected: " + expected + ")");
    }

    /**
     * Notes that a value is wrong.
     *
     * @param key the key
     * @param value the value as it may be shown
     * @param expected what a value looks like
     */
    public void wrong(String key, String value, String expected) {
        Line line = lines.get(key);
        String where = line == null ? "" : " line " + line.number();
        faults.add(source + where + ": " + key + ": " + value + " (expected: " + expected + ")");
    }

    /**
     * The keys that were asked for so far.
     *
     * @return their names
     */
    public Set<String> known() {
        return Set.copyOf(known);
    }

    /**
     * Ends the reading.
     *
     * @throws CommandFailure when there is any fault, an unknown key included
     */
    public void finish() {
        lines.keySet().stream().filter(key -> !known.contains(key)).forEach(this::unknown);
        if (!faults.isEmpty()) {
            throw CommandFailure.usage(faults);
        }
    }

    private void unknown(String key) {
        int dot = key.lastIndexOf('.');
        String near = known.stream()
                .filter(other -> dot > 0 && other.startsWith(key.substring(0, dot + 1)))
                .sorted()
                .collect(Collectors.joining(", "));
        wrong(key, "unknown key", near.isEmpty() ? "a key of the sample file" : "one of " + near);
    }
}
