package dev.vmlifecycle.proxmox.internal;

import dev.vmlifecycle.proxmox.Digest;
import dev.vmlifecycle.proxmox.firewall.Alias;
import dev.vmlifecycle.proxmox.firewall.FirewallMacro;
import dev.vmlifecycle.proxmox.firewall.FirewallRef;
import dev.vmlifecycle.proxmox.firewall.FirewallRule;
import dev.vmlifecycle.proxmox.firewall.IpSet;
import dev.vmlifecycle.proxmox.firewall.IpSetEntry;
import dev.vmlifecycle.proxmox.firewall.RuleType;
import dev.vmlifecycle.proxmox.firewall.SecurityGroup;

/** Answers below {@code firewall}. */
public final class FirewallReader {

    private FirewallReader() {}

    /**
     * {@return a member of an IP set}
     *
     * @param row of {@code ipset/{name}}
     */
    public static IpSetEntry entry(Fields row) {
        return new IpSetEntry(row.require("cidr"), row.flag("nomatch"), row.text("comment"));
    }

    /**
     * {@return what a rule can name}
     *
     * @param row of {@code refs}
     */
    public static FirewallRef ref(Fields row) {
        String name = row.require("name");
        return new FirewallRef(
                row.require("type").equals("ipset") ? FirewallRef.Kind.IPSET : FirewallRef.Kind.ALIAS,
                name,
                // 7.4 gives neither scope nor ref
                row.text("ref").orElse(name),
                row.text("scope"),
                row.text("comment"));
    }

    /**
     * {@return a rule}
     *
     * @param row of {@code rules}
     */
    public static FirewallRule rule(Fields row) {
        return FirewallRule.of(row.require("pos", Integer::parseInt), row.require("type", RuleType::parse), row.wire());
    }

    /**
     * {@return an IP set}
     *
     * @param row of {@code ipset}
     */
    public static IpSet ipSet(Fields row) {
        return new IpSet(row.require("name"), row.text("comment"), row.read("digest", Digest::of));
    }

    /**
     * {@return an alias}
     *
     * @param row of {@code aliases}, or the data of one
     */
    public static Alias alias(Fields row) {
        return new Alias(row.require("name"), row.require("cidr"), row.text("comment"), row.read("digest", Digest::of));
    }

    /**
     * {@return a security group}
     *
     * @param row of {@code groups}
     */
    public static SecurityGroup group(Fields row) {
        return new SecurityGroup(row.require("group"), row.text("comment"), row.read("digest", Digest::of));
    }

    /**
     * {@return a macro}
     *
     * @param row of {@code macros}
     */
    public static FirewallMacro macro(Fields row) {
        return new FirewallMacro(row.require("macro"), row.text("descr").orElse(""));
    }
}
