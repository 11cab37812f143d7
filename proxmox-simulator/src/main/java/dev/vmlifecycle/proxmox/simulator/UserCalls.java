package dev.vmlifecycle.proxmox.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vmlifecycle.proxmox.simulator.internal.schema.ApiError;
import java.util.List;
import java.util.Set;

/** Users and their passwords. */
final class UserCalls {

    private static final Set<String> TEXTS = Set.of("comment", "email", "firstname", "lastname", "keys");

    private UserCalls() {}

    static AccessState.User require(Call call) {
        AccessState.User user = call.world().state.access.users.get(call.param("userid"));
        if (user == null) {
            throw ApiError.die("no such user ('" + call.param("userid") + "')");
        }
        return user;
    }

    static Reply list(Call call) {
        ArrayNode rows = Reply.array();
        call.world().state.access.users.forEach((id, user) -> {
            boolean wanted = !call.has("enabled") || user.enable == call.flag("enabled");
            if (wanted && AccessRules.seesUser(call, id)) {
                ObjectNode row = fields(user).put("userid", id).put("realm-type", id.substring(id.indexOf('@') + 1));
                if (call.flag("full")) {
                    row.put("groups", String.join(",", user.groups));
                    ArrayNode tokens = row.putArray("tokens");
                    user.tokens.forEach(
                            (name, token) -> tokens.add(TokenCalls.fields(token).put("tokenid", name)));
                }
                rows.add(row);
            }
        });
        return Reply.of(rows);
    }

    private static ObjectNode fields(AccessState.User user) {
        ObjectNode row = Reply.object().put("enable", user.enable ? 1 : 0).put("expire", user.expire);
        user.texts.forEach(row::put);
        return row;
    }

    static Reply read(Call call) {
        AccessState.User user = require(call);
        ObjectNode row = fields(user);
        ArrayNode groups = row.putArray("groups");
        user.groups.forEach(groups::add);
        if (user.tokens.isEmpty()) {
            row.putNull("tokens");
        } else {
            ObjectNode tokens = row.putObject("tokens");
            user.tokens.forEach((name, token) -> tokens.set(name, TokenCalls.fields(token)));
        }
        return Reply.of(row);
    }

    static Reply create(Call call) {
        String id = call.param("userid");
        if (call.world().state.access.users.containsKey(id)) {
            throw ApiError.die("create user failed: user '" + id + "' already exists");
        }
        AccessState.User user = new AccessState.User();
        apply(call, user, "create user failed: ");
        user.password = call.param("password");
        call.world().state.access.users.put(id, user);
        return Reply.nothing();
    }

    private static void apply(Call call, AccessState.User user, String failure) {
        for (String name : TEXTS) {
            if (call.has(name)) {
                user.texts.put(name, call.param(name));
            }
        }
        user.enable = call.has("enable") ? call.flag("enable") : user.enable;
        user.expire = call.number("expire", user.expire);
        if (call.has("groups")) {
            List<String> groups = Texts.list(call.param("groups"));
            for (String group : groups) {
                if (!call.world().state.access.groups.containsKey(group)) {
                    throw ApiError.die(failure + "no such group '" + group + "'");
                }
            }
            if (!call.flag("append")) {
                user.groups.clear();
            }
            user.groups.addAll(groups);
        }
    }

    static Reply change(Call call) {
        apply(call, require(call), "update user failed: ");
        return Reply.nothing();
    }

    /** Its tokens and rules go with it. */
    static Reply delete(Call call) {
        require(call);
        String id = call.param("userid");
        call.world().state.access.users.remove(id);
        call.world().state.access.acl.removeIf(acl -> acl.ugid.equals(id) || acl.ugid.startsWith(id + "!"));
        return Reply.nothing();
    }

    static Reply password(Call call) {
        require(call).password = call.param("password");
        return Reply.nothing();
    }
}
