package dev.vmlifecycle.proxmox.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vmlifecycle.proxmox.simulator.internal.config.Whole;
import dev.vmlifecycle.proxmox.simulator.internal.schema.ApiError;
import dev.vmlifecycle.proxmox.simulator.internal.schema.Endpoint;
import dev.vmlifecycle.proxmox.simulator.internal.schema.Endpoints;
import java.math.BigInteger;
import java.util.Map;
import java.util.TreeMap;

/** Reading and writing a VM's configuration. */
final class ConfigCalls {

    private static final Endpoint SCHEMA = Endpoints.of(8).get("PUT /nodes/{node}/qemu/{vmid}/config");
    private static final String HIDDEN = "**********";

    private ConfigCalls() {}

    static Reply read(Call call) {
        Vm vm = call.vm();
        ObjectNode data = Reply.object().put("digest", vm.digest());
        Map<String, String> shown = call.flag("current") ? vm.config : vm.merged();
        if (call.has("snapshot")) {
            if (call.flag("current")) {
                throw ApiError.param("snapshot", "cannot use 'snapshot' parameter with 'current'");
            }
            Snapshot snapshot = SnapshotCalls.require(vm, call.param("snapshot"));
            shown = snapshot.section();
            data.put("snaptime", snapshot.snaptime);
        }
        shown.forEach((key, value) -> {
            if (!key.equals("snaptime")) {
                data.set(key, json(key, value));
            }
        });
        return Reply.of(data);
    }

    static Reply pending(Call call) {
        Vm vm = call.vm();
        ArrayNode rows = Reply.array();
        vm.config.forEach((key, value) -> {
            ObjectNode row = rows.addObject().put("key", key);
            row.set("value", json(key, value));
            if (vm.deletes.contains(key)) {
                row.put("delete", 1);
            } else if (vm.pending.containsKey(key)) {
                row.set("pending", json(key, vm.pending.getOrDefault(key, "")));
            }
        });
        vm.pending.forEach((key, value) -> {
            if (!vm.config.containsKey(key)) {
                rows.addObject().put("key", key).set("pending", json(key, value));
            }
        });
        rows.addObject().put("key", "digest").put("value", vm.digest());
        return Reply.of(rows);
    }

    static JsonNode json(String key, String value) {
        return key.equals("cipassword") ? JsonNodeFactory.instance.textNode(HIDDEN) : plain(key, value);
    }

    /** The value as it is, a password's hash included. */
    static JsonNode plain(String key, String value) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        return SCHEMA.printsAsNumber(key) && Whole.is(value)
                ? json.numberNode(new BigInteger(value))
                : json.textNode(value);
    }

    static boolean isOption(String key) {
        return SCHEMA.accepts(key) && !ConfigWrite.CONTROL.contains(key);
    }

    static Reply write(Call call) {
        ConfigWrite write = ConfigWrite.prepare(call);
        long waited = write.admit();
        write.apply();
        return Reply.nothing().waited(waited);
    }

    /** Checks at once, works in a task; with {@code background_delay} the caller gets nothing when the work was done in time. */
    static Reply writeAsTask(Call call) {
        World world = call.world();
        ConfigWrite write = ConfigWrite.prepare(call);
        long waited = write.admit();
        Map<String, String> args = new TreeMap<>(write.arguments());
        Task task = call.start("qmconfig", call.param("vmid"), args);
        long took = world.takes("qmconfig", 0);
        if (call.number("background_delay", 0) * 1000 < took) {
            return Reply.upid(task).waited(waited);
        }
        try {
            task.phase = 1;
            if (world.tasks.struck(task)) {
                throw ApiError.die(task.exit);
            }
            write.apply();
            world.tasks.end(task, task.success());
            return Reply.nothing().waited(waited + took);
        } catch (ApiError e) {
            if (task.running()) {
                world.tasks.end(task, e.asExitStatus());
            }
            throw ApiError.die("failed to update VM " + call.vmid() + ": " + e.asExitStatus());
        }
    }
}
