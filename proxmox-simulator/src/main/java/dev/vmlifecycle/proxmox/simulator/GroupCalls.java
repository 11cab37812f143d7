package dev.vmlifecycle.proxmox.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vmlifecycle.proxmox.simulator.internal.schema.ApiError;
import java.util.List;

/** Groups of users. */
final class GroupCalls {

    private GroupCalls() {}

    static Reply list(Call call) {
        ArrayNode rows = Reply.array();
        call.world().state.access.groups.forEach((group, comment) -> {
            if (call.may("/access/groups/" + group, "Sys.Audit")
                    || call.may("/access/groups/" + group, "User.Modify")) {
                ObjectNode row =
                        rows.addObject().put("groupid", group).put("users", String.join(",", members(call, group)));
                if (!comment.isEmpty()) {
                    row.put("comment", comment);
                }
            }
        });
        return Reply.of(rows);
    }

    private static List<String> members(Call call, String group) {
        return call.world().state.access.users.entrySet().stream()
                .filter(entry -> entry.getValue().groups.contains(group))
                .map(java.util.Map.Entry::getKey)
                .toList();
    }

    private static String require(Call call, String failure) {
        String group = call.param("groupid");
        if (!call.world().state.access.groups.containsKey(group)) {
            throw ApiError.die(failure + "group '" + group + "' does not exist");
        }
        return group;
    }

    static Reply read(Call call) {
        String group = require(call, "");
        ObjectNode data = Reply.object();
        ArrayNode members = data.putArray("members");
        members(call, group).forEach(members::add);
        String comment = call.world().state.access.groups.getOrDefault(group, "");
        if (!comment.isEmpty()) {
            data.put("comment", comment);
        }
        return Reply.of(data);
    }

    static Reply create(Call call) {
        String group = call.param("groupid");
        if (call.world().state.access.groups.putIfAbsent(group, call.param("comment")) != null) {
            throw ApiError.die("create group failed: group '" + group + "' already exists");
        }
        return Reply.nothing();
    }

    static Reply change(Call call) {
        call.world().state.access.groups.put(require(call, "update group failed: "), call.param("comment"));
        return Reply.nothing();
    }

    static Reply delete(Call call) {
        String group = require(call, "delete group failed: ");
        call.world().state.access.groups.remove(group);
        call.world().state.access.users.values().forEach(user -> user.groups.remove(group));
        call.world().state.access.acl.removeIf(acl -> acl.type.equals("group") && acl.ugid.equals(group));
        return Reply.nothing();
    }
}
