package dev.vmlifecycle.proxmox.firewall;

import dev.vmlifecycle.proxmox.Digest;
import dev.vmlifecycle.proxmox.config.PropertyString;
import dev.vmlifecycle.proxmox.internal.WireMap;
import java.util.Map;
import java.util.Optional;

/**
 * Firewall options of the cluster that were read. An absent one is at the server's default. Keys without an accessor are
 * there by {@link #get}. Immutable.
 */
public final class ClusterFirewallOptions {

    private final WireMap values;

    private ClusterFirewallOptions(WireMap values) {
        this.values = values;
    }

    /**
     * {@return options with these values}
     *
     * @param values by key, in wire form; {@code digest} among them
     */
    public static ClusterFirewallOptions of(Map<String, String> values) {
        return new ClusterFirewallOptions(WireMap.of(values));
    }

    /** {@return whether the firewall is on at all; off by default, and then that of no guest has an effect} */
    public boolean enabled() {
        return values.isSet("enable");
    }

    /** {@return whether frames are filtered too; on by default} */
    public Optional<Boolean> ebtables() {
        return values.flag("ebtables");
    }

    /** {@return policy for traffic to nodes} */
    public Optional<FirewallPolicy> policyIn() {
        return values.read("policy_in", FirewallPolicy::valueOf);
    }

    /** {@return policy for traffic from nodes} */
    public Optional<FirewallPolicy> policyOut() {
        return values.read("policy_out", FirewallPolicy::valueOf);
    }

    /** {@return policy for traffic through nodes; since 8.3} */
    public Optional<FirewallPolicy> policyForward() {
        return values.read("policy_forward", FirewallPolicy::valueOf);
    }

    /** {@return the most log lines: {@code enable}, {@code burst}, {@code rate}} */
    public Optional<PropertyString> logRateLimit() {
        return values.properties("log_ratelimit");
    }

    /** {@return the checksum to send with a write} */
    public Optional<Digest> digest() {
        return values.read("digest", Digest::of);
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
        return other instanceof ClusterFirewallOptions that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return "ClusterFirewallOptions" + values;
    }
}
