package dev.vmlifecycle.proxmox.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vmlifecycle.proxmox.simulator.internal.schema.ApiError;
import java.util.Set;

/** A VM's snapshots. A duplicate, a missing one and a lock are found in the task. */
final class SnapshotCalls {

    private static final Set<String> RESERVED = Set.of("current", "pending");

    private SnapshotCalls() {}

    static Reply list(Call call) {
        Vm vm = call.vm();
        ArrayNode rows = Reply.array();
        vm.snapshots.forEach((name, snapshot) -> {
            ObjectNode row = rows.addObject()
                    .put("name", name)
                    .put("description", snapshot.description)
                    .put("snaptime", snapshot.snaptime)
                    .put("vmstate", snapshot.vmstate ? 1 : 0);
            if (!snapshot.parent.isEmpty()) {
                row.put("parent", snapshot.parent);
            }
        });
        ObjectNode here = rows.addObject()
                .put("name", "current")
                .put("description", "You are here!")
                .put("digest", vm.digest())
                .put("running", vm.running ? 1 : 0);
        String parent = vm.config.getOrDefault("parent", "");
        if (!parent.isEmpty()) {
            here.put("parent", parent);
        }
        return Reply.of(rows);
    }

    static Reply create(Call call) {
        refuseReserved(call);
        call.vm();
        return Reply.upid(call.start("qmsnapshot"));
    }

    private static void refuseReserved(Call call) {
        String name = call.param("snapname");
        if (RESERVED.contains(name)) {
            throw ApiError.die("unable to use snapshot name '" + name + "' (reserved name)");
        }
    }

    static Reply delete(Call call) {
        return Reply.upid(call.start("qmdelsnapshot"));
    }

    static Reply rollback(Call call) {
        return Reply.upid(call.start("qmrollback"));
    }

    static Reply index(Call call) {
        ArrayNode rows = Reply.array();
        rows.addObject().put("cmd", "rollback");
        rows.addObject().put("cmd", "config");
        return Reply.of(rows);
    }

    static Snapshot require(Vm vm, String name) {
        Snapshot snapshot = vm.snapshots.get(name);
        if (snapshot == null) {
            throw ApiError.die("snapshot '" + name + "' does not exist");
        }
        return snapshot;
    }

    /** Unlike every other read this one shows the password's hash, as Proxmox does (8.4.1). */
    static Reply config(Call call) {
        Snapshot snapshot = require(call.vm(), call.param("snapname"));
        ObjectNode data = Reply.object();
        snapshot.section().forEach((key, value) -> data.set(key, ConfigCalls.plain(key, value)));
        data.put("snaptime", snapshot.snaptime);
        return Reply.of(data);
    }

    static Reply change(Call call) {
        Snapshot snapshot = require(call.vm(), call.param("snapname"));
        if (call.has("description")) {
            snapshot.description = call.param("description");
        }
        return Reply.nothing();
    }
}
