package dev.vmlifecycle.proxmox.cluster;

import dev.vmlifecycle.proxmox.NodeName;
import dev.vmlifecycle.proxmox.internal.WireMap;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** A line of the cluster's log. Keys without an accessor are there by {@link #get}. Immutable. */
public final class ClusterLogEntry {

    private final WireMap values;

    private ClusterLogEntry(WireMap values) {
        this.values = values;
    }

    /**
     * {@return a line with these values}
     *
     * @param values by key, in wire form
     */
    public static ClusterLogEntry of(Map<String, String> values) {
        return new ClusterLogEntry(WireMap.of(values));
    }

    /** {@return what happened} */
    public String message() {
        return values.text("msg").orElse("");
    }

    /** {@return when, by the clock of the node} */
    public Optional<Instant> time() {
        return values.instant("time");
    }

    /** {@return where} */
    public Optional<NodeName> node() {
        return values.read("node", NodeName::of);
    }

    /** {@return who did it: a user, a token, or a service} */
    public Optional<String> user() {
        return values.text("user");
    }

    /** {@return the program that wrote it} */
    public Optional<String> tag() {
        return values.text("tag");
    }

    /**
     * {@return the value of a key in wire form, absent when not set}
     *
     * @param key as the API spells it
     */
    public Optional<String> get(String key) {
        return values.get(key);
    }

    @Override
    public String toString() {
        return message();
    }
}
