package dev.vmlifecycle.proxmox.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vmlifecycle.proxmox.simulator.internal.config.ConfigText;
import dev.vmlifecycle.proxmox.simulator.internal.config.DiskSize;
import dev.vmlifecycle.proxmox.simulator.internal.schema.ApiError;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Version, nodes, bridges, quorum, free VMIDs. */
final class ClusterCalls {

    private static final String REPO_ID = "2a5fa54a8503f96d";
    private static final int FIRST_FREE = 100;
    private static final int LAST_FREE = 999_999;
    static final long ROOT_BYTES = 12_573_614_080L;
    static final long ROOT_USED = 16_904_192L;

    private ClusterCalls() {}

    static Reply version(Call call) {
        PveVersion version = call.world().cluster.version();
        return Reply.of(Reply.object()
                .put("version", version.version())
                .put("release", version.release())
                .put("repoid", REPO_ID));
    }

    static Reply nodes(Call call) {
        ArrayNode rows = Reply.array();
        for (NodeSpec node : call.world().cluster.nodes().values()) {
            rows.add(nodeRow(call, node).put("ssl_fingerprint", fingerprint(node)));
        }
        return Reply.of(rows);
    }

    /** Without the right to audit a node one sees that it exists, not how it is. */
    static ObjectNode nodeRow(Call call, NodeSpec node) {
        World world = call.world();
        ObjectNode row = Reply.object()
                .put("id", "node/" + node.name())
                .put("node", node.name())
                .put("type", "node")
                .put("status", world.state.down.contains(node.name()) ? "offline" : "online")
                .put("level", "");
        if (!call.may("/nodes/" + node.name(), "Sys.Audit")) {
            return row;
        }
        return row.put("cpu", 0.05)
                .put("maxcpu", node.cores().count())
                .put("mem", usedMemory(world, node))
                .put("maxmem", DiskSize.bytes(node.memory()))
                .put("disk", 16_904_192L)
                .put("maxdisk", 12_573_614_080L)
                .put("uptime", uptime(world));
    }

    static Reply nodeStatus(Call call) {
        World world = call.world();
        NodeSpec node = world.cluster.node(call.node());
        long total = DiskSize.bytes(node.memory());
        long used = usedMemory(world, node);
        ObjectNode data = Reply.object()
                .put("uptime", uptime(world))
                .put("cpu", 0.05)
                .put("wait", 0)
                .put("idle", 0)
                .put("pveversion", "pve-manager/" + world.cluster.version().version() + "/" + REPO_ID)
                .put("kversion", "Linux 6.8.12-9-pve #1 SMP");
        data.putArray("loadavg").add("0.10").add("0.10").add("0.10");
        data.putObject("memory").put("total", total).put("used", used).put("free", total - used);
        data.putObject("swap").put("total", 0).put("used", 0).put("free", 0);
        data.putObject("rootfs")
                .put("total", 12_573_614_080L)
                .put("used", 16_904_192L)
                .put("free", 12_556_709_888L)
                .put("avail", 12_556_709_888L);
        data.putObject("ksm").put("shared", 0);
        data.putObject("current-kernel")
                .put("sysname", "Linux")
                .put("machine", "x86_64")
                .put("release", "6.8.12-9-pve")
                .put("version", "#1 SMP PREEMPT_DYNAMIC PMX 6.8.12-9");
        data.putObject("boot-info").put("mode", "legacy-bios");
        data.putObject("cpuinfo")
                .put("cpus", node.cores().count())
                .put("cores", node.cores().count())
                .put("sockets", 1)
                .put("model", "simulated")
                .put("mhz", "2445.434")
                .put("hvm", "1")
                .put("flags", "vmx")
                .put("user_hz", 100);
        return Reply.of(data);
    }

    static Reply network(Call call) {
        ArrayNode rows = Reply.array();
        List<BridgeSpec> bridges = call.world().cluster.node(call.node()).bridges();
        String type = call.param("type");
        if (type.isEmpty() || type.equals("eth")) {
            ports(bridges).forEach(port -> rows.add(portRow(port)));
        }
        if (type.isEmpty() || type.contains("bridge")) {
            for (int i = 0; i < bridges.size(); i++) {
                rows.add(bridgeRow(bridges.get(i), i + 4));
            }
            addressed(call, rows);
        }
        return Reply.of(rows);
    }

