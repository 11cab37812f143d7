package dev.vmlifecycle.proxmox.recorded;

import dev.vmlifecycle.proxmox.IpSets;
import dev.vmlifecycle.proxmox.firewall.FirewallPolicy;
import dev.vmlifecycle.proxmox.firewall.IpSetEntry;
import dev.vmlifecycle.proxmox.firewall.LogLevel;
import dev.vmlifecycle.proxmox.firewall.NewRule;
import dev.vmlifecycle.proxmox.firewall.RuleUpdate;
import java.util.Map;
import java.util.Optional;

/** Builds typed firewall requests out of recorded parameters. */
final class FirewallWrites {

    private FirewallWrites() {}

    static NewRule rule(Map<String, String> params) {
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

    static RuleUpdate ruleUpdate(Map<String, String> params) {
        if (params.containsKey("moveto")) {
            return RuleUpdate.moveTo(Integer.parseInt(params.get("moveto")));
        }
        RuleUpdate update = RuleUpdate.none().comment(params.getOrDefault("comment", ""));
        return params.containsKey("enable") ? update.enable(params.get("enable").equals("1")) : update;
    }

    static void createSet(IpSets sets, Map<String, String> params) {
        String name = params.getOrDefault("name", "");
        if (params.containsKey("comment")) {
            sets.create(name, params.get("comment"));
        } else {
            sets.create(name);
        }
    }

    static void deleteSet(IpSets sets, String name, Map<String, String> params) {
        if (params.containsKey("force")) {
            sets.deleteWithMembers(name);
        } else {
            sets.delete(name);
        }
    }

    static IpSetEntry entry(String cidr, Map<String, String> params) {
        return new IpSetEntry(
                params.getOrDefault("cidr", cidr),
                params.containsKey("nomatch"),
                Optional.ofNullable(params.get("comment")));
    }
}
