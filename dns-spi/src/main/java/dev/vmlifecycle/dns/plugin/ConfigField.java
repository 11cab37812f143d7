package dev.vmlifecycle.dns.plugin;

import java.util.Objects;
import java.util.Optional;

/**
 * One setting of a provider, described well enough for a panel to draw its input.
 *
 * @param key how the setting is called in a configuration: lower-case words with hyphens, such as {@code api-key}
 * @param label how a person is asked for it
 * @param kind what it holds
 * @param required whether it must be given
 * @param fallback what it is when not given; never for a secret, never for a required field
 * @param hint a sentence of help, may be empty
 */
public record ConfigField(
        String key, String label, ConfigKind kind, boolean required, Optional<String> fallback, String hint) {

    /**
     * A setting.
     *
     * @param key how it is called
     * @param label how a person is asked
     * @param kind what it holds
     * @param required whether it must be given
     * @param fallback what it is when not given
     * @param hint a sentence of help
     * @throws IllegalArgumentException when the key is malformed or the fallback has no business here
     */
    public ConfigField {
        Objects.requireNonNull(label, "label");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(hint, "hint");
        if (!key.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*")) {
            throw new IllegalArgumentException("config key: " + key + " (expected: lower-case words with hyphens)");
        }
        if (fallback.isPresent() && (required || kind == ConfigKind.SECRET)) {
            throw new IllegalArgumentException(
                    "fallback of " + key + ": present (expected: none for what is required or secret)");
        }
        fallback.flatMap(kind::problem).ifPresent(expected -> {
            throw new IllegalArgumentException("fallback of " + key + ": malformed (expected: " + expected + ")");
        });
    }

    /**
     * {@return a field that must be given}
     *
     * @param key how it is called
     * @param label how a person is asked
     * @param kind what it holds
     */
    public static ConfigField required(String key, String label, ConfigKind kind) {
        return new ConfigField(key, label, kind, true, Optional.empty(), "");
    }

    /**
     * {@return a field that may be left out}
     *
     * @param key how it is called
     * @param label how a person is asked
     * @param kind what it holds
     */
    public static ConfigField optional(String key, String label, ConfigKind kind) {
        return new ConfigField(key, label, kind, false, Optional.empty(), "");
    }

    /**
     * {@return this field with a value for when it is left out}
     *
     * @param value the value
     */
    public ConfigField withFallback(String value) {
        return new ConfigField(key, label, kind, required, Optional.of(value), hint);
    }

    /**
     * {@return this field with help}
     *
     * @param sentence a sentence
     */
    public ConfigField withHint(String sentence) {
        return new ConfigField(key, label, kind, required, fallback, sentence);
    }
}
