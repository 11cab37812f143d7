package dev.vmlifecycle.proxmox.internal;

import dev.vmlifecycle.proxmox.Digest;
import dev.vmlifecycle.proxmox.firewall.FirewallRef;
import dev.vmlifecycle.proxmox.firewall.FirewallRule;
import dev.vmlifecycle.proxmox.firewall.IpSetEntry;

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
        return new FirewallRule(
                row.require("pos", Integer::parseInt),
                row.require("type"),
                row.require("action"),
                row.flag("enable"),
                row.text("source"),
                row.text("dest"),
                row.text("proto"),
                row.text("dport"),
                row.text("comment"),
                row.read("digest", Digest::of));
    }
}
