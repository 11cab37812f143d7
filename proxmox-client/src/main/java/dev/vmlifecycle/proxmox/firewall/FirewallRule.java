package dev.vmlifecycle.proxmox.firewall;

import dev.vmlifecycle.proxmox.Digest;
import dev.vmlifecycle.proxmox.internal.WireMap;
import java.util.Map;
import java.util.Optional;

/**
 * A rule, addressed by its position; positions shift when rules come and go, so a change by position carries the digest.
 * Keys without an accessor are there by {@link #get}. Immutable.
 */
public final class FirewallRule {

    private final int pos;
    private final RuleType type;
    private final WireMap values;

    private FirewallRule(int pos, RuleType type, WireMap values) {
        this.pos = pos;
        this.type = type;
        this.values = values;
    }

    /**
     * {@return a rule with these values}
     *
     * @param pos its position
     * @param type what traffic it is for
     * @param values by key, in wire form
     */
    public static FirewallRule of(int pos, RuleType type, Map<String, String> values) {
        return new FirewallRule(pos, type, WireMap.of(values));
    }

    /** {@return its position, 0 is matched first} */
    public int pos() {
        return pos;
    }

    /** {@return what traffic it is for} */
    public RuleType type() {
        return type;
    }

    /** {@return {@code ACCEPT}, {@code DROP}, {@code REJECT} or the name of a security group} */
    public String action() {
        return values.text("action").orElse("");
    }

    /** {@return whether it is in force} */
    public boolean enable() {
        return values.isSet("enable");
    }

    /** {@return addresses it is for: addresses, networks, ranges, an alias, or {@code +} and an IP set} */
    public Optional<String> source() {
        return values.text("source");
    }

    /** {@return addresses it is for: addresses, networks, ranges, an alias, or {@code +} and an IP set} */
    public Optional<String> dest() {
        return values.text("dest");
    }

    /** {@return protocol it is for} */
    public Optional<String> proto() {
        return values.text("proto");
    }

    /** {@return ports it is for} */
    public Optional<String> dport() {
        return values.text("dport");
    }

    /** {@return ports it is from} */
    public Optional<String> sport() {
        return values.text("sport");
    }

    /** {@return kind of ICMP message it is for} */
    public Optional<String> icmpType() {
        return values.text("icmp-type");
    }

    /** {@return the ready-made protocol and ports it is for} */
    public Optional<String> macro() {
        return values.text("macro");
    }

    /** {@return the network interface it is for, {@code net0} of a guest} */
    public Optional<String> iface() {
        return values.text("iface");
    }

    /** {@return how loud it is logged} */
    public Optional<LogLevel> log() {
        return values.read("log", LogLevel::parse);
    }

    /** {@return free text} */
    public Optional<String> comment() {
        return values.text("comment");
    }

    /** {@return checksum of the firewall file it was read from} */
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
        return other instanceof FirewallRule that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return "FirewallRule" + values;
    }
}
