package dev.vmlifecycle.dns.plugin;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A checked configuration of one connection. Its text masks every secret. Immutable.
 *
 * <p>Made by {@link ConfigSchema#bind(Map)}.
 */
public final class ProviderConfig {

    private final ConfigSchema schema;
    private final Map<String, String> values = new TreeMap<>();

    ProviderConfig(ConfigSchema schema, Map<String, String> given) {
        this.schema = schema;
        for (ConfigField field : schema.fields()) {
            String value = given.getOrDefault(field.key(), "");
            if (!value.isBlank()) {
                values.put(field.key(), value.strip());
            } else {
                field.fallback().ifPresent(fallback -> values.put(field.key(), fallback));
            }
        }
    }

    /**
     * {@return a setting that is required or has a fallback}
     *
     * @param key the setting
     * @throws IllegalArgumentException when the schema does not promise a value
     */
    public String text(String key) {
        return find(key).orElseThrow(() -> absent(key));
    }

    /**
     * {@return a setting, empty when it was not given}
     *
     * @param key the setting
     * @throws IllegalArgumentException when the schema has no such setting, or it is a secret
     */
    public Optional<String> find(String key) {
        if (field(key).kind() == ConfigKind.SECRET) {
            throw new IllegalArgumentException("config key: " + key + " (expected: a setting that is no secret)");
        }
        return Optional.ofNullable(values.get(key));
    }

    /**
     * {@return a secret that is required}
     *
     * @param key the setting
     * @throws IllegalArgumentException when the schema does not promise a value
     */
    public ProviderSecret secret(String key) {
        return findSecret(key).orElseThrow(() -> absent(key));
    }

    /**
     * {@return a secret, empty when it was not given}
     *
     * @param key the setting
     * @throws IllegalArgumentException when the schema has no such secret
     */
    public Optional<ProviderSecret> findSecret(String key) {
        if (field(key).kind() != ConfigKind.SECRET) {
            throw new IllegalArgumentException("config key: " + key + " (expected: a secret)");
        }
        return Optional.ofNullable(values.get(key)).map(ProviderSecret::of);
    }

    /**
     * {@return a setting of kind {@link ConfigKind#URL}}
     *
     * @param key the setting
     */
    public URI url(String key) {
        return URI.create(text(key));
    }

    /**
     * {@return whether a setting of kind {@link ConfigKind#FLAG} is on; off when it was not given}
     *
     * @param key the setting
     */
    public boolean flag(String key) {
        return find(key).filter("true"::equals).isPresent();
    }

    /**
     * {@return a setting of kind {@link ConfigKind#SECONDS}, empty when it was not given}
     *
     * @param key the setting
     */
    public Optional<Duration> seconds(String key) {
        return find(key).map(text -> Duration.ofSeconds(Long.parseLong(text)));
    }

    /**
     * {@return all secrets that were given, for a {@link Redactor}}
     */
    public List<ProviderSecret> secrets() {
        List<ProviderSecret> secrets = new ArrayList<>();
        for (ConfigField field : schema.fields()) {
            if (field.kind() == ConfigKind.SECRET) {
                findSecret(field.key()).ifPresent(secrets::add);
            }
        }
        return secrets;
    }

    /**
     * The settings, secrets masked.
     *
     * @return one line
     */
    @Override
    public String toString() {
        Map<String, String> shown = new TreeMap<>(values);
        shown.replaceAll((key, value) -> field(key).kind() == ConfigKind.SECRET ? "***" : value);
        return schema.type() + shown;
    }

    private ConfigField field(String key) {
        return schema.fields().stream()
                .filter(field -> field.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "config key: " + key + " (expected: one of the schema of " + schema.type() + ")"));
    }

    private static IllegalArgumentException absent(String key) {
        return new IllegalArgumentException("config key: " + key + " has no value (expected: a required setting)");
    }
}
