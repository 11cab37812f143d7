package dev.vmlifecycle.proxmox.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vmlifecycle.proxmox.simulator.internal.schema.ApiError;
import dev.vmlifecycle.proxmox.simulator.internal.schema.Endpoints;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** From an HTTP request to a handler and back, in the order in which Proxmox checks. */
final class Door {

    static final String PREFIX = "/api2/json";
    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "DELETE");

    private final World world;
    private final Handlers handlers = new Handlers();
    private final Authentication authentication;

    Door(World world) {
        this.world = world;
        this.authentication = new Authentication(world.cluster.tokens());
    }

    SimResponse answer(SimRequest request) {
        if (!METHODS.contains(request.method())) {
            return SimResponse.answer(501, "method '" + request.method() + "' not available", "", "");
        }
        if (request.header("Transfer-Encoding")
                .map(value -> value.contains("chunked"))
                .orElse(false)) {
            return plain(501, "chunked transfer encoding not supported");
        }
        Authentication.Result who = authentication.check(request);
        if (!who.refusal().isEmpty()) {
            return SimResponse.answer(401, who.refusal(), "", "");
        }
        boolean carriesBody =
                request.method().equals("POST") || request.method().equals("PUT");
        if (!carriesBody && request.body().length > 0) {
            return plain(501, "Unexpected content for method '" + request.method() + "'");
        }
        if (!request.path().startsWith(PREFIX + "/")) {
            return plain(501, "no formatter for uri " + request.path());
        }
        Map<String, String> params;
        try {
            params = params(request);
        } catch (ApiError e) {
            return plain(e.status(), e.text());
        }
        return route(request, who.user(), params);
    }

    private static SimResponse plain(int status, String text) {
        return SimResponse.answer(status, text, "", text);
    }

    /** Query parameters win over the body. */
    static Map<String, String> params(SimRequest request) {
        Map<String, String> params = new LinkedHashMap<>(BodyDecoder.body(request));
        params.putAll(BodyDecoder.form(request.rawQuery()));
        return params;
    }

    static String apiPath(SimRequest request) {
        String raw = request.path().startsWith(PREFIX) ? request.path().substring(PREFIX.length()) : request.path();
        String path = BodyDecoder.decodePath(raw);
        return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    private SimResponse route(SimRequest request, String user, Map<String, String> params) {
        String path = apiPath(request);
        try {
            Endpoints.Match match = Endpoints.all()
                    .find(request.method(), path)
                    .orElseThrow(
                            () -> ApiError.of(501, "Method '" + request.method() + " " + path + "' not implemented"));
            Map<String, String> all = merge(match.values(), params);
            checkNode(match.values().getOrDefault("node", ""));
            match.endpoint().verify(all);
            return success(handlers.of(match.endpoint()).answer(new Call(world, user, all)));
        } catch (ApiError e) {
            return failure(e);
        }
    }

    private static Map<String, String> merge(Map<String, String> fromPath, Map<String, String> params) {
        Map<String, String> all = new LinkedHashMap<>(params);
        fromPath.forEach((key, value) -> {
            String given = all.put(key, value);
            if (given != null && !given.equals(value)) {
                throw ApiError.param(key, "duplicate parameter (already defined in URI) with conflicting values!");
            }
        });
        return all;
    }

    private void checkNode(String node) {
        if (node.isEmpty() || world.cluster.nodes().containsKey(node)) {
            return;
        }
        if (!node.matches("[a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?")) {
            throw ApiError.of(403, "Permission check failed (, Sys.Audit)\n");
        }
        throw ApiError.die("hostname lookup '" + node + "' failed - failed to get address info for: " + node
                + ": Name or service not known");
    }

    private static SimResponse success(Reply reply) {
        ObjectNode body = Reply.object();
        body.set("data", reply.data());
        if (reply.total() >= 0) {
            body.put("total", reply.total());
        }
        return SimResponse.answer(200, "OK", SimResponse.JSON, body.toString())
                .after(Duration.ofMillis(reply.waitedMs()));
    }

    static SimResponse failure(ApiError error) {
        ObjectNode body = Reply.object();
        body.putNull("data");
        body.put("message", error.text());
        if (!error.errors().isEmpty()) {
            ObjectNode errors = body.putObject("errors");
            error.errors().forEach(errors::put);
        }
        String text = error.text();
        int newline = text.indexOf('\n');
        String reason = newline < 0 ? text : text.substring(0, newline);
        SimResponse answer = SimResponse.answer(error.status(), reason, SimResponse.JSON, body.toString());
        return reason.startsWith("can't lock file") ? answer.after(Duration.ofSeconds(10)) : answer;
    }
}
