package dev.vmlifecycle.proxmox.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vmlifecycle.proxmox.simulator.internal.config.Whole;
import dev.vmlifecycle.proxmox.simulator.internal.schema.ApiError;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** HA resources, their groups (8) or rules (9). The manager itself only reacts to requests, see {@code HaPrograms}. */
final class HaCalls {

    private static final Set<String> NUMBERS = Set.of(
            "max_relocate",
            "max_restart",
            "restricted",
            "nofailback",
            "failback",
            "disable",
            "strict",
            "auto-rebalance");

    private static final Set<String> CONTROL = Set.of("sid", "digest", "delete", "node");

    private HaCalls() {}

    static void routes(Routes on) {
        String resources = "/cluster/ha/resources";
        on.on("GET " + resources, HaCalls::list);
        on.on("POST " + resources, HaCalls::add);
        on.on("GET " + resources + "/{sid}", HaCalls::read);
        on.on("PUT " + resources + "/{sid}", HaCalls::change);
        on.on("DELETE " + resources + "/{sid}", HaCalls::remove);
        on.on("POST " + resources + "/{sid}/migrate", HaCalls::move);
        on.on("POST " + resources + "/{sid}/relocate", HaCalls::move);
        on.on("GET /cluster/ha/status/current", HaCalls::status);
        on.on("GET /cluster/ha/status/manager_status", HaCalls::managerStatus);
        named(on, "/cluster/ha/groups", "group");
        named(on, "/cluster/ha/rules", "rule");
    }

    private static void named(Routes on, String path, String key) {
        on.on("GET " + path, call -> namedList(call, key));
        on.on("POST " + path, call -> namedAdd(call, key));
        on.on(
                "GET " + path + "/{" + key + "}",
                call -> Reply.of(json(namedRequire(call, key)).put(key, call.param(key))));
        on.on("PUT " + path + "/{" + key + "}", call -> {
            apply(call, namedRequire(call, key), key);
            return Reply.nothing();
        });
        on.on("DELETE " + path + "/{" + key + "}", call -> {
            namedRequire(call, key);
            map(call, key).remove(call.param(key));
            return Reply.nothing();
        });
    }

    private static Map<String, Map<String, String>> map(Call call, String key) {
        ClusterState cluster = call.world().state.cluster;
        return key.equals("group") ? cluster.haGroups : cluster.haRules;
    }

    private static Reply namedList(Call call, String key) {
        ArrayNode rows = Reply.array();
        map(call, key).forEach((name, values) -> rows.add(json(values).put(key, name)));
        return Reply.of(rows);
    }

    private static Reply namedAdd(Call call, String key) {
        if (map(call, key).containsKey(call.param(key))) {
            throw ApiError.die(
                    "create ha " + key + " failed: ha " + key + " ID '" + call.param(key) + "' already defined");
        }
        TreeMap<String, String> values = new TreeMap<>();
        values.put("type", key);
        apply(call, values, key);
        map(call, key).put(call.param(key), values);
        return Reply.nothing();
    }

    private static Map<String, String> namedRequire(Call call, String key) {
        Map<String, String> values = map(call, key).get(call.param(key));
        if (values == null) {
            throw ApiError.die("no such ha " + key + " '" + call.param(key) + "'");
        }
        return values;
    }

    private static void apply(Call call, Map<String, String> values, String key) {
        call.params().forEach((name, value) -> {
            if (!name.equals(key) && !CONTROL.contains(name)) {
                values.put(name, value);
            }
        });
        Texts.list(call.param("delete")).forEach(values::remove);
    }

    private static ObjectNode json(Map<String, String> values) {
        ObjectNode row = Reply.object();
        values.forEach((key, value) -> {
            if (NUMBERS.contains(key)) {
                row.put(key, Whole.of(value, 0));
            } else {
                row.put(key, value);
            }
        });
        return row.put("digest", FirewallDigest.of(values));
    }

    static String sid(String text) {
        return text.contains(":") ? text : "vm:" + text;
    }

    static boolean manages(World world, int vmid) {
        return world.state.cluster.haResources.containsKey("vm:" + vmid);
    }

