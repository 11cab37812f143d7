package dev.vmlifecycle.proxmox.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vmlifecycle.proxmox.simulator.internal.schema.ApiError;

/** API tokens; the secret is shown once, when the token is made. */
final class TokenCalls {

    private TokenCalls() {}

    static ObjectNode fields(AccessState.Token token) {
        ObjectNode row = Reply.object().put("privsep", token.privsep ? 1 : 0).put("expire", token.expire);
        if (!token.comment.isEmpty()) {
            row.put("comment", token.comment);
        }
        return row;
    }

    static Reply list(Call call) {
        ArrayNode rows = Reply.array();
        UserCalls.require(call)
                .tokens
                .forEach((name, token) -> rows.add(fields(token).put("tokenid", name)));
        return Reply.of(rows);
    }

    private static AccessState.Token require(Call call) {
        AccessState.Token token = UserCalls.require(call).tokens.get(call.param("tokenid"));
        if (token == null) {
            throw ApiError.die("no such token '" + call.param("tokenid") + "' for user '" + call.param("userid") + "'");
        }
        return token;
    }

    static Reply read(Call call) {
        return Reply.of(fields(require(call)));
    }

    /** The information echoes what was sent, as text. */
    static Reply create(Call call) {
        AccessState.User user = UserCalls.require(call);
        String name = call.param("tokenid");
        if (user.tokens.containsKey(name)) {
            throw ApiError.param("tokenid", "Token already exists.");
        }
        AccessState.Token token = new AccessState.Token();
        apply(call, token);
        token.secret = call.world().random.uuid();
        user.tokens.put(name, token);
        ObjectNode data = Reply.object()
                .put("full-tokenid", call.param("userid") + "!" + name)
                .put("value", token.secret);
        ObjectNode info = data.putObject("info");
        for (String key : new String[] {"comment", "expire", "privsep"}) {
            if (call.has(key)) {
                info.put(key, call.param(key));
            } else if (key.equals("privsep")) {
                info.put(key, 1);
            }
        }
        return Reply.of(data);
    }

    private static void apply(Call call, AccessState.Token token) {
        token.privsep = call.has("privsep") ? call.flag("privsep") : token.privsep;
        token.expire = call.number("expire", token.expire);
        token.comment = call.has("comment") ? call.param("comment") : token.comment;
        if (Texts.list(call.param("delete")).contains("comment")) {
            token.comment = "";
        }
    }

    static Reply change(Call call) {
        AccessState.Token token = require(call);
        apply(call, token);
        return Reply.of(fields(token));
    }

    static Reply delete(Call call) {
        require(call);
        UserCalls.require(call).tokens.remove(call.param("tokenid"));
        String full = call.param("userid") + "!" + call.param("tokenid");
        call.world().state.access.acl.removeIf(acl -> acl.ugid.equals(full));
        return Reply.nothing();
    }
}
