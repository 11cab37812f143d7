package dev.vmlifecycle.proxmox.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vmlifecycle.proxmox.simulator.internal.config.Whole;
import dev.vmlifecycle.proxmox.simulator.internal.schema.ApiError;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Firewall options and rules. A guest's belong to the VMID: no VM need exist, no lock stops them. */
final class FirewallCalls {

    private static final Set<String> CONTROL = Set.of("node", "vmid", "digest", "delete", "pos", "moveto", "group");
    private static final Set<String> NUMBERS =
            Set.of("enable", "dhcp", "ndp", "radv", "macfilter", "ipfilter", "ipversion");

    private FirewallCalls() {}

    /** Options and rules, which a guest, a node and the cluster have alike. */
    static void routes(Routes on, String scope) {
        on.on("GET " + scope + "/options", FirewallCalls::options);
        on.on("PUT " + scope + "/options", FirewallCalls::setOptions);
        on.on("GET " + scope + "/rules", call -> rules(call, call.firewall().rules));
        on.on("POST " + scope + "/rules", call -> addRule(call, call.firewallForWriting().rules));
        on.on("GET " + scope + "/rules/{pos}", call -> rule(call, call.firewall().rules));
        on.on("PUT " + scope + "/rules/{pos}", call -> changeRule(call, call.firewallForWriting().rules));
        on.on("DELETE " + scope + "/rules/{pos}", call -> removeRule(call, call.firewallForWriting().rules));
    }

    static Reply options(Call call) {
        Map<String, String> options = call.firewall().options;
        return Reply.of(object(options).put("digest", FirewallDigest.of(options)));
    }

    private static ObjectNode object(Map<String, String> values) {
        ObjectNode row = Reply.object();
        values.forEach((key, value) -> {
            if (NUMBERS.contains(key) && value.matches("\\d+")) {
                row.put(key, Whole.of(value, 0));
            } else {
                row.put(key, value);
            }
        });
        return row;
    }

    static Reply setOptions(Call call) {
        FirewallDigest.check(call, FirewallDigest.of(call.firewall().options));
        FirewallFile file = call.firewallForWriting();
        Texts.list(call.param("delete")).forEach(file.options::remove);
        file.options.putAll(own(call));
        return Reply.nothing();
    }

    private static Map<String, String> own(Call call) {
        Map<String, String> own = new TreeMap<>(call.params());
        CONTROL.forEach(own::remove);
        return own;
    }

    static Reply rules(Call call, List<Map<String, String>> rules) {
        ArrayNode rows = Reply.array();
        for (int i = 0; i < rules.size(); i++) {
            rows.add(object(rules.get(i)).put("pos", i).put("digest", FirewallDigest.of(rules)));
        }
        return Reply.of(rows);
    }

    /** The position of a single rule comes as text, in the list as a number. */
    static Reply rule(Call call, List<Map<String, String>> rules) {
        ObjectNode row = object(rules.get(position(call, rules)));
        return Reply.of(row.put("pos", call.param("pos")).put("digest", FirewallDigest.of(rules)));
    }

    /** A new rule goes on top and is disabled unless told otherwise. */
    static Reply addRule(Call call, List<Map<String, String>> rules) {
        FirewallDigest.check(call, FirewallDigest.of(rules));
        Map<String, String> rule = new TreeMap<>(own(call));
        rule.putIfAbsent("enable", "0");
        RuleChecks.check(call, rule);
        RuleChecks.addVersion(rule);
        int at = (int) Math.max(0, Math.min(call.number("pos", 0), rules.size()));
        rules.add(at, rule);
        return Reply.nothing();
    }

    static Reply changeRule(Call call, List<Map<String, String>> rules) {
        FirewallDigest.check(call, FirewallDigest.of(rules));
        int at = position(call, rules);
        if (call.has("moveto")) {
            Map<String, String> rule = rules.get(at);
            rules.remove(at);
            long to = call.number("moveto", 0);
            rules.add((int) Math.min(to > at ? to - 1 : to, rules.size()), rule);
            return Reply.nothing();
        }
        Map<String, String> rule = new TreeMap<>(rules.get(at));
        Texts.list(call.param("delete")).forEach(rule::remove);
        rule.putAll(own(call));
        RuleChecks.check(call, rule);
        rules.set(at, rule);
        return Reply.nothing();
    }

    static Reply removeRule(Call call, List<Map<String, String>> rules) {
        FirewallDigest.check(call, FirewallDigest.of(rules));
        rules.remove(position(call, rules));
        return Reply.nothing();
    }

    private static int position(Call call, List<?> rules) {
        int at = Whole.clamp(call.number("pos", 0));
        if (at >= rules.size()) {
            throw ApiError.die("no rule at position " + at);
        }
        return at;
    }

    static Reply log(Call call) {
        ObjectNode line = Reply.object().put("n", 1).put("t", "no content");
        return new Reply(Reply.array().add(line), 1, 0);
    }
}
