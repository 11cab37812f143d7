package dev.vmlifecycle.proxmox.internal;

import dev.vmlifecycle.proxmox.ByteSize;
import dev.vmlifecycle.proxmox.config.PropertyString;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Scalars of an answer by key, in wire form: the core of shapes that grow from version to version. Keys nobody knows yet
 * are kept. What can not be read the way it is asked for reads as absent; {@link #get} has its text. Immutable.
 */
public final class WireMap {

    private final NavigableMap<String, String> values;

    private WireMap(Map<String, String> values) {
        this.values = Collections.unmodifiableNavigableMap(new TreeMap<>(values));
    }

    /**
     * {@return a map with these values}
     *
     * @param values by key, in wire form
     */
    public static WireMap of(Map<String, String> values) {
        return new WireMap(values);
    }

    /**
     * {@return a value in wire form}
     *
     * @param key as the API spells it
     */
    public Optional<String> get(String key) {
        return Optional.ofNullable(values.get(key));
    }

    /**
     * {@return a text, absent when empty}
     *
     * @param key as the API spells it
     */
    public Optional<String> text(String key) {
        return get(key).filter(text -> !text.isEmpty());
    }

    /**
     * {@return a value}
     *
     * @param <T> type of the value
     * @param key as the API spells it
     * @param parser throws IllegalArgumentException for texts it can not read
     */
    public <T> Optional<T> read(String key, Function<String, T> parser) {
        try {
            return text(key).map(parser);
        } catch (IllegalArgumentException e) {
            // another version may write what this one does not know; the text stays within reach
            return Optional.empty();
        }
    }

    /**
     * {@return a flag}
     *
     * @param key as the API spells it
     */
    public Optional<Boolean> flag(String key) {
        return text(key).map(text -> !text.equals("0"));
    }

    /**
     * {@return whether a flag is set, false when absent}
     *
     * @param key as the API spells it
     */
    public boolean isSet(String key) {
        return flag(key).orElse(false);
    }

    /**
     * {@return a finite number}
     *
     * @param key as the API spells it
     */
    public OptionalDouble decimal(String key) {
        return read(key, BigDecimal::new)
                .map(number -> OptionalDouble.of(number.doubleValue()))
                .orElse(OptionalDouble.empty());
    }

    /**
     * {@return a whole number, a fraction cut off}
     *
     * @param key as the API spells it
     */
    public Optional<Long> integer(String key) {
        return read(key, BigDecimal::new).flatMap(Fields::whole);
    }

    /**
     * {@return an amount of bytes, zero for a negative number}
     *
     * @param key as the API spells it
     */
    public Optional<ByteSize> bytes(String key) {
        return integer(key).map(number -> ByteSize.ofBytes(Math.max(0, number)));
    }

    /**
     * {@return a span}
     *
     * @param key as the API spells it, its value in seconds
     */
    public Optional<Duration> seconds(String key) {
        return integer(key).map(Duration::ofSeconds);
    }

    /**
     * {@return a point in time, absent for zero, which stands for never}
     *
     * @param key as the API spells it, its value in epoch seconds
     */
    public Optional<Instant> instant(String key) {
        return integer(key)
                .filter(second -> second != 0)
                .filter(Fields::isInstant)
                .map(Instant::ofEpochSecond);
    }

    /**
     * {@return the words of a list, none when absent}
     *
     * @param key as the API spells it
     */
    public List<String> words(String key) {
        return text(key).map(Fields::split).orElse(List.of());
    }

    /**
     * {@return a property string}
     *
     * @param key as the API spells it
     */
    public Optional<PropertyString> properties(String key) {
        return text(key).map(PropertyString::parse);
    }

    /** {@return all keys} */
    public Set<String> keys() {
        return values.keySet();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WireMap that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    /** {@return the keys; values may be confidential: a proxy has a password, what a server repeats has anything} */
    @Override
    public String toString() {
        return keys().toString();
    }
}
