package dev.vmlifecycle.proxmox.config;

import dev.vmlifecycle.proxmox.internal.Shown;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A comma-separated list of {@code key=value}, the first of which may lack its key: the form of most configuration
 * values, such as {@code local:100/vm-100-disk-0.raw,size=2G}.
 *
 * <p>Lossless: parsing and printing give the same text, unknown keys and the order stay, an edit changes its key only.
 * Immutable; equal when the texts are equal.
 */
public final class PropertyString {

    private record Part(@Nullable String key, String value) {
        @Override
        public String toString() {
            return key == null ? value : key + "=" + value;
        }
    }

    private final List<Part> parts;

    private PropertyString(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    /**
     * {@return the list in this text}
     *
     * @param text any text; the empty one is one empty value
     */
    public static PropertyString parse(String text) {
        List<Part> parts = new ArrayList<>();
        int from = 0;
        for (int comma = text.indexOf(','); comma >= 0; comma = text.indexOf(',', from)) {
            parts.add(part(text.substring(from, comma)));
            from = comma + 1;
        }
        parts.add(part(text.substring(from)));
        return new PropertyString(parts);
    }

    /** {@return the leading value without a key (the format's default key), absent when the first one has a key} */
    public Optional<String> bare() {
        Part first = parts.get(0);
        return first.key() == null && !first.value().isEmpty() ? Optional.of(first.value()) : Optional.empty();
    }

    /**
     * {@return the value of a key, absent when there is no such key}
     *
     * @param key as the API spells it
     */
    public Optional<String> get(String key) {
        return parts.stream()
                .filter(part -> key.equals(part.key()))
                .map(Part::value)
                .findFirst();
    }

    /** {@return the keys in their order} */
    public List<String> keys() {
        return parts.stream()
                .flatMap(part -> Optional.ofNullable(part.key()).stream())
                .toList();
    }

    /**
     * {@return a list in which the key has this value, at its old place or else at the end}
     *
     * @param key as the API spells it
     * @param value without a comma
     * @throws IllegalArgumentException when the value has a comma, or a new key is empty or has a comma or an equals sign
     */
    public PropertyString with(String key, String value) {
        Part changed = new Part(key, checked(key, value));
        List<Part> copy = new ArrayList<>(parts);
        for (int i = 0; i < copy.size(); i++) {
            if (key.equals(copy.get(i).key())) {
                copy.set(i, changed);
                return new PropertyString(copy);
            }
        }
        if (key.isEmpty() || key.indexOf(',') >= 0 || key.indexOf('=') >= 0) {
            throw new IllegalArgumentException("key: " + Shown.of(key) + " (expected: a name without , and =)");
        }
        if (copy.size() == 1 && copy.get(0).toString().isEmpty()) {
            copy.clear(); // the empty text is no part to keep
        }
        copy.add(changed);
        return new PropertyString(copy);
    }

    /**
     * {@return a list with this leading value}
     *
     * @param value without a comma
     * @throws IllegalArgumentException when the value has a comma, or an equals sign, which would make it a key
     */
    public PropertyString withBare(String value) {
        if (value.indexOf('=') >= 0) {
            throw new IllegalArgumentException("the leading value: " + Shown.of(value) + " (expected: no equals sign)");
        }
        List<Part> copy = new ArrayList<>(parts);
        if (copy.get(0).key() == null) {
            copy.remove(0);
        }
        copy.add(0, new Part(null, checked("the leading value", value)));
        return new PropertyString(copy);
    }

    /**
     * {@return a list without the key, the same one when it is not there}
     *
     * @param key as the API spells it
     */
    public PropertyString without(String key) {
        List<Part> copy = new ArrayList<>(parts);
        if (!copy.removeIf(part -> key.equals(part.key()))) {
            return this;
        }
        return copy.isEmpty() ? parse("") : new PropertyString(copy);
    }

    /**
     * {@return a list in which the key has this value, or without the key when there is none}
     *
     * @param key as the API spells it
     * @param value the wanted value; its text is the wire form
     */
    public PropertyString set(String key, Optional<?> value) {
        return value.isPresent() ? with(key, value.get().toString()) : without(key);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PropertyString that && parts.equals(that.parts);
    }

    @Override
    public int hashCode() {
        return parts.hashCode();
    }

    /** {@return the text as parsed, with the edits} */
    @Override
    public String toString() {
        return parts.stream().map(Part::toString).collect(Collectors.joining(","));
    }

    private static Part part(String text) {
        int equals = text.indexOf('=');
        return equals < 0 ? new Part(null, text) : new Part(text.substring(0, equals), text.substring(equals + 1));
    }

    private static String checked(String key, String value) {
        if (value.indexOf(',') >= 0) {
            throw new IllegalArgumentException(key + ": " + Shown.of(value) + " (expected: no comma)");
        }
        return value;
    }
}
