package dev.vmlifecycle.proxmox.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vmlifecycle.proxmox.simulator.internal.config.ConfigText;
import dev.vmlifecycle.proxmox.simulator.internal.schema.ApiError;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.TreeMap;

/** A node's settings, and starting or stopping all its guests. */
final class NodeCalls {

    private static final String[] INDEX = {
        "aplinfo",
        "apt",
        "capabilities",
        "ceph",
        "certificates",
        "config",
        "disks",
        "dns",
        "firewall",
        "hardware",
        "hosts",
        "journal",
        "lxc",
        "migrateall",
        "netstat",
        "network",
        "qemu",
        "query-url-metadata",
        "replication",
        "report",
        "rrd",
        "rrddata",
        "scan",
        "services",
        "spiceshell",
        "startall",
        "status",
        "stopall",
        "storage",
        "subscription",
        "suspendall",
        "syslog",
        "tasks",
        "termproxy",
        "time",
        "version",
        "vncshell",
        "vzdump",
        "wakeonlan",
        "sdn"
    };

    private NodeCalls() {}

    static void routes(Routes on) {
        on.on("GET /nodes/{node}", call -> index());
        on.on("GET /nodes/{node}/version", ClusterCalls::version);
        on.on("GET /nodes/{node}/dns", NodeCalls::dns);
        on.on("PUT /nodes/{node}/dns", NodeCalls::setDns);
        on.on("GET /nodes/{node}/hosts", NodeCalls::hosts);
        on.on("POST /nodes/{node}/hosts", NodeCalls::setHosts);
        on.on("GET /nodes/{node}/time", NodeCalls::time);
        on.on("PUT /nodes/{node}/time", NodeCalls::setTime);
        on.on("GET /nodes/{node}/network/{iface}", NodeCalls::iface);
        for (String type : new String[] {"startall", "stopall", "suspendall"}) {
            on.on("POST /nodes/{node}/" + type, call -> Reply.upid(call.start(type, "", call.params())));
        }
    }

    private static Reply index() {
        ArrayNode rows = Reply.array();
        for (String name : INDEX) {
            rows.addObject().put("name", name);
        }
        return Reply.of(rows);
    }

    private static Map<String, String> settings(Call call) {
        return call.world().state.cluster.node(call.node());
    }

    private static Reply dns(Call call) {
        ObjectNode data = Reply.object();
        Map<String, String> settings = settings(call);
        data.put("search", settings.getOrDefault("search", "example.com"));
        data.put("dns1", settings.getOrDefault("dns1", "192.0.2.53"));
        for (String key : new String[] {"dns2", "dns3"}) {
            if (settings.containsKey(key)) {
                data.put(key, settings.get(key));
            }
        }
        return Reply.of(data);
    }

    private static Reply setDns(Call call) {
        for (String key : new String[] {"search", "dns1", "dns2", "dns3"}) {
            settings(call).remove(key);
            if (call.has(key)) {
                settings(call).put(key, call.param(key));
            }
        }
        return Reply.nothing();
    }

    private static String hostsText(Call call) {
        return settings(call).getOrDefault("hosts", "127.0.0.1 localhost\n");
    }

    private static Reply hosts(Call call) {
        String text = hostsText(call);
        return Reply.of(Reply.object().put("data", text).put("digest", ConfigText.sha1(text)));
    }

    private static Reply setHosts(Call call) {
        if (call.has("digest") && !call.param("digest").equals(ConfigText.sha1(hostsText(call)))) {
            throw ApiError.die("detected modified configuration - file changed by other user? Try again.");
        }
        settings(call).put("hosts", call.param("data"));
        return Reply.nothing();
    }

    private static Reply time(Call call) {
        String zone = settings(call).getOrDefault("timezone", "UTC");
        ZonedDateTime now = Instant.ofEpochMilli(call.world().now()).atZone(ZoneId.of(zone));
        return Reply.of(Reply.object()
                .put("timezone", zone)
                .put("time", now.toEpochSecond())
                .put("localtime", now.toEpochSecond() + now.getOffset().getTotalSeconds()));
    }

    private static Reply setTime(Call call) {
        if (!ZoneId.getAvailableZoneIds().contains(call.param("timezone"))) {
            throw ApiError.die("invalid timezone '" + call.param("timezone") + "'");
        }
        settings(call).put("timezone", call.param("timezone"));
        return Reply.nothing();
    }

    private static Reply iface(Call call) {
        for (BridgeSpec bridge : call.world().cluster.node(call.node()).bridges()) {
            if (bridge.name().equals(call.param("iface"))) {
                ObjectNode row = ClusterCalls.bridgeRow(bridge, 4);
                row.remove("iface");
                return Reply.of(row);
            }
        }
        throw ApiError.param("iface", "interface does not exist");
    }

    /** Starts, stops or suspends all guests of a node by tasks of their own. */
    static final class Bulk implements TaskProgram {
        @Override
        public boolean needsLock(Task task) {
            return false;
        }

        @Override
        public void step(World world, Task task) {
            if (task.phase > 0) {
                return;
            }
            java.util.List<String> chosen = Texts.list(task.arg("vms"));
            for (Vm vm : world.vmsOn(task.node)) {
                boolean wanted = chosen.isEmpty() || chosen.contains(Integer.toString(vm.vmid));
                if (wanted && concerns(task, vm)) {
                    one(world, task, vm);
                }
            }
            TaskProgram.next(world, task, world.takes(task.type, 0));
        }

        private static boolean concerns(Task task, Vm vm) {
            boolean boots = vm.config.getOrDefault("onboot", "0").equals("1");
            boolean named = !task.arg("vms").isEmpty();
            return task.type.equals("startall")
                    ? !vm.running && !vm.isTemplate() && (boots || named || task.flag("force"))
                    : vm.running;
        }

        private static void one(World world, Task task, Vm vm) {
            String type = Map.of("startall", "qmstart", "stopall", "qmshutdown").getOrDefault(task.type, "qmpause");
            Map<String, String> args = new TreeMap<>(Map.of("vmid", Integer.toString(vm.vmid), "node", task.node));
            args.put("timeout", task.arg("timeout").isEmpty() ? "180" : task.arg("timeout"));
            args.put("forceStop", task.arg("force-stop").equals("0") ? "0" : "1");
            world.tasks.start(type, task.node, Integer.toString(vm.vmid), task.user, args);
        }
    }
}
