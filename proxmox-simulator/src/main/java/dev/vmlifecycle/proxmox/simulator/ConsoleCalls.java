package dev.vmlifecycle.proxmox.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vmlifecycle.proxmox.simulator.internal.config.ConfigText;
import dev.vmlifecycle.proxmox.simulator.internal.schema.ApiError;
import java.util.Map;
import java.util.TreeMap;

/** Tickets for consoles, keys sent to a guest, what a guest can do, and the indexes below a guest. Nobody answers at the port given. */
final class ConsoleCalls {

    private static final int FIRST_PORT = 5900;

    private ConsoleCalls() {}

    static void routes(Routes on, String qemu) {
        on.on("POST " + qemu + "/vncproxy", ConsoleCalls::vnc);
        on.on("POST " + qemu + "/termproxy", ConsoleCalls::terminal);
        on.on("PUT " + qemu + "/sendkey", ConsoleCalls::key);
        on.on("GET " + qemu + "/feature", ConsoleCalls::feature);
        on.on(
                "GET " + qemu,
                call -> index(
                        "subdir",
                        "agent",
                        "clone",
                        "cloudinit",
                        "config",
                        "feature",
                        "firewall",
                        "migrate",
                        "move_disk",
                        "pending",
                        "resize",
                        "rrd",
                        "rrddata",
                        "sendkey",
                        "snapshot",
                        "status",
                        "template",
                        "termproxy",
                        "unlink",
                        "vncproxy",
                        "vncwebsocket"));
        on.on(
                "GET " + qemu + "/status",
                call -> index(
                        "subdir", "current", "reboot", "reset", "resume", "shutdown", "start", "stop", "suspend"));
        on.on(
                "GET " + qemu + "/firewall",
                call -> index("name", "aliases", "ipset", "log", "options", "refs", "rules"));
    }

    private static Reply index(String key, String... names) {
        ArrayNode rows = Reply.array();
        for (String name : names) {
            rows.addObject().put(key, name);
        }
        return Reply.of(rows);
    }

    private static ObjectNode proxy(Call call, String type) {
        Task task = call.start(type, call.param("vmid"), new TreeMap<>(Map.of("node", call.node())));
        String subject = "PVEVNC:" + Long.toHexString(call.world().now() / 1000).toUpperCase(java.util.Locale.ROOT);
        return Reply.object()
                .put("user", call.user())
                .put("ticket", subject + "::" + ConfigText.sha1(call.world().state.ticketKey + subject + task.upid))
                .put("port", Integer.toString(FIRST_PORT + task.pid % 100))
                .put("upid", task.upid);
    }

    private static Reply vnc(Call call) {
        call.vm();
        ObjectNode data = proxy(call, "vncproxy").put("cert", "-----BEGIN CERTIFICATE-----\n");
        if (call.flag("generate-password")) {
            data.put("password", call.world().random.uuid().substring(0, 8));
        }
        return Reply.of(data);
    }

    private static Reply terminal(Call call) {
        Vm vm = call.vm();
        String wanted = call.has("serial") ? call.param("serial") : "serial0";
        if (!vm.config.containsKey(wanted) && !vm.config.getOrDefault("vga", "").startsWith("serial")) {
            throw ApiError.die(
                    call.has("serial")
                            ? "serial interface '" + wanted + "' does not exist"
                            : "unable to find a serial interface");
        }
        return Reply.of(proxy(call, "vncproxy"));
    }

    private static Reply key(Call call) {
        if (!call.vm().running) {
            throw ApiError.die("VM " + call.vmid() + " not running");
        }
        return Reply.nothing();
    }

    private static Reply feature(Call call) {
        Vm vm = call.vm();
        if (call.has("snapname")) {
            SnapshotCalls.require(vm, call.param("snapname"));
        }
        boolean able = !call.param("feature").equals("snapshot") || SnapshotPrograms.possible(call.world(), vm);
        ObjectNode data = Reply.object().put("hasFeature", able ? 1 : 0);
        ArrayNode nodes = data.putArray("nodes");
        call.world().cluster.nodeNames().stream()
                .filter(node -> node.equals(vm.node)
                        || vm.drives().values().stream().allMatch(drive -> CloneCalls.isShared(call.world(), drive)))
                .forEach(nodes::add);
        return Reply.of(data);
    }

    /** The proxy waits for somebody to connect. */
    static final class Waiting implements TaskProgram {

        private static final long PATIENCE_MS = 10_000;

        @Override
        public boolean needsLock(Task task) {
            return false;
        }

        @Override
        public void step(World world, Task task) {
            if (task.phase == 0) {
                TaskProgram.next(world, task, PATIENCE_MS);
                return;
            }
            throw ApiError.die("connection timed out");
        }
    }
}
