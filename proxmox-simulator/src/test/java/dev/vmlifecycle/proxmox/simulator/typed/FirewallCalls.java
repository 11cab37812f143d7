package dev.vmlifecycle.proxmox.simulator.typed;

import dev.vmlifecycle.proxmox.firewall.Alias;
import dev.vmlifecycle.proxmox.firewall.ClusterFirewallUpdate;
import dev.vmlifecycle.proxmox.firewall.FirewallPolicy;
import dev.vmlifecycle.proxmox.firewall.FirewallUpdate;
import dev.vmlifecycle.proxmox.firewall.IpSetEntry;
import dev.vmlifecycle.proxmox.firewall.NewRule;
import dev.vmlifecycle.proxmox.firewall.RuleUpdate;
import java.util.Optional;

/** The firewalls of guest and cluster: every call in both places. */
final class FirewallCalls {

    private FirewallCalls() {}

    static void add(Calls calls) {
        vmFirewall(calls);
        clusterFirewall(calls);
        firewallRules(calls);
        securityGroups(calls);
        ipSets(calls);
        aliases(calls);
    }

    private static void vmFirewall(Calls calls) {
        calls.on("VmFirewall.options()", p -> p.stopped().firewall().options());
        calls.on(
                "VmFirewall.updateOptions(FirewallUpdate)",
                p -> p.stopped()
                        .firewall()
                        .updateOptions(FirewallUpdate.builder().enable(true).build()));
        calls.on("VmFirewall.refs()", p -> p.stopped().firewall().refs());
        calls.on("VmFirewall.log(long, int)", p -> p.stopped().firewall().log(0, 10));
    }

    private static void clusterFirewall(Calls calls) {
        calls.on("ClusterFirewall.options()", p -> p.client.cluster().firewall().options());
        calls.on(
                "ClusterFirewall.updateOptions(ClusterFirewallUpdate)",
                p -> p.client
                        .cluster()
                        .firewall()
                        .updateOptions(ClusterFirewallUpdate.none().enable(true)));
        calls.on("ClusterFirewall.macros()", p -> p.client.cluster().firewall().macros());
        calls.on("ClusterFirewall.refs()", p -> p.client.cluster().firewall().refs());
    }

    private static void firewallRules(Calls calls) {
        calls.on("FirewallRules.list()", p -> p.rules().forEach(rules -> rules.list()));
        calls.on("FirewallRules.get(int)", p -> p.rules().forEach(rules -> rules.get(0)));
        calls.on(
                "FirewallRules.create(NewRule)",
                p -> p.rules()
                        .forEach(rules -> rules.create(
                                NewRule.out(FirewallPolicy.DROP).proto("tcp").dport("25"))));
        calls.on(
                "FirewallRules.update(int, RuleUpdate)",
                p -> p.rules()
                        .forEach(rules -> rules.update(0, RuleUpdate.none().comment("first"))));
        calls.on("FirewallRules.delete(int)", p -> p.rules().forEach(rules -> rules.delete(0)));
        calls.on(
                "FirewallRules.delete(int, Digest)",
                p -> p.rules()
                        .forEach(rules -> rules.delete(0, rules.get(0).digest().orElseThrow())));
    }

    private static void securityGroups(Calls calls) {
        calls.on(
                "SecurityGroups.list()",
                p -> p.client.cluster().firewall().groups().list());
        calls.on(
                "SecurityGroups.create(String)",
                p -> p.client.cluster().firewall().groups().create("mail"));
        calls.on(
                "SecurityGroups.create(String, String)",
                p -> p.client.cluster().firewall().groups().create("mail", "of mail servers"));
        calls.on("SecurityGroups.delete(String)", p -> p.emptyGroup().delete("web"));
    }

    private static void ipSets(Calls calls) {
        calls.on("IpSets.list()", p -> p.ipSets().forEach(sets -> sets.list()));
        calls.on("IpSets.create(String)", p -> p.ipSets().forEach(sets -> sets.create("other")));
        calls.on("IpSets.create(String, String)", p -> p.ipSets().forEach(sets -> sets.create("other", "a comment")));
        calls.on("IpSets.rename(String, String)", p -> p.ipSets().forEach(sets -> sets.rename("some", "other")));
        calls.on("IpSets.delete(String)", p -> p.emptySets().forEach(sets -> sets.delete("some")));
        calls.on("IpSets.deleteWithMembers(String)", p -> p.ipSets().forEach(sets -> sets.deleteWithMembers("some")));
        calls.on("IpSets.entries(String)", p -> p.ipSets().forEach(sets -> sets.entries("some")));
        calls.on("IpSets.entry(String, String)", p -> p.ipSets().forEach(sets -> sets.entry("some", "192.0.2.1")));
        calls.on(
                "IpSets.add(String, IpSetEntry)",
                p -> p.ipSets().forEach(sets -> sets.add("some", IpSetEntry.of("198.51.100.0/24"))));
        calls.on(
                "IpSets.update(String, IpSetEntry)",
                p -> p.ipSets()
                        .forEach(sets -> sets.update("some", new IpSetEntry("192.0.2.1", true, Optional.empty()))));
        calls.on("IpSets.remove(String, String)", p -> p.ipSets().forEach(sets -> sets.remove("some", "192.0.2.1")));
    }

    private static void aliases(Calls calls) {
        calls.on("Aliases.list()", p -> p.aliases().forEach(aliases -> aliases.list()));
        calls.on("Aliases.get(String)", p -> p.aliases().forEach(aliases -> aliases.get("office")));
        calls.on(
                "Aliases.create(String, String)",
                p -> p.aliases().forEach(aliases -> aliases.create("home", "198.51.100.0/24")));
        calls.on(
                "Aliases.create(String, String, String)",
                p -> p.aliases().forEach(aliases -> aliases.create("home", "198.51.100.0/24", "a comment")));
        calls.on(
                "Aliases.update(Alias)",
                p -> p.aliases()
                        .forEach(aliases -> aliases.update(
                                new Alias("office", "198.51.100.0/24", Optional.empty(), Optional.empty()))));
        calls.on(
                "Aliases.rename(Alias, String)",
                p -> p.aliases().forEach(aliases -> aliases.rename(aliases.get("office"), "home")));
        calls.on("Aliases.delete(String)", p -> p.aliases().forEach(aliases -> aliases.delete("office")));
    }
}
