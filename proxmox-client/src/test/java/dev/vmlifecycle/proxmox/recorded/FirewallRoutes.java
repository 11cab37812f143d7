package dev.vmlifecycle.proxmox.recorded;

import static dev.vmlifecycle.proxmox.recorded.Route.done;

import dev.vmlifecycle.proxmox.IpSets;
import dev.vmlifecycle.proxmox.NodeName;
import dev.vmlifecycle.proxmox.ProxmoxClient;
import dev.vmlifecycle.proxmox.VmFirewall;
import dev.vmlifecycle.proxmox.Vmid;
import dev.vmlifecycle.proxmox.firewall.FirewallPolicy;
import dev.vmlifecycle.proxmox.firewall.IpSetEntry;
import dev.vmlifecycle.proxmox.firewall.LogLevel;
import dev.vmlifecycle.proxmox.firewall.NewRule;
import dev.vmlifecycle.proxmox.firewall.RuleUpdate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;

/** Rules, IP sets and aliases of a VM, through the handles the cluster's firewall shares. */
final class FirewallRoutes {

    private static final String BASE = "/nodes/([^/]+)/qemu/(\\d+)/firewall";
    private static final String SET = BASE + "/ipset/([^/]+)";

    static final List<Route> ALL = List.of(
            Route.read(BASE + "/rules", (m, p) -> c -> firewall(c, m).rules().list()),
            Route.read(
                    BASE + "/rules/(\\d+)",
                    (m, p) -> c -> firewall(c, m).rules().get(Integer.parseInt(m.group(3)))),
            Route.of(
                    "POST",
                    BASE + "/rules",
                    (m, p) -> c -> done(() -> firewall(c, m).rules().create(rule(p)))),
            Route.of(
                    "PUT",
                    BASE + "/rules/(\\d+)",
                    (m, p) -> c -> done(() -> firewall(c, m).rules().update(Integer.parseInt(m.group(3)), update(p)))),
            Route.of(
                    "DELETE",
                    BASE + "/rules/(\\d+)",
                    (m, p) -> c -> done(() -> firewall(c, m).rules().delete(Integer.parseInt(m.group(3))))),
            Route.read(BASE + "/ipset", (m, p) -> c -> firewall(c, m).ipSets().list()),
            Route.of(
                    "POST",
                    BASE + "/ipset",
                    (m, p) -> c -> done(() -> create(firewall(c, m).ipSets(), p))),
            Route.read(SET, (m, p) -> c -> firewall(c, m).ipSets().entries(m.group(3))),
            Route.of(
                    "POST",
                    SET,
                    (m, p) -> c ->
                            done(() -> firewall(c, m).ipSets().add(m.group(3), entry(p.getOrDefault("cidr", ""), p)))),
            Route.of(
                    "DELETE",
                    SET,
                    (m, p) -> c -> done(() -> delete(firewall(c, m).ipSets(), m.group(3), p))),
            Route.read(SET + "/(.+)", (m, p) -> c -> firewall(c, m).ipSets().entry(m.group(3), m.group(4))),
            Route.of(
                    "PUT",
                    SET + "/(.+)",
                    (m, p) -> c -> done(() -> firewall(c, m).ipSets().update(m.group(3), entry(m.group(4), p)))),
            Route.of(
                    "DELETE",
                    SET + "/(.+)",
                    (m, p) -> c -> done(() -> firewall(c, m).ipSets().remove(m.group(3), m.group(4)))),
            Route.of(
                    "POST",
                    BASE + "/aliases",
                    (m, p) -> c -> done(() ->
                            firewall(c, m).aliases().create(p.getOrDefault("name", ""), p.getOrDefault("cidr", "")))));

    private FirewallRoutes() {}

    private static VmFirewall firewall(ProxmoxClient client, Matcher path) {
        return client.node(NodeName.of(path.group(1)))
                .qemu(Vmid.parse(path.group(2)))
                .firewall();
    }

    private static IpSetEntry entry(String cidr, Map<String, String> params) {
        return new IpSetEntry(cidr, params.containsKey("nomatch"), Optional.ofNullable(params.get("comment")));
    }

    private static void create(IpSets sets, Map<String, String> params) {
        String name = params.getOrDefault("name", "");
        if (params.containsKey("comment")) {
            sets.create(name, params.get("comment"));
        } else {
            sets.create(name);
        }
    }

    private static void delete(IpSets sets, String set, Map<String, String> params) {
        if (params.containsKey("force")) {
            sets.deleteWithMembers(set);
        } else {
            sets.delete(set);
        }
    }

    private static NewRule rule(Map<String, String> params) {
        String action = params.getOrDefault("action", "");
        NewRule rule = switch (params.getOrDefault("type", "")) {
            case "in" -> NewRule.in(FirewallPolicy.valueOf(action));
            case "out" -> NewRule.out(FirewallPolicy.valueOf(action));
            default -> NewRule.group(action);
        };
        rule = rule.enable("1".equals(params.get("enable")));
        for (Map.Entry<String, String> param : params.entrySet()) {
            rule = switch (param.getKey()) {
                case "proto" -> rule.proto(param.getValue());
                case "dport" -> rule.dport(param.getValue());
                case "source" -> rule.source(param.getValue());
                case "macro" -> rule.macro(param.getValue());
                case "log" -> rule.log(LogLevel.parse(param.getValue()));
                case "comment" -> rule.comment(param.getValue());
                default -> rule;
            };
        }
        return rule;
    }

    private static RuleUpdate update(Map<String, String> params) {
        if (params.containsKey("moveto")) {
            return RuleUpdate.moveTo(Integer.parseInt(params.get("moveto")));
        }
        RuleUpdate update = RuleUpdate.none().comment(params.getOrDefault("comment", ""));
        return params.containsKey("enable") ? update.enable(params.get("enable").equals("1")) : update;
    }
}
