package dev.vmlifecycle.proxmox.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vmlifecycle.proxmox.simulator.internal.schema.ApiError;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A VM's firewall options and rules. They belong to the VMID: no VM need exist, no lock stops them. */
final class FirewallCalls {

    private static final Set<String> CONTROL = Set.of("node", "vmid", "digest", "delete", "pos", "moveto");
    private static final Set<String> NUMBERS =
            Set.of("enable", "dhcp", "ndp", "radv", "macfilter", "ipfilter", "ipversion");

    private FirewallCalls() {}

    static Reply options(Call call) {
        Map<String, String> options = call.world().firewall(call.vmid()).options;
        return Reply.of(object(options).put("digest", FirewallDigest.of(options)));
    }

    private static ObjectNode object(Map<String, String> values) {
        ObjectNode row = Reply.object();
        values.forEach((key, value) -> {
            if (NUMBERS.contains(key)) {
                row.put(key, Long.parseLong(value));
            } else {
                row.put(key, value);
            }
        });
        return row;
    }

    static Reply setOptions(Call call) {
        FirewallDigest.check(call, FirewallDigest.of(call.world().firewall(call.vmid()).options));
        FirewallFile file = call.world().firewallForWriting(call.vmid());
        for (String key : call.param("delete").split("[,; ]+", -1)) {
            file.options.remove(key);
        }
        file.options.putAll(own(call));
        return Reply.nothing();
    }

    private static Map<String, String> own(Call call) {
        Map<String, String> own = new TreeMap<>(call.params());
        CONTROL.forEach(own::remove);
        return own;
    }

    static Reply rules(Call call) {
        List<TreeMap<String, String>> rules = call.world().firewall(call.vmid()).rules;
        ArrayNode rows = Reply.array();
        for (int i = 0; i < rules.size(); i++) {
            rows.add(object(rules.get(i)).put("pos", i).put("digest", FirewallDigest.of(rules)));
        }
        return Reply.of(rows);
    }

    /** The position of a single rule comes as text, in the list as a number. */
    static Reply rule(Call call) {
        List<TreeMap<String, String>> rules = call.world().firewall(call.vmid()).rules;
        ObjectNode row = object(rules.get(position(call, rules)));
        return Reply.of(row.put("pos", call.param("pos")).put("digest", FirewallDigest.of(rules)));
    }

    /** A new rule goes on top and is disabled unless told otherwise. */
    static Reply addRule(Call call) {
        FirewallFile file = call.world().firewallForWriting(call.vmid());
        FirewallDigest.check(call, FirewallDigest.of(file.rules));
        TreeMap<String, String> rule = new TreeMap<>(own(call));
        rule.putIfAbsent("enable", "0");
        checkAddress(rule, "source");
        checkAddress(rule, "dest");
        addVersion(rule);
        int at = (int) Math.min(call.number("pos", 0), file.rules.size());
        file.rules.add(at, rule);
        return Reply.nothing();
    }

    private static void addVersion(Map<String, String> rule) {
        String address = rule.getOrDefault("source", rule.getOrDefault("dest", ""));
        if (address.matches("[0-9./,-]+")) {
            rule.put("ipversion", "4");
        } else if (address.contains(":")) {
            rule.put("ipversion", "6");
        }
    }

    private static void checkAddress(Map<String, String> rule, String key) {
        for (String address : rule.getOrDefault(key, "").split(",", -1)) {
            if (address.matches("\\d+\\.\\d+\\.\\d+\\.\\d+(/\\d+)?")) {
                for (String quad : address.replaceAll("/.*", "").split("\\.", -1)) {
                    if (Integer.parseInt(quad) > 255) {
                        throw ApiError.param(
                                key,
                                "invalid format - invalid IP address: Invalid quad in IP address " + address + " - "
                                        + quad + "\n");
                    }
                }
            }
        }
    }

    static Reply changeRule(Call call) {
        FirewallFile file = call.world().firewallForWriting(call.vmid());
        FirewallDigest.check(call, FirewallDigest.of(file.rules));
        int at = position(call, file.rules);
        if (call.has("moveto")) {
            TreeMap<String, String> rule = file.rules.get(at);
            file.rules.remove(at);
            long to = call.number("moveto", 0);
            file.rules.add((int) Math.min(to > at ? to - 1 : to, file.rules.size()), rule);
            return Reply.nothing();
        }
        TreeMap<String, String> rule = file.rules.get(at);
        for (String key : call.param("delete").split("[,; ]+", -1)) {
            rule.remove(key);
        }
        rule.putAll(own(call));
        return Reply.nothing();
    }

    static Reply removeRule(Call call) {
        FirewallFile file = call.world().firewallForWriting(call.vmid());
        FirewallDigest.check(call, FirewallDigest.of(file.rules));
        file.rules.remove(position(call, file.rules));
        return Reply.nothing();
    }

    private static int position(Call call, List<?> rules) {
        int at = (int) call.number("pos", 0);
        if (at >= rules.size()) {
            throw ApiError.die("no rule at position " + at);
        }
        return at;
    }
}
