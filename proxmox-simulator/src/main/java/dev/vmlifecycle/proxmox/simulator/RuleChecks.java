package dev.vmlifecycle.proxmox.simulator;

import dev.vmlifecycle.proxmox.simulator.internal.config.Whole;
import dev.vmlifecycle.proxmox.simulator.internal.schema.ApiError;
import java.util.Map;

/** What a firewall rule must hold together. Unknown security groups are accepted, unknown sets and aliases are not (8.4.1). */
final class RuleChecks {

    private RuleChecks() {}

    static void check(Call call, Map<String, String> rule) {
        for (String key : new String[] {"source", "dest"}) {
            for (String address : rule.getOrDefault(key, "").split(",", -1)) {
                checkAddress(key, address);
                checkReference(call, key, address);
            }
        }
        for (String key : new String[] {"dport", "sport"}) {
            if (!rule.getOrDefault(key, "").isEmpty()
                    && rule.getOrDefault("proto", "").isEmpty()
                    && !rule.containsKey("macro")) {
                throw ApiError.param("proto", "missing property - '" + key + "' requires this property");
            }
        }
    }

    private static void checkAddress(String key, String address) {
        if (!address.matches("\\d+\\.\\d+\\.\\d+\\.\\d+(/\\d+)?")) {
            return;
        }
        for (String quad : address.replaceAll("/.*", "").split("\\.", -1)) {
            if (Whole.of(quad, 256) > 255) {
                throw ApiError.param(
                        key,
                        "invalid format - invalid IP address: Invalid quad in IP address " + address + " - " + quad
                                + "\n");
            }
        }
    }

    private static void checkReference(Call call, String key, String address) {
        String plain = address.replaceFirst("^\\+?(dc/|guest/)?", "");
        FirewallFile cluster = call.world().state.cluster.firewall;
        if (address.startsWith("+")) {
            if (!call.firewall().ipsets.containsKey(plain) && !cluster.ipsets.containsKey(plain)) {
                throw ApiError.param(key, "no such ipset '" + plain + "'");
            }
        } else if (plain.matches("[A-Za-z][A-Za-z0-9_-]+")
                && !call.firewall().aliases.containsKey(plain)
                && !cluster.aliases.containsKey(plain)) {
            throw ApiError.param(key, "no such alias '" + plain + "'");
        }
    }

    static void addVersion(Map<String, String> rule) {
        String address = rule.getOrDefault("source", rule.getOrDefault("dest", ""));
        if (address.matches("[0-9./,-]+")) {
            rule.put("ipversion", "4");
        } else if (address.contains(":")) {
            rule.put("ipversion", "6");
        }
    }
}
