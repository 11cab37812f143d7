package dev.vmlifecycle.proxmox.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.ToDoubleFunction;

/** {@code /cluster/resources}: existence, node, lock and tags are live; name and figures are what the status daemon told last. */
final class ResourceCalls {

    private ResourceCalls() {}

    static Reply list(Call call) {
        String type = call.param("type");
        ArrayNode rows = Reply.array();
        if (type.isEmpty() || type.equals("vm")) {
            call.world().allVms().stream()
                    .filter(vm -> call.may("/vms/" + vm.vmid, "VM.Audit"))
                    .forEach(vm -> rows.add(vmRow(call.world(), vm)));
        }
        if (type.isEmpty() || type.equals("node")) {
            call.world()
                    .cluster
                    .nodes()
                    .values()
                    .forEach(node -> rows.add(ClusterCalls.nodeRow(call, node).put("cgroup-mode", 1)));
        }
        if (type.isEmpty() || type.equals("storage")) {
            storages(call, rows);
        }
        if (type.isEmpty() || type.equals("sdn")) {
            sdn(call, rows);
        }
        return Reply.of(rows);
    }

    static ObjectNode vmRow(World world, Vm vm) {
        ObjectNode row = Reply.object()
                .put("id", "qemu/" + vm.vmid)
                .put("vmid", vm.vmid)
                .put("node", vm.node)
                .put("type", "qemu");
        StatRow stats = world.state.stats.get(vm.vmid);
        if (stats == null) {
            row.put("status", "unknown");
        } else {
            Traffic traffic =
                    world.state.rrd.getOrDefault(vm.vmid, new RrdHistory()).at(world.state.lastStatMs);
            row.put("name", stats.name())
                    .put("status", stats.running() ? "running" : "stopped")
                    .put("template", stats.template() ? 1 : 0)
                    .put("uptime", stats.running() ? (world.state.lastStatMs - stats.startedMs()) / 1000 : 0)
                    .put("cpu", stats.running() ? traffic.cpu() : 0)
                    .put("maxcpu", stats.maxcpu())
                    .put("mem", stats.running() ? (long) (stats.maxmem() * traffic.memory()) : 0)
                    .put("maxmem", stats.maxmem())
                    .put("disk", 0)
                    .put("maxdisk", stats.maxdisk())
                    .put("netin", counted(world, vm, stats, RrdHistory.Stretch::netin))
                    .put("netout", counted(world, vm, stats, RrdHistory.Stretch::netout))
                    .put("diskread", counted(world, vm, stats, RrdHistory.Stretch::diskread))
                    .put("diskwrite", counted(world, vm, stats, RrdHistory.Stretch::diskwrite));
        }
        if (!vm.lock().isEmpty()) {
            row.put("lock", vm.lock());
        }
        if (vm.config.containsKey("tags")) {
            row.put("tags", vm.config.get("tags"));
        }
        return row;
    }

    /** Counted until the status daemon's last round. */
    private static long counted(World world, Vm vm, StatRow stats, ToDoubleFunction<RrdHistory.Stretch> figure) {
        RrdHistory history = world.state.rrd.getOrDefault(vm.vmid, new RrdHistory());
        return stats.running() ? history.total(stats.startedMs(), world.state.lastStatMs, figure) : 0;
    }

    private static void storages(Call call, ArrayNode rows) {
        World world = call.world();
        for (StorageSpec storage : world.cluster.storages().values()) {
            if (!StorageCalls.sees(call, storage.id())) {
                continue;
            }
            for (String node : world.cluster.nodeNames()) {
                if (storage.availableOn(node)) {
                    rows.add(storageRow(world, storage, node));
                }
            }
        }
    }

    static ObjectNode storageRow(World world, StorageSpec storage, String node) {
        return Reply.object()
                .put("id", "storage/" + node + "/" + storage.id())
                .put("storage", storage.id())
                .put("node", node)
                .put("type", "storage")
                .put("plugintype", storage.type())
                .put("content", String.join(",", storage.content()))
                .put("shared", storage.shared() ? 1 : 0)
                .put("status", "available")
                .put("disk", world.volumes.used(storage, node))
                .put("maxdisk", storage.capacityBytes());
    }

    private static void sdn(Call call, ArrayNode rows) {
        if (!call.may("/sdn/zones/localnetwork", "SDN.Audit")) {
            return;
        }
        for (String node : call.world().cluster.nodeNames()) {
            rows.addObject()
                    .put("id", "sdn/" + node + "/localnetwork")
                    .put("sdn", "localnetwork")
                    .put("node", node)
                    .put("type", "sdn")
                    .put("status", "ok");
        }
    }
}
