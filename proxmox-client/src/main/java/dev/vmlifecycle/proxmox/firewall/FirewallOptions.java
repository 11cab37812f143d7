package dev.vmlifecycle.proxmox.firewall;

import dev.vmlifecycle.proxmox.Digest;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Firewall options of a VM that were read. An absent one is at the server's default, which depends on its version.
 * Exists for VMs that do not: the server answers with no options.
 *
 * <p>Immutable.
 */
public final class FirewallOptions {

    private final TreeMap<String, String> values;

    private FirewallOptions(Map<String, String> values) {
        this.values = new TreeMap<>(values);
    }

    /**
     * {@return options with these values}
     *
     * @param values by key, in wire form; {@code digest} among them
     */
    public static FirewallOptions of(Map<String, String> values) {
        return new FirewallOptions(values);
    }

    /** {@return the checksum to send with a write} */
    public Optional<Digest> digest() {
        return get("digest").map(Digest::of);
    }

    /** {@return whether the firewall is on; off by default} */
    public Optional<Boolean> enable() {
        return flag("enable");
    }

    /** {@return whether DHCP passes} */
    public Optional<Boolean> dhcp() {
        return flag("dhcp");
    }

    /** {@return whether neighbour discovery passes} */
    public Optional<Boolean> ndp() {
        return flag("ndp");
    }

    /** {@return whether the guest may send router advertisements} */
    public Optional<Boolean> radv() {
        return flag("radv");
    }

    /** {@return whether only its own MAC may send} */
    public Optional<Boolean> macfilter() {
        return flag("macfilter");
    }

    /** {@return whether only addresses of the {@code ipfilter-net…} sets may send, an absent set being empty} */
    public Optional<Boolean> ipfilter() {
        return flag("ipfilter");
    }

    /** {@return policy for traffic to the guest} */
    public Optional<FirewallPolicy> policyIn() {
        return get("policy_in").map(FirewallPolicy::valueOf);
    }

    /** {@return policy for traffic from the guest} */
    public Optional<FirewallPolicy> policyOut() {
        return get("policy_out").map(FirewallPolicy::valueOf);
    }

    /** {@return log level for traffic to the guest} */
    public Optional<LogLevel> logLevelIn() {
        return get("log_level_in").map(LogLevel::parse);
    }

    /** {@return log level for traffic from the guest} */
    public Optional<LogLevel> logLevelOut() {
        return get("log_level_out").map(LogLevel::parse);
    }

    /**
     * {@return the value of a key in wire form, absent when not set}
     *
     * @param key as the API spells it
     */
    public Optional<String> get(String key) {
        return Optional.ofNullable(values.get(key));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FirewallOptions that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return "FirewallOptions" + values;
    }

    private Optional<Boolean> flag(String key) {
        return get(key).map("1"::equals);
    }
}
