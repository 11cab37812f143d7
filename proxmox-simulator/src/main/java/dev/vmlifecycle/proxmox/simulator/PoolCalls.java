package dev.vmlifecycle.proxmox.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vmlifecycle.proxmox.simulator.internal.config.Whole;
import dev.vmlifecycle.proxmox.simulator.internal.schema.ApiError;
import java.util.Optional;

/** Pools and their members. */
final class PoolCalls {

    private PoolCalls() {}

    static Reply list(Call call) {
        ArrayNode rows = Reply.array();
        call.world().state.access.pools.forEach((id, pool) -> {
            boolean wanted = !call.has("poolid") || call.param("poolid").equals(id);
            if (wanted && (call.may("/pool/" + id, "Pool.Audit") || call.may("/pool/" + id, "Pool.Allocate"))) {
                ObjectNode row = rows.addObject().put("poolid", id);
                if (!pool.comment.isEmpty()) {
                    row.put("comment", pool.comment);
                }
                if (call.has("poolid")) {
                    row.set("members", members(call, pool));
                }
            }
        });
        return Reply.of(rows);
    }

    private static ArrayNode members(Call call, AccessState.Pool pool) {
        ArrayNode rows = Reply.array();
        String type = call.param("type");
        for (int vmid : pool.vms) {
            call.world()
                    .vm(vmid)
                    .filter(vm -> type.isEmpty() || type.equals("qemu"))
                    .ifPresent(vm -> rows.add(ResourceCalls.vmRow(call.world(), vm)));
        }
        for (String id : pool.storages) {
            StorageSpec storage = call.world().cluster.storages().get(id);
            if (storage != null && (type.isEmpty() || type.equals("storage"))) {
                call.world().cluster.nodeNames().stream()
                        .filter(storage::availableOn)
                        .forEach(node -> rows.add(ResourceCalls.storageRow(call.world(), storage, node)));
            }
        }
        return rows;
    }

    private static AccessState.Pool require(Call call, String failure) {
        AccessState.Pool pool = call.world().state.access.pools.get(call.param("poolid"));
        if (pool == null) {
            throw ApiError.die(failure + "pool '" + call.param("poolid") + "' does not exist");
        }
        return pool;
    }

    static Reply read(Call call) {
        AccessState.Pool pool = require(call, "");
        ObjectNode data = Reply.object().put("poolid", call.param("poolid"));
        data.set("members", members(call, pool));
        if (!pool.comment.isEmpty()) {
            data.put("comment", pool.comment);
        }
        return Reply.of(data);
    }

    static Reply create(Call call) {
        String id = call.param("poolid");
        if (call.world().state.access.pools.containsKey(id)) {
            throw ApiError.die("create pool failed: pool '" + id + "' already exists");
        }
        String parent = id.contains("/") ? id.substring(0, id.lastIndexOf('/')) : "";
        if (!parent.isEmpty() && !call.world().state.access.pools.containsKey(parent)) {
            throw ApiError.die("create pool failed: parent '" + parent + "' of pool '" + id + "' does not exist");
        }
        AccessState.Pool pool = new AccessState.Pool();
        pool.comment = call.param("comment");
        call.world().state.access.pools.put(id, pool);
        return Reply.nothing();
    }

    static Reply change(Call call) {
        AccessState.Pool pool = require(call, "update pools failed: ");
        if (call.has("comment")) {
            pool.comment = call.param("comment");
        }
        for (String text : Texts.list(call.param("vms"))) {
            changeVm(call, pool, Whole.small(text, 0));
        }
        for (String storage : Texts.list(call.param("storage"))) {
            changeStorage(call, pool, storage);
        }
        return Reply.nothing();
    }

    private static void changeVm(Call call, AccessState.Pool pool, int vmid) {
        if (call.flag("delete")) {
            if (!pool.vms.remove(vmid)) {
                throw failed("VM " + vmid + " is not a pool member");
            }
            return;
        }
        if (pool.vms.contains(vmid)) {
            throw failed("VM " + vmid + " is already a pool member");
        }
        String other = call.world().state.access.poolOf(vmid);
        if (!other.isEmpty() && !call.flag("allow-move")) {
            throw failed("VM " + vmid + " belongs already to pool '" + other + "' and 'allow-move' is not set");
        }
        call.world().state.access.pools.values().forEach(any -> any.vms.remove(vmid));
        pool.vms.add(vmid);
    }

    private static void changeStorage(Call call, AccessState.Pool pool, String storage) {
        if (call.flag("delete")) {
            if (!pool.storages.remove(storage)) {
                throw failed("Storage '" + storage + "' is not a pool member");
            }
        } else if (!pool.storages.add(storage)) {
            throw failed("Storage '" + storage + "' is already a pool member");
        }
    }

    private static ApiError failed(String why) {
        return ApiError.die("update pools failed: " + why);
    }

    static Reply delete(Call call) {
        AccessState.Pool pool = require(call, "delete pool failed: ");
        String content = "";
        String id = call.param("poolid");
        Optional<String> child = call.world().state.access.pools.keySet().stream()
                .filter(other -> other.startsWith(id + "/"))
                .findFirst();
        if (child.isPresent()) {
            content = "pool '" + child.get() + "'";
        } else if (!pool.vms.isEmpty()) {
            content = "VM " + pool.vms.first();
        } else if (!pool.storages.isEmpty()) {
            content = "storage '" + pool.storages.first() + "'";
        }
        if (!content.isEmpty()) {
            throw ApiError.die("delete pool failed: pool '" + id + "' is not empty (contains " + content + ")");
        }
        call.world().state.access.pools.remove(id);
        return Reply.nothing();
    }
}
