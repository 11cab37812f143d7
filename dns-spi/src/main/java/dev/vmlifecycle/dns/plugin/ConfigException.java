package dev.vmlifecycle.dns.plugin;

import java.util.List;
import java.util.stream.Collectors;

/** A configuration that cannot be used; tells every fault at once, and no value. */
public final class ConfigException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<ConfigFault> faults;

    /**
     * A refusal.
     *
     * @param type the kind of provider
     * @param faults all that is wrong; at least one
     */
    public ConfigException(String type, List<ConfigFault> faults) {
        super(type + ": " + faults.stream().map(ConfigFault::toString).collect(Collectors.joining("; ")));
        this.faults = List.copyOf(faults);
    }

    /**
     * {@return all that is wrong, in the order of the schema; unmodifiable}
     */
    public List<ConfigFault> faults() {
        return faults;
    }
}