    private static Set<String> ports(List<BridgeSpec> bridges) {
        Set<String> ports = new TreeSet<>();
        bridges.forEach(bridge -> ports.addAll(Texts.list(bridge.ports())));
        return ports;
    }

    private static ObjectNode portRow(String port) {
        ObjectNode row = Reply.object()
                .put("iface", port)
                .put("type", "eth")
                .put("active", 1)
                .put("exists", 1)
                .put("method", "manual")
                .put("method6", "manual")
                .put("priority", 3);
        row.putArray("families").add("inet");
        return row;
    }

    /** The node's own address is on the first bridge that has an uplink. */
    private static void addressed(Call call, ArrayNode rows) {
        String address = "10.99.0." + (call.world().cluster.nodeNames().indexOf(call.node()) + 1);
        for (JsonNode row : rows) {
            if (!row.path("bridge_ports").asText().isEmpty() && row instanceof ObjectNode bridge) {
                bridge.put("method", "static")
                        .put("address", address)
                        .put("netmask", "24")
                        .put("cidr", address + "/24");
                return;
            }
        }
    }

    static ObjectNode bridgeRow(BridgeSpec bridge, int priority) {
        ObjectNode row = Reply.object()
                .put("iface", bridge.name())
                .put("type", "bridge")
                .put("active", 1)
                .put("autostart", 1)
                .put("bridge_ports", bridge.ports())
                .put("bridge_stp", "off")
                .put("bridge_fd", "0")
                .put("method", "manual")
                .put("method6", "manual")
                .put("priority", priority);
        row.putArray("families").add("inet");
        if (bridge.vlanAware()) {
            row.put("bridge_vlan_aware", 1).put("bridge_vids", "2-4094");
        }
        return row;
    }

    static Reply status(Call call) {
        Cluster cluster = call.world().cluster;
        ArrayNode rows = Reply.array();
        rows.addObject()
                .put("type", "cluster")
                .put("id", "cluster")
                .put("name", cluster.name())
                .put("nodes", cluster.nodes().size())
                .put("quorate", call.world().state.quorate ? 1 : 0)
                .put("version", 1);
        int id = 1;
        for (String node : cluster.nodeNames()) {
            rows.addObject()
                    .put("type", "node")
                    .put("id", "node/" + node)
                    .put("name", node)
                    .put("nodeid", id)
                    .put("ip", "10.99.0." + id)
                    .put("level", "")
                    .put("local", id == 1 ? 1 : 0)
                    .put("online", call.world().state.down.contains(node) ? 0 : 1);
            id++;
        }
        return Reply.of(rows);
    }

    /** A look-up, not a reservation: needs no right and knows every guest. */
    static Reply nextId(Call call) {
        World world = call.world();
        if (call.has("vmid")) {
            if (world.vm(call.vmid()).isPresent()) {
                throw ApiError.param("vmid", "VM " + call.vmid() + " already exists");
            }
            return Reply.text(call.param("vmid"));
        }
        int candidate = OptionCalls.nextId(world, "lower", FIRST_FREE);
        int upper = OptionCalls.nextId(world, "upper", LAST_FREE + 1) - 1;
        while (world.state.vms.containsKey(candidate)) {
            candidate++;
        }
        if (candidate > upper) {
            throw ApiError.die("unable to get any free VMID in range [" + FIRST_FREE + ", " + upper + "]");
        }
        return Reply.text(Integer.toString(candidate));
    }

    private static long uptime(World world) {
        return (world.now() - world.state.bootMs) / 1000;
    }

    static long usedMemory(World world, NodeSpec node) {
        return world.vmsOn(node.name()).stream()
                .filter(vm -> vm.running)
                .mapToLong(Vm::memoryBytes)
                .sum();
    }

    private static String fingerprint(NodeSpec node) {
        String hex = (ConfigText.sha1(node.name()) + ConfigText.sha1(node.name() + "/2")).substring(0, 64);
        return hex.toUpperCase(java.util.Locale.ROOT).replaceAll("..(?!$)", "$0:");
    }
}
