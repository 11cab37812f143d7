package dev.vmlifecycle.proxmox.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vmlifecycle.proxmox.simulator.internal.schema.ApiError;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The access control list, the groups it may name, and what follows from both. */
final class AclCalls {

    private static final List<String> TOP_PATHS =
            List.of("/", "/access", "/access/groups", "/nodes", "/pool", "/sdn", "/storage", "/vms");

    private AclCalls() {}

    static Reply list(Call call) {
        ArrayNode rows = Reply.array();
        for (AccessState.Acl acl : call.world().state.access.acl) {
            if (call.may("/access", "Sys.Audit") || call.may(acl.path, "Permissions.Modify")) {
                rows.addObject()
                        .put("path", acl.path)
                        .put("type", acl.type)
                        .put("ugid", acl.ugid)
                        .put("roleid", acl.role)
                        .put("propagate", acl.propagate ? 1 : 0);
            }
        }
        return Reply.of(rows);
    }

    static Reply change(Call call) {
        for (Map.Entry<String, String> kind :
                Map.of("users", "user", "groups", "group", "tokens", "token").entrySet()) {
            for (String ugid : Texts.list(call.param(kind.getKey()))) {
                for (String role : Texts.list(call.param("roles"))) {
                    change(call, AccessState.Acl.of(call.param("path"), kind.getValue(), ugid, role));
                }
            }
        }
        return Reply.nothing();
    }

    private static void change(Call call, AccessState.Acl wanted) {
        AccessState access = call.world().state.access;
        if (!call.world().permissions.isRole(wanted.role)) {
            throw ApiError.die("update ACL failed: role '" + wanted.role + "' does not exist");
        }
        if (!call.flag("delete")) {
            checkSubject(access, wanted);
        }
        access.acl.removeIf(wanted::is);
        if (!call.flag("delete")) {
            wanted.propagate = !call.has("propagate") || call.flag("propagate");
            access.acl.add(wanted);
        }
    }

    private static void checkSubject(AccessState access, AccessState.Acl wanted) {
        boolean known = switch (wanted.type) {
            case "user" -> access.users.containsKey(wanted.ugid);
            case "group" -> access.groups.containsKey(wanted.ugid);
            default -> isToken(access, wanted.ugid);
        };
        if (!known) {
            throw ApiError.die("update ACL failed: " + wanted.type + " '" + wanted.ugid + "' does not exist");
        }
    }

    private static boolean isToken(AccessState access, String full) {
        AccessState.User user = access.users.get(Permissions.userOf(full));
        return user != null && user.tokens.containsKey(full.substring(full.indexOf('!') + 1));
    }

    static Reply permissions(Call call) {
        String who = call.has("userid") ? call.param("userid") : call.user();
        ObjectNode data = Reply.object();
        Set<String> paths = new TreeSet<>(TOP_PATHS);
        call.world().state.access.acl.forEach(acl -> paths.add(acl.path));
        if (call.has("path")) {
            paths.clear();
            paths.add(call.param("path"));
        }
        for (String path : paths) {
            Set<String> privileges = call.world().permissions.of(who, path);
            if (!privileges.isEmpty() || call.has("path")) {
                ObjectNode row = data.putObject(path);
                privileges.forEach(privilege -> row.put(privilege, 1));
            }
        }
        return Reply.of(data);
    }

    static Reply domains(Call call) {
        ArrayNode rows = Reply.array();
        rows.addObject().put("realm", "pam").put("type", "pam").put("comment", "Linux PAM standard authentication");
        rows.addObject().put("realm", "pve").put("type", "pve").put("comment", "Proxmox VE authentication server");
        return Reply.of(rows);
    }

    static Reply domain(Call call) {
        String realm = call.param("realm");
        if (!realm.equals("pam") && !realm.equals("pve")) {
            throw ApiError.die("domain '" + realm + "' does not exist");
        }
        String digest = FirewallDigest.of(Map.of("realm", realm));
        return Reply.of(Reply.object().put("type", realm).put("digest", digest));
    }
}
