package dev.vmlifecycle.dns.plugin;

import dev.vmlifecycle.dns.plugin.ConfigFault.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The settings of a kind of provider: what a panel asks for, and what a configuration is checked against.
 *
 * @param type the kind of provider, such as {@code powerdns}
 * @param fields the settings, in the order a person is asked; unmodifiable
 */
public record ConfigSchema(String type, List<ConfigField> fields) {

    private static final int LONGEST_KEY_SHOWN = 40;

    /**
     * A schema.
     *
     * @param type the kind of provider
     * @param fields the settings
     * @throws IllegalArgumentException when two fields have one key
     */
    public ConfigSchema {
        fields = List.copyOf(fields);
        Set<String> keys = new HashSet<>();
        for (ConfigField field : fields) {
            if (!keys.add(field.key())) {
                throw new IllegalArgumentException("config key: " + field.key() + " (expected: each key once)");
            }
        }
    }

    /**
     * {@return a schema of these fields}
     *
     * @param type the kind of provider
     * @param fields the settings, in the order a person is asked
     */
    public static ConfigSchema of(String type, ConfigField... fields) {
        return new ConfigSchema(type, List.of(fields));
    }

    /**
     * Checks a configuration, wholly: the result is all that is wrong with it, not just the first of it.
     *
     * @param values the settings by key; a blank value counts as not given
     * @return the faults: of the fields in their order, then unknown keys; empty when it can be used
     */
    public List<ConfigFault> check(Map<String, String> values) {
        List<ConfigFault> faults = new ArrayList<>();
        for (ConfigField field : fields) {
            fault(field, values.getOrDefault(field.key(), "")).ifPresent(faults::add);
        }
        Set<String> known = new TreeSet<>();
        fields.forEach(field -> known.add(field.key()));
        Set<String> unknown = new TreeSet<>(values.keySet());
        unknown.removeAll(known);
        unknown.forEach(key -> faults.add(new ConfigFault(shown(key), Problem.UNKNOWN, "one of " + known)));
        return faults;
    }

    /**
     * Checks a configuration and makes it ready for a factory.
     *
     * @param values the settings by key; a blank value counts as not given
     * @return the configuration
     * @throws ConfigException when anything is wrong; tells all of it
     */
    public ProviderConfig bind(Map<String, String> values) {
        List<ConfigFault> faults = check(values);
        if (!faults.isEmpty()) {
            throw new ConfigException(type, faults);
        }
        return new ProviderConfig(this, values);
    }

    private static Optional<ConfigFault> fault(ConfigField field, String value) {
        if (value.isBlank()) {
            return field.required()
                    ? Optional.of(new ConfigFault(field.key(), Problem.MISSING, field.label()))
                    : Optional.empty();
        }
        return field.kind().problem(value).map(expected -> new ConfigFault(field.key(), Problem.INVALID, expected));
    }

    /** A key that is none may be a secret in the wrong place. */
    private static String shown(String key) {
        return key.length() <= LONGEST_KEY_SHOWN && key.matches("[A-Za-z_-]+") ? key : "a key not shown";
    }
}
