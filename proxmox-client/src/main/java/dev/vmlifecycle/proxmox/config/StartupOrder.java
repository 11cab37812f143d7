package dev.vmlifecycle.proxmox.config;

import dev.vmlifecycle.proxmox.internal.Numbers;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * When a guest starts and stops with its node: the value of {@code startup}. Needs {@code onboot} to have effect.
 *
 * @param properties all options, unknown ones too
 */
public record StartupOrder(PropertyString properties) {

    /**
     * {@return the order in this text}
     *
     * @param text value of {@code startup}
     */
    public static StartupOrder parse(String text) {
        return new StartupOrder(PropertyString.parse(text));
    }

    /**
     * {@return this place in the order}
     *
     * @param order lower starts earlier and stops later
     */
    public static StartupOrder of(int order) {
        return parse("order=" + order);
    }

    /** {@return its place; lower starts earlier and stops later; absent = last} */
    public OptionalInt order() {
        Optional<String> text = properties.bare().or(() -> properties.get("order"));
        return text.isPresent() ? OptionalInt.of(Numbers.parseInt("order", text.get())) : OptionalInt.empty();
    }

    /** {@return the pause after its start, before the next one starts} */
    public Optional<Duration> up() {
        return seconds("up");
    }

    /** {@return how long a shutdown may take; the default time-out of a shutdown call too} */
    public Optional<Duration> down() {
        return seconds("down");
    }

    /**
     * {@return this order with a pause after the start}
     *
     * @param pause in whole seconds
     */
    public StartupOrder withUp(Duration pause) {
        return new StartupOrder(properties.with("up", Long.toString(pause.toSeconds())));
    }

    /**
     * {@return this order with a time for the shutdown}
     *
     * @param longest in whole seconds
     */
    public StartupOrder withDown(Duration longest) {
        return new StartupOrder(properties.with("down", Long.toString(longest.toSeconds())));
    }

    /** {@return the text on the wire} */
    @Override
    public String toString() {
        return properties.toString();
    }

    private Optional<Duration> seconds(String key) {
        return properties.get(key).map(text -> Duration.ofSeconds(Numbers.parseLong(key, text)));
    }
}
