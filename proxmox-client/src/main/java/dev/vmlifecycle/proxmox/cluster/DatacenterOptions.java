package dev.vmlifecycle.proxmox.cluster;

import dev.vmlifecycle.proxmox.config.PropertyString;
import dev.vmlifecycle.proxmox.internal.WireMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Options of the whole cluster. An absent one is at the server's default. Keys without an accessor are there by
 * {@link #get}. Immutable.
 */
public final class DatacenterOptions {

    private final WireMap values;

    private DatacenterOptions(WireMap values) {
        this.values = values;
    }

    /**
     * {@return options with these values}
     *
     * @param values by key, in wire form
     */
    public static DatacenterOptions of(Map<String, String> values) {
        return new DatacenterOptions(WireMap.of(values));
    }

    /** {@return how MAC addresses made by the server begin; since 8 {@code BC:24:11} by default} */
    public Optional<String> macPrefix() {
        return values.text("mac_prefix");
    }

    /** {@return the range new guests get their numbers from: {@code lower} and {@code upper}} */
    public Optional<PropertyString> nextId() {
        return values.properties("next-id");
    }

    /** {@return how guests are moved: {@code type} and {@code network}} */
    public Optional<PropertyString> migration() {
        return values.properties("migration");
    }

    /** {@return limits in KiB/s: {@code clone}, {@code migration}, {@code move}, {@code restore}, {@code default}} */
    public Optional<PropertyString> bandwidthLimits() {
        return values.properties("bwlimit");
    }

    /** {@return what HA does when a node shuts down: {@code shutdown_policy}} */
    public Optional<PropertyString> ha() {
        return values.properties("ha");
    }

    /** {@return where HA starts guests: {@code ha} and {@code ha-rebalance-on-start}} */
    public Optional<PropertyString> scheduling() {
        return values.properties("crs");
    }

    /** {@return the keyboard layout of consoles} */
    public Optional<String> keyboard() {
        return values.text("keyboard");
    }

    /** {@return the language of the web interface} */
    public Optional<String> language() {
        return values.text("language");
    }

    /** {@return the proxy for downloads} */
    public Optional<String> httpProxy() {
        return values.text("http_proxy");
    }

    /** {@return the sender of notices} */
    public Optional<String> mailFrom() {
        return values.text("email_from");
    }

    /** {@return most workers of one task for many guests} */
    public Optional<Long> maxWorkers() {
        return values.integer("max_workers");
    }

    /** {@return notes} */
    public Optional<String> description() {
        return values.text("description");
    }

    /** {@return tags only those with {@code Sys.Modify} on {@code /} may set} */
    public List<String> registeredTags() {
        return values.words("registered-tags");
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
    public boolean equals(Object other) {
        return other instanceof DatacenterOptions that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    /** {@return the keys; a proxy's address may hold a password} */
    @Override
    public String toString() {
        return "DatacenterOptions" + values.keys();
    }
}