    private static Reply list(Call call) {
        ArrayNode rows = Reply.array();
        call.world().state.cluster.haResources.forEach((sid, values) -> {
            String type = sid.substring(0, sid.indexOf(':'));
            if (!call.has("type") || call.param("type").equals(type)) {
                rows.add(json(values).put("sid", sid).put("type", type));
            }
        });
        return Reply.of(rows);
    }

    private static Reply add(Call call) {
        String sid = sid(call.param("sid"));
        if (call.world().state.cluster.haResources.containsKey(sid)) {
            throw ApiError.die("create resource failed: resource ID '" + sid + "' already defined");
        }
        int vmid = vmid(sid);
        if (call.world().vm(vmid).isEmpty()) {
            throw ApiError.die("create resource failed: unable to find VM " + vmid + " in cluster");
        }
        TreeMap<String, String> values = new TreeMap<>();
        apply(call, values, "sid");
        values.remove("type");
        call.world().state.cluster.haResources.put(sid, values);
        enforce(call.world(), vmid, values);
        return Reply.nothing();
    }

    /** The manager brings a guest into the state that is wanted of it; one it is to ignore stays as it is. */
    private static void enforce(World world, int vmid, Map<String, String> values) {
        String wanted = values.getOrDefault("state", "started");
        if (!wanted.equals("ignored")) {
            boolean on = wanted.equals("started") || wanted.equals("enabled");
            HaPrograms.ask(world, vmid, on ? "hastart" : "hastop", Map.of());
        }
    }

    private static int vmid(String sid) {
        return Whole.small(sid.substring(sid.indexOf(':') + 1), 0);
    }

    private static Map<String, String> require(Call call) {
        Map<String, String> values = call.world().state.cluster.haResources.get(sid(call.param("sid")));
        if (values == null) {
            throw ApiError.die("no such resource '" + sid(call.param("sid")) + "'");
        }
        return values;
    }

    private static Reply read(Call call) {
        String sid = sid(call.param("sid"));
        return Reply.of(json(require(call)).put("sid", sid).put("type", sid.substring(0, sid.indexOf(':'))));
    }

    private static Reply change(Call call) {
        Map<String, String> values = require(call);
        apply(call, values, "sid");
        if (call.has("state")) {
            enforce(call.world(), vmid(sid(call.param("sid"))), values);
        }
        return Reply.nothing();
    }

    private static Reply remove(Call call) {
        String sid = sid(call.param("sid"));
        call.world().state.cluster.haStates.remove(sid);
        if (call.world().state.cluster.haResources.remove(sid) == null) {
            throw ApiError.die("cannot delete service '" + sid + "', not HA managed!");
        }
        return Reply.nothing();
    }

    private static Reply move(Call call) {
        require(call);
        call.world().cluster.node(call.param("node"));
        String sid = sid(call.param("sid"));
        HaPrograms.ask(call.world(), vmid(sid), "hamigrate", Map.of("target", call.param("node")));
        if (call.world().cluster.version().major() < 9) {
            return Reply.nothing();
        }
        return Reply.of(Reply.object().put("sid", sid).put("requested-node", call.param("node")));
    }

    private static Reply status(Call call) {
        ArrayNode rows = Reply.array();
        rows.addObject()
                .put("id", "quorum")
                .put("node", call.world().cluster.nodeNames().get(0))
                .put("quorate", 1)
                .put("status", "OK")
                .put("type", "quorum");
        ClusterState cluster = call.world().state.cluster;
        cluster.haResources.forEach((sid, values) -> {
            String node = call.world().vm(vmid(sid)).map(vm -> vm.node).orElse("");
            rows.addObject()
                    .put("id", "service:" + sid)
                    .put("sid", sid)
                    .put("node", node)
                    .put("state", values.getOrDefault("state", "started"))
                    .put("status", sid + " (" + node + ", " + cluster.haStates.getOrDefault(sid, "queued") + ")")
                    .put("type", "service");
        });
        return Reply.of(rows);
    }

    private static Reply managerStatus(Call call) {
        ObjectNode data = Reply.object();
        data.putObject("manager_status");
        data.putObject("quorum")
                .put("node", call.world().cluster.nodeNames().get(0))
                .put("quorate", "1");
        return Reply.of(data);
    }
}
