package dev.vmlifecycle.proxmox.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vmlifecycle.proxmox.simulator.internal.schema.ApiError;
import java.util.Map;
import java.util.TreeMap;

/** Names for addresses, of the cluster or of a guest, and what a rule may refer to. */
final class AliasCalls {

    private AliasCalls() {}

    static void routes(Routes on, String scope) {
        on.on("GET " + scope + "/aliases", AliasCalls::list);
        on.on("POST " + scope + "/aliases", AliasCalls::create);
        on.on("GET " + scope + "/aliases/{name}", AliasCalls::read);
        on.on("PUT " + scope + "/aliases/{name}", AliasCalls::change);
        on.on("DELETE " + scope + "/aliases/{name}", AliasCalls::delete);
        on.on("GET " + scope + "/refs", AliasCalls::refs);
    }

    private static ObjectNode row(String name, Map<String, String> alias) {
        ObjectNode row = Reply.object().put("name", name);
        alias.forEach((key, value) -> {
            if (!key.equals("comment") || !value.isEmpty()) {
                row.put(key, value);
            }
        });
        return row.put("digest", FirewallDigest.of(alias));
    }

    private static Reply list(Call call) {
        ArrayNode rows = Reply.array();
        call.firewall().aliases.forEach((name, alias) -> rows.add(row(name, alias)));
        return Reply.of(rows);
    }

    private static Map<String, String> require(Call call) {
        Map<String, String> alias = call.firewall().aliases.get(call.param("name"));
        if (alias == null) {
            throw ApiError.param("name", "no such alias");
        }
        return alias;
    }

    private static Reply read(Call call) {
        return Reply.of(row(call.param("name"), require(call)));
    }

    private static Reply create(Call call) {
        FirewallFile file = call.firewallForWriting();
        if (file.aliases.containsKey(call.param("name"))) {
            throw ApiError.param("name", "alias '" + call.param("name") + "' already exists");
        }
        TreeMap<String, String> alias = new TreeMap<>();
        alias.put("cidr", Networks.stored(call.param("cidr")));
        alias.put("comment", call.param("comment"));
        file.aliases.put(call.param("name"), alias);
        return Reply.nothing();
    }

    private static Reply change(Call call) {
        Map<String, String> alias = require(call);
        FirewallDigest.check(call, FirewallDigest.of(alias));
        alias.put("cidr", Networks.stored(call.param("cidr")));
        alias.put("comment", call.param("comment"));
        if (call.has("rename")) {
            call.firewallForWriting().aliases.remove(call.param("name"));
            call.firewallForWriting().aliases.put(call.param("rename"), new TreeMap<>(alias));
        }
        return Reply.nothing();
    }

    private static Reply delete(Call call) {
        FirewallDigest.check(call, FirewallDigest.of(require(call)));
        call.firewallForWriting().aliases.remove(call.param("name"));
        return Reply.nothing();
    }

    /** A guest may also refer to what the cluster defines. */
    private static Reply refs(Call call) {
        ArrayNode rows = Reply.array();
        FirewallFile cluster = call.world().state.cluster.firewall;
        if (call.has("vmid")) {
            refs(call, rows, call.firewall(), "guest");
        }
        refs(call, rows, cluster, "dc");
        return Reply.of(rows);
    }

    private static void refs(Call call, ArrayNode rows, FirewallFile file, String scope) {
        String type = call.param("type");
        if (!type.equals("alias")) {
            file.ipsets.forEach((name, set) -> ref(rows, "ipset", name, "+" + name, scope, set.comment));
        }
        if (!type.equals("ipset")) {
            file.aliases.forEach(
                    (name, alias) -> ref(rows, "alias", name, name, scope, alias.getOrDefault("comment", "")));
        }
    }

    private static void ref(ArrayNode rows, String type, String name, String ref, String scope, String comment) {
        ObjectNode row = rows.addObject()
                .put("type", type)
                .put("name", name)
                .put("ref", ref)
                .put("scope", scope);
        if (!comment.isEmpty()) {
            row.put("comment", comment);
        }
    }
}
