package dev.vmlifecycle.proxmox.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vmlifecycle.proxmox.simulator.internal.schema.ApiError;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A VM's IP sets. */
final class IpsetCalls {

    private IpsetCalls() {}

    static void routes(Routes on, String scope) {
        on.on("GET " + scope + "/ipset", IpsetCalls::list);
        on.on("POST " + scope + "/ipset", IpsetCalls::create);
        on.on("GET " + scope + "/ipset/{name}", IpsetCalls::entries);
        on.on("POST " + scope + "/ipset/{name}", IpsetCalls::add);
        on.on("DELETE " + scope + "/ipset/{name}", IpsetCalls::remove);
        on.on("GET " + scope + "/ipset/{name}/{cidr}", IpsetCalls::entry);
        on.on("PUT " + scope + "/ipset/{name}/{cidr}", IpsetCalls::changeEntry);
        on.on("DELETE " + scope + "/ipset/{name}/{cidr}", IpsetCalls::removeEntry);
    }

    static Reply list(Call call) {
        Map<String, FirewallFile.IpSet> sets = call.firewall().ipsets;
        List<Map<String, String>> rows = new ArrayList<>();
        sets.forEach((name, set) -> {
            Map<String, String> row = new TreeMap<>(Map.of("name", name));
            if (!set.comment.isEmpty()) {
                row.put("comment", set.comment);
            }
            rows.add(row);
        });
        return Reply.of(withDigest(rows));
    }

    private static ArrayNode withDigest(List<Map<String, String>> rows) {
        String digest = FirewallDigest.of(rows);
        ArrayNode array = Reply.array();
        for (Map<String, String> row : rows) {
            array.add(object(row).put("digest", digest));
        }
        return array;
    }

    private static ObjectNode object(Map<String, String> row) {
        ObjectNode object = Reply.object();
        row.forEach((key, value) -> {
            if (key.equals("nomatch")) {
                object.put(key, 1);
            } else {
                object.put(key, value);
            }
        });
        return object;
    }

    static Reply create(Call call) {
        FirewallFile file = call.firewallForWriting();
        String name = call.param("name");
        if (call.has("rename")) {
            FirewallFile.IpSet set = require(file, call.param("rename"));
            file.ipsets.remove(call.param("rename"));
            file.ipsets.put(name, set);
            return Reply.nothing();
        }
        if (file.ipsets.containsKey(name)) {
            throw ApiError.param("name", "IPSet '" + name + "' already exists");
        }
        FirewallFile.IpSet set = new FirewallFile.IpSet();
        set.comment = call.param("comment");
        file.ipsets.put(name, set);
        return Reply.nothing();
    }

    static Reply remove(Call call) {
        FirewallFile file = call.firewallForWriting();
        FirewallFile.IpSet set = require(file, call.param("name"));
        if (!set.entries.isEmpty() && !call.flag("force")) {
            throw ApiError.die("IPSet '" + call.param("name") + "' is not empty");
        }
        file.ipsets.remove(call.param("name"));
        return Reply.nothing();
    }

    private static FirewallFile.IpSet require(FirewallFile file, String name) {
        FirewallFile.IpSet set = file.ipsets.get(name);
        if (set == null) {
            throw ApiError.die("no such IPSet '" + name + "'");
        }
        return set;
    }

    private static FirewallFile.IpSet setOf(Call call) {
        return require(call.firewall(), call.param("name"));
    }

    static Reply entries(Call call) {
        return Reply.of(withDigest(rows(setOf(call))));
    }

    private static List<Map<String, String>> rows(FirewallFile.IpSet set) {
        List<Map<String, String>> rows = new ArrayList<>();
        set.entries.stream().sorted(Comparator.comparing(entry -> entry.cidr)).forEach(entry -> {
            Map<String, String> row = new TreeMap<>(Map.of("cidr", entry.cidr));
            if (entry.nomatch) {
                row.put("nomatch", "1");
            }
            if (!entry.comment.isEmpty()) {
                row.put("comment", entry.comment);
            }
            rows.add(row);
        });
        return rows;
    }

    static Reply add(Call call) {
        FirewallFile.IpSet set = setOf(call);
        String cidr = Networks.stored(call.param("cidr"));
        if (find(set, cidr).isPresent()) {
            throw ApiError.param("cidr", "address '" + cidr + "' already exists");
        }
        FirewallFile.Entry entry = new FirewallFile.Entry();
        entry.cidr = cidr;
        entry.nomatch = call.flag("nomatch");
        entry.comment = call.param("comment");
        set.entries.add(entry);
        return Reply.nothing();
    }

    private static Optional<FirewallFile.Entry> find(FirewallFile.IpSet set, String cidr) {
        return set.entries.stream().filter(entry -> entry.cidr.equals(cidr)).findFirst();
    }

    private static FirewallFile.Entry requireEntry(Call call) {
        return find(setOf(call), Networks.stored(call.param("cidr")))
                .orElseThrow(() -> ApiError.param("cidr", "no such IP/Network"));
    }

    static Reply entry(Call call) {
        FirewallFile.Entry wanted = requireEntry(call);
        List<Map<String, String>> rows = rows(setOf(call));
        Map<String, String> row = rows.stream()
                .filter(candidate -> wanted.cidr.equals(candidate.get("cidr")))
                .findFirst()
                .orElseThrow();
        return Reply.of(object(row).put("digest", FirewallDigest.of(rows)));
    }

    static Reply changeEntry(Call call) {
        FirewallFile.Entry entry = requireEntry(call);
        entry.comment = call.param("comment");
        entry.nomatch = call.flag("nomatch");
        return Reply.nothing();
    }

    /** Removing what is not there succeeds. */
    static Reply removeEntry(Call call) {
        FirewallFile.IpSet set = setOf(call);
        String cidr = Networks.stored(call.param("cidr"));
        FirewallDigest.check(call, FirewallDigest.of(rows(set)));
        set.entries.removeIf(entry -> entry.cidr.equals(cidr));
        return Reply.nothing();
    }
}
