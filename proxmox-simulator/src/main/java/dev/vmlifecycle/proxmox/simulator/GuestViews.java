package dev.vmlifecycle.proxmox.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vmlifecycle.proxmox.simulator.internal.config.NetSpec;

/** A VM's live status, alone and in the node's list. */
final class GuestViews {

    private GuestViews() {}

    static Reply list(Call call) {
        ArrayNode rows = Reply.array();
        for (Vm vm : call.world().vmsOn(call.node())) {
            ObjectNode row = base(call.world(), vm);
            if (call.flag("full")) {
                row.put("qmpstatus", qmpStatus(vm));
            }
            rows.add(row);
        }
        return Reply.of(rows);
    }

    static Reply current(Call call) {
        Vm vm = call.vm();
        ObjectNode row = base(call.world(), vm).put("qmpstatus", qmpStatus(vm));
        row.putObject("ha").put("managed", 0);
        if (vm.config.getOrDefault("agent", "0").matches("(enabled=)?1(,.*)?")) {
            row.put("agent", 1);
        }
        if (vm.config.containsKey("vga")) {
            row.putNull("clipboard");
        }
        if (vm.running) {
            liveParts(vm, row);
        }
        return Reply.of(row);
    }

    private static ObjectNode base(World world, Vm vm) {
        int cpus = Math.min(vm.vcpus(), world.cluster.node(vm.node).cores().count());
        ObjectNode row = Reply.object()
                .put("vmid", vm.vmid)
                .put("name", vm.name())
                .put("status", vm.running ? "running" : "stopped")
                .put("uptime", world.uptime(vm))
                .put("cpu", 0)
                .put("cpus", vm.running ? cpus : vm.vcpus())
                .put("mem", vm.running ? vm.memoryBytes() / 8 : 0)
                .put("maxmem", vm.memoryBytes())
                .put("disk", 0)
                .put("maxdisk", world.volumes.bootDiskSize(vm))
                .put("diskread", 0)
                .put("diskwrite", 0)
                .put("netin", 0)
                .put("netout", 0);
        if (vm.running) {
            row.put("pid", vm.pid);
        }
        optional(vm, row);
        return row;
    }

    private static void optional(Vm vm, ObjectNode row) {
        if (vm.config.getOrDefault("serial0", "").equals("socket")) {
            row.put("serial", 1);
        }
        if (vm.isTemplate()) {
            row.put("template", 1);
        }
        if (!vm.lock().isEmpty()) {
            row.put("lock", vm.lock());
        }
        if (vm.config.containsKey("tags")) {
            row.put("tags", vm.config.get("tags"));
        }
        if (vm.config.containsKey("balloon")) {
            row.put("balloon_min", Long.parseLong(vm.config.get("balloon")) << 20)
                    .put("shares", vm.number("shares", 1000));
        }
    }

    private static void liveParts(Vm vm, ObjectNode row) {
        row.put("balloon", vm.memoryBytes())
                .put("running-machine", "pc-i440fx-9.2+pve1")
                .put("running-qemu", "9.2.0");
        row.putObject("ballooninfo").put("actual", vm.memoryBytes()).put("max_mem", vm.memoryBytes());
        row.putObject("proxmox-support").put("backup-max-workers", true).put("query-bitmap-info", true);
        ObjectNode nics = row.putObject("nics");
        vm.config.keySet().stream()
                .filter(NetSpec::isKey)
                .forEach(key -> nics.putObject("tap" + vm.vmid + "i" + key.substring(3))
                        .put("netin", 0)
                        .put("netout", 0));
        ObjectNode blocks = row.putObject("blockstat");
        vm.drives()
                .keySet()
                .forEach(key -> blocks.putObject(key)
                        .put("rd_bytes", 0)
                        .put("wr_bytes", 0)
                        .put("rd_operations", 0)
                        .put("wr_operations", 0)
                        .put("account_failed", true));
    }

    private static String qmpStatus(Vm vm) {
        if (!vm.running) {
            return "stopped";
        }
        return vm.paused ? "paused" : "running";
    }
}
