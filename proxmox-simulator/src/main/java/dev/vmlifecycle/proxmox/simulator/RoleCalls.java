package dev.vmlifecycle.proxmox.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vmlifecycle.proxmox.simulator.internal.schema.ApiError;
import java.util.Set;
import java.util.TreeSet;

/** Roles: named sets of privileges. */
final class RoleCalls {

    private RoleCalls() {}

    static Reply list(Call call) {
        ArrayNode rows = Reply.array();
        Permissions permissions = call.world().permissions;
        permissions.builtInRoles().forEach((role, privileges) -> rows.add(row(role, privileges, 1)));
        call.world().state.access.roles.forEach((role, privileges) -> rows.add(row(role, privileges, 0)));
        return Reply.of(rows);
    }

    private static ObjectNode row(String role, Set<String> privileges, int special) {
        return Reply.object()
                .put("roleid", role)
                .put("privs", String.join(",", privileges))
                .put("special", special);
    }

    static Reply read(Call call) {
        String role = call.param("roleid");
        if (!call.world().permissions.isRole(role)) {
            throw ApiError.die("role '" + role + "' does not exist");
        }
        ObjectNode data = Reply.object();
        call.world().permissions.privilegesOf(role).forEach(privilege -> data.put(privilege, 1));
        return Reply.of(data);
    }

    static Reply create(Call call) {
        String role = call.param("roleid");
        if (call.world().permissions.isRole(role)) {
            throw ApiError.die("create role failed: role '" + role + "' already exists");
        }
        call.world().state.access.roles.put(role, new TreeSet<>(checked(call, "create role failed: ")));
        return Reply.nothing();
    }

    private static Set<String> checked(Call call, String failure) {
        TreeSet<String> privileges = new TreeSet<>(Texts.list(call.param("privs")));
        for (String privilege : privileges) {
            if (!call.world().permissions.known().contains(privilege)) {
                throw ApiError.die(failure + "invalid privilege '" + privilege + "'");
            }
        }
        return privileges;
    }

    private static Set<String> own(Call call, String failure) {
        String role = call.param("roleid");
        Set<String> privileges = call.world().state.access.roles.get(role);
        if (privileges == null) {
            boolean special = call.world().permissions.isRole(role);
            throw ApiError.die(failure
                    + (special
                            ? "auto-generated role '" + role + "' cannot be modified"
                            : "role '" + role + "' does not exist"));
        }
        return privileges;
    }

    static Reply change(Call call) {
        Set<String> present = own(call, "update role failed: ");
        Set<String> wanted = checked(call, "update role failed: ");
        if (!call.flag("append")) {
            present.clear();
        }
        present.addAll(wanted);
        return Reply.nothing();
    }

    static Reply delete(Call call) {
        own(call, "delete role failed: ");
        call.world().state.access.roles.remove(call.param("roleid"));
        call.world().state.access.acl.removeIf(acl -> acl.role.equals(call.param("roleid")));
        return Reply.nothing();
    }
}
