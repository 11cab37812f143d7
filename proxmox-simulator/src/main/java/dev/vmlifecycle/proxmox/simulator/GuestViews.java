package dev.vmlifecycle.proxmox.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vmlifecycle.proxmox.simulator.internal.config.NetSpec;
import dev.vmlifecycle.proxmox.simulator.internal.config.Whole;
import java.util.function.ToDoubleFunction;

/** A VM's live status, alone and in the node's list. */
final class GuestViews {

    private static final String[] SUPPORT = {
        "backup-max-workers",
        "pbs-dirty-bitmap",
        "pbs-dirty-bitmap-migration",
        "pbs-dirty-bitmap-savevm",
        "pbs-masterkey",
        "query-bitmap-info"
    };
    private static final String[] COUNTERS = {
        "failed_flush_operations",
        "failed_rd_operations",
        "failed_unmap_operations",
        "failed_wr_operations",
        "flush_operations",
        "flush_total_time_ns",
        "invalid_flush_operations",
        "invalid_rd_operations",
        "invalid_unmap_operations",
        "invalid_wr_operations",
        "rd_bytes",
        "rd_merged",
        "rd_operations",
        "rd_total_time_ns",
        "unmap_bytes",
        "unmap_merged",
        "unmap_operations",
        "unmap_total_time_ns",
        "wr_bytes",
        "wr_highest_offset",
        "wr_merged",
        "wr_operations",
        "wr_total_time_ns"
    };

    private GuestViews() {}

    static Reply list(Call call) {
        ArrayNode rows = Reply.array();
        for (Vm vm : call.world().vmsOn(call.node())) {
            if (!call.may("/vms/" + vm.vmid, "VM.Audit")) {
                continue;
            }
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
        ObjectNode ha = row.putObject("ha");
        if (HaCalls.manages(call.world(), vm.vmid)) {
            ha.put("managed", 1).putNull("group").putNull("state");
        } else {
            ha.put("managed", 0);
        }
        if (vm.hasAgentConfigured()) {
            row.put("agent", 1);
        }
        if (vm.config.containsKey("vga")) {
            row.putNull("clipboard");
        }
        if (vm.running) {
            liveParts(call.world(), vm, row);
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
                .put("cpu", vm.running ? vm.traffic.cpu() : 0)
                .put("cpus", cpus)
                .put("mem", vm.running ? (long) (vm.memoryBytes() * vm.traffic.memory()) : 0)
                .put("maxmem", vm.memoryBytes())
                .put("disk", 0)
                .put("maxdisk", world.volumes.bootDiskSize(vm))
                .put("diskread", counted(world, vm, RrdHistory.Stretch::diskread))
                .put("diskwrite", counted(world, vm, RrdHistory.Stretch::diskwrite))
                .put("netin", counted(world, vm, RrdHistory.Stretch::netin))
                .put("netout", counted(world, vm, RrdHistory.Stretch::netout));
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
            row.put("balloon_min", Vm.mebibytes(Whole.of(vm.config.get("balloon"), 0)))
                    .put("shares", vm.number("shares", 1000));
        }
    }

    private static void liveParts(World world, Vm vm, ObjectNode row) {
        row.put("running-machine", "pc-i440fx-9.2+pve1").put("running-qemu", CreateProgram.QEMU_VERSION);
        ObjectNode support = row.putObject("proxmox-support");
        if (!vm.paused) {
            answered(vm, row, support);
        }
        ObjectNode nics = row.putObject("nics");
        vm.config.keySet().stream()
                .filter(NetSpec::isKey)
                .forEach(key -> nics.putObject("tap" + vm.vmid + "i" + key.substring(3))
                        .put("netin", counted(world, vm, RrdHistory.Stretch::netin))
                        .put("netout", counted(world, vm, RrdHistory.Stretch::netout)));
        ObjectNode blocks = row.putObject("blockstat");
        vm.drives().keySet().forEach(key -> {
            ObjectNode block = blocks.putObject(key).put("account_failed", true).put("account_invalid", true);
            for (String counter : COUNTERS) {
                block.put(counter, 0);
            }
            block.putArray("timed_stats");
        });
    }

    /** What QEMU does not tell of a paused guest (8.4.1). */
    private static void answered(Vm vm, ObjectNode row, ObjectNode support) {
        row.put("balloon", vm.memoryBytes());
        row.putObject("ballooninfo").put("actual", vm.memoryBytes()).put("max_mem", vm.memoryBytes());
        support.put("pbs-library-version", "1.5.1");
        for (String feature : SUPPORT) {
            support.put(feature, true);
        }
    }

    /** What a running guest has counted since it was switched on. */
    private static long counted(World world, Vm vm, ToDoubleFunction<RrdHistory.Stretch> figure) {
        RrdHistory history = world.state.rrd.get(vm.vmid);
        return !vm.running || history == null ? 0 : history.total(vm.startedMs, world.now(), figure);
    }

    private static String qmpStatus(Vm vm) {
        if (!vm.running) {
            return "stopped";
        }
        return vm.paused ? "paused" : "running";
    }
}
