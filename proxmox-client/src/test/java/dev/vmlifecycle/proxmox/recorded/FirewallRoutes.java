package dev.vmlifecycle.proxmox.recorded;

import dev.vmlifecycle.proxmox.NodeName;
import dev.vmlifecycle.proxmox.ProxmoxClient;
import dev.vmlifecycle.proxmox.VmFirewall;
import dev.vmlifecycle.proxmox.Vmid;
import dev.vmlifecycle.proxmox.firewall.ClusterFirewallUpdate;
import java.util.List;
import java.util.regex.Matcher;

/** Calls about the firewalls of a VM and of the cluster. */
final class FirewallRoutes {

    private static final String CLUSTER = "/cluster/firewall";
    private static final String VM = "/nodes/([^/]+)/qemu/(\\d+)/firewall";
    private static final String RULE = VM + "/rules/(\\d+)";
    private static final String SET = VM + "/ipset/([^/]+)";
    private static final String MEMBER = SET + "/(.+)";

    static final List<Route> ALL = List.of(
            Route.read(
                    CLUSTER + "/options", (m, p) -> c -> c.cluster().firewall().options()),
            Route.of(
                    "PUT",
                    CLUSTER + "/options",
                    (m, p) -> c -> Route.done(() -> c.cluster()
                            .firewall()
                            .updateOptions(ClusterFirewallUpdate.none().enable("1".equals(p.get("enable")))))),
            Route.of(
                    "POST",
                    CLUSTER + "/groups",
                    (m, p) -> c ->
                            Route.done(() -> c.cluster().firewall().groups().create(p.getOrDefault("group", "")))),
            Route.read(VM + "/options", (m, p) -> c -> vm(c, m).options()),
            Route.of(
                    "PUT",
                    VM + "/options",
                    (m, p) -> c -> Route.done(() -> vm(c, m).updateOptions(TypedWrites.firewall(p)))),
            Route.read(VM + "/refs", (m, p) -> c -> vm(c, m).refs()),
            Route.of(
                    "POST",
                    VM + "/aliases",
                    (m, p) -> c -> Route.done(
                            () -> vm(c, m).aliases().create(p.getOrDefault("name", ""), p.getOrDefault("cidr", "")))),
            Route.read(VM + "/rules", (m, p) -> c -> vm(c, m).rules().list()),
            Route.of(
                    "POST",
                    VM + "/rules",
                    (m, p) -> c -> Route.done(() -> vm(c, m).rules().create(FirewallWrites.rule(p)))),
            Route.read(RULE, (m, p) -> c -> vm(c, m).rules().get(position(m))),
            Route.of(
                    "PUT",
                    RULE,
                    (m, p) ->
                            c -> Route.done(() -> vm(c, m).rules().update(position(m), FirewallWrites.ruleUpdate(p)))),
            Route.of(
                    "DELETE",
                    RULE,
                    (m, p) -> c -> Route.done(() -> vm(c, m).rules().delete(position(m)))),
            Route.read(VM + "/ipset", (m, p) -> c -> vm(c, m).ipSets().list()),
            Route.of(
                    "POST",
                    VM + "/ipset",
                    (m, p) -> c -> Route.done(() -> FirewallWrites.createSet(vm(c, m).ipSets(), p))),
            Route.read(SET, (m, p) -> c -> vm(c, m).ipSets().entries(m.group(3))),
            Route.of(
                    "POST",
                    SET,
                    (m, p) -> c -> Route.done(() -> vm(c, m).ipSets().add(m.group(3), FirewallWrites.entry("", p)))),
            Route.of(
                    "DELETE",
                    SET,
                    (m, p) -> c -> Route.done(() -> FirewallWrites.deleteSet(vm(c, m).ipSets(), m.group(3), p))),
            Route.read(MEMBER, (m, p) -> c -> vm(c, m).ipSets().entry(m.group(3), m.group(4))),
            Route.of(
                    "PUT",
                    MEMBER,
                    (m, p) -> c -> Route.done(
                            () -> vm(c, m).ipSets().update(m.group(3), FirewallWrites.entry(m.group(4), p)))),
            Route.of(
                    "DELETE",
                    MEMBER,
                    (m, p) -> c -> Route.done(() -> vm(c, m).ipSets().remove(m.group(3), m.group(4)))));

    private FirewallRoutes() {}

    private static VmFirewall vm(ProxmoxClient client, Matcher path) {
        return client.node(NodeName.of(path.group(1)))
                .qemu(Vmid.parse(path.group(2)))
                .firewall();
    }

    private static int position(Matcher path) {
        return Integer.parseInt(path.group(3));
    }
}
