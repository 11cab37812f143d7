package dev.vmlifecycle.proxmox.simulator;

import dev.vmlifecycle.proxmox.simulator.internal.schema.ApiError;
import dev.vmlifecycle.proxmox.simulator.internal.schema.Endpoint;
import dev.vmlifecycle.proxmox.simulator.internal.schema.Permission;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Who may make a call. Checked before parameters are: a caller without rights learns nothing from the schema. Rules the schema only
 * describes in prose are written out here.
 */
final class AccessRules {

    private final Map<String, Consumer<Call>> rules = new HashMap<>();

    AccessRules() {
        String user = "/access/users/{userid}";
        for (String method : List.of("GET ", "PUT ", "DELETE ")) {
            rules.put(method + user, AccessRules::otherUser);
        }
        rules.put("POST /access/users", call -> call.require("/access/groups", "User.Modify"));
        for (String method : List.of("GET ", "POST ", "PUT ", "DELETE ")) {
            rules.put(method + user + "/token/{tokenid}", AccessRules::selfOrUser);
        }
        rules.put("GET " + user + "/token", AccessRules::selfOrUser);
        rules.put("PUT /access/password", AccessRules::selfOrUser);
        rules.put("PUT /access/acl", call -> call.require(call.param("path"), "Permissions.Modify"));
        rules.put("GET /access/permissions", AccessRules::ownPermissions);
        rules.put("POST /nodes/{node}/qemu", AccessRules::create);
        rules.put("POST /nodes/{node}/qemu/{vmid}/clone", AccessRules::cloneVm);
        rules.put("POST /nodes/{node}/vzdump", AccessRules::backup);
        for (String key : List.of("GET /nodes/{node}/tasks/{upid}/log", "GET /nodes/{node}/tasks/{upid}/status")) {
            rules.put(key, call -> task(call, "Sys.Audit"));
        }
        rules.put("DELETE /nodes/{node}/tasks/{upid}", call -> task(call, "Sys.Modify"));
        volumes();
    }

    private void volumes() {
        String volume = "/nodes/{node}/storage/{storage}/content/{volume}";
        rules.put("GET " + volume, AccessRules::readVolume);
        rules.put("PUT " + volume, AccessRules::changeVolume);
        rules.put("DELETE " + volume, AccessRules::changeVolume);
        rules.put(
                "POST /nodes/{node}/storage/{storage}/download-url",
                call -> call.require("/storage/" + call.param("storage"), "Datastore.AllocateTemplate"));
        rules.put(
                "DELETE /nodes/{node}/storage/{storage}/prunebackups",
                call -> call.require("/storage/" + call.param("storage"), "Datastore.AllocateSpace"));
        rules.put("GET /nodes/{node}/vzdump/extractconfig", call -> {});
    }

    void check(Endpoint endpoint, Call call) {
        Permission permission = endpoint.permission();
        if (permission.kind() == Permission.Kind.CHECK) {
            String path = permission.pathOf(call.params());
            call.world().permissions.require(call.user(), path, permission.privileges(), permission.any());
        } else {
            rules.getOrDefault(endpoint.key(), any -> {}).accept(call);
        }
    }

    static boolean seesUser(Call call, String id) {
        return Permissions.userOf(call.user()).equals(id)
                || call.may("/access/users/" + id, "Sys.Audit")
                || call.may("/access/groups", "User.Modify");
    }

    private static void otherUser(Call call) {
        call.world().permissions.require(call.user(), "/access/groups", List.of("User.Modify", "Sys.Audit"), true);
    }

    private static void selfOrUser(Call call) {
        if (!Permissions.userOf(call.user()).equals(call.param("userid"))
                && !call.may("/access/groups", "User.Modify")) {
            throw Permissions.refused("");
        }
    }

    private static void ownPermissions(Call call) {
        boolean own = !call.has("userid") || call.param("userid").equals(call.user());
        if (!own) {
            call.require("/access", "Sys.Audit");
        }
    }

    private static void create(Call call) {
        String pool = call.param("pool");
        boolean allowed = call.may("/vms/" + call.param("vmid"), "VM.Allocate")
                || (!pool.isEmpty() && call.may("/pool/" + pool, "VM.Allocate"));
        if (!allowed) {
            throw Permissions.refused("");
        }
    }

    private static void cloneVm(Call call) {
        call.require("/vms/" + call.param("vmid"), "VM.Clone");
        String pool = call.param("pool");
        boolean allowed = call.may("/vms/" + call.param("newid"), "VM.Allocate")
                || (!pool.isEmpty() && call.may("/pool/" + pool, "VM.Allocate"));
        if (!allowed) {
            throw Permissions.refused("");
        }
    }

    private static void backup(Call call) {
        for (String key : List.of("tmpdir", "dumpdir", "script", "job-id")) {
            if (call.has(key) && !Permissions.isRoot(call.user())) {
                throw ApiError.param(key, "Only root may set this option.");
            }
        }
        for (String key : List.of("bwlimit", "ionice", "performance")) {
            if (call.has(key)) {
                call.require("/", "Sys.Modify");
            }
        }
        for (String vmid : Texts.list(call.param("vmid"))) {
            call.require("/vms/" + vmid, "VM.Backup");
        }
        if (call.has("storage")) {
            call.require("/storage/" + call.param("storage"), "Datastore.AllocateSpace");
        }
    }

    /** A token sees its own tasks and those of its user's other tokens not. */
    private static void task(Call call, String privilege) {
        boolean own = call.world()
                .tasks
                .find(call.param("upid"))
                .map(found -> found.user.equals(call.user())
                        || Permissions.userOf(found.user).equals(call.user()))
                .orElse(false);
        if (!own) {
            call.require("/nodes/" + call.param("node"), privilege);
        }
    }

    private static void readVolume(Call call) {
        call.world()
                .permissions
                .require(
                        call.user(),
                        "/storage/" + call.param("storage"),
                        List.of("Datastore.Audit", "Datastore.AllocateSpace"),
                        true);
    }

    private static void changeVolume(Call call) {
        String storage = "/storage/" + call.param("storage");
        if (call.may(storage, "Datastore.Allocate")) {
            return;
        }
        call.require(storage, "Datastore.AllocateSpace");
        int owner = StorageCalls.ownerOf(call.param("volume"));
        if (owner > 0) {
            call.require("/vms/" + owner, "VM.Backup");
        }
    }
}
