package dev.vmlifecycle.proxmox.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vmlifecycle.proxmox.simulator.internal.schema.ApiError;
import dev.vmlifecycle.proxmox.simulator.internal.schema.Endpoint;
import dev.vmlifecycle.proxmox.simulator.internal.schema.Endpoints;
import dev.vmlifecycle.proxmox.simulator.internal.schema.Permission;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** From an HTTP request to a handler and back, in the order in which Proxmox checks: login, route, rights, node, parameters, call. */
final class Door {

    static final String PREFIX = "/api2/json";
    private static final String EXTJS = "/api2/extjs";
    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "DELETE");
    private static final Duration PROXY_PATIENCE = Duration.ofSeconds(30);
    private static final int LARGEST_BODY = 512 * 1024;

    private final World world;
    private final Endpoints endpoints;
    private final AccessRules rules = new AccessRules();
    private final Authentication authentication;
    private final Duration refusalDelay;

    Door(World world, Duration refusalDelay) {
        this.world = world;
        this.endpoints = world.cluster.version().endpoints();
        this.authentication = new Authentication(world);
        this.refusalDelay = refusalDelay;
    }

    /** A failure of the simulator's own is an answer too: it says so, and costs its caller one request and nobody the world. */
    SimResponse answer(SimRequest request) {
        try {
            return admitted(request);
        } catch (RuntimeException | StackOverflowError e) {
            return failed(request, e);
        }
    }

    SimResponse failed(SimRequest request, Throwable e) {
        return failure(ApiError.die(Unexpected.text(request.method() + " " + request.path(), e)));
    }

    private SimResponse admitted(SimRequest request) {
        if (!METHODS.contains(request.method())) {
            return SimResponse.answer(501, "method '" + request.method() + "' not available", "", "");
        }
        if (request.header("Transfer-Encoding")
                .map(value -> value.contains("chunked"))
                .orElse(false)) {
            return plain(501, "chunked transfer encoding not supported");
        }
        Authentication.Result who = isOpen(request) ? new Authentication.Result("", "") : authentication.check(request);
        if (!who.refusal().isEmpty()) {
            return SimResponse.answer(401, who.refusal(), "", "").after(refusalDelay);
        }
        boolean carriesBody =
                request.method().equals("POST") || request.method().equals("PUT");
        if (!carriesBody && request.body().length > 0) {
            return plain(501, "Unexpected content for method '" + request.method() + "'");
        }
        return formatted(request, who.user());
    }

    /** Where nobody need be logged in. */
    private boolean isOpen(SimRequest request) {
        return endpoints
                .find(request.method(), apiPath(request))
                .map(match -> match.endpoint().permission().kind() == Permission.Kind.WORLD)
                .orElse(false);
    }

    private SimResponse formatted(SimRequest request, String user) {
        if (request.path().startsWith(EXTJS + "/")) {
            return Extjs.answer(formatted(request.under(PREFIX + request.path().substring(EXTJS.length())), user));
        }
        if (!request.path().startsWith(PREFIX + "/") && !request.path().equals(PREFIX)) {
            String[] parts = request.path().split("/", 4);
            boolean known = parts.length == 4 && parts[1].equals("api2");
            return plain(501, "no formatter for uri " + (known ? "/" + parts[3] + ", " + parts[2] : request.path()));
        }
        if (request.body().length > LARGEST_BODY && !request.path().endsWith("/upload")) {
            return plain(501, "for data too large");
        }
        Map<String, String> params;
        try {
            params = params(request);
        } catch (ApiError e) {
            return plain(e.status(), e.text());
        }
        return route(request, user, params);
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
        boolean slash = path.length() > 1 && path.endsWith("/");
        return path.isEmpty() ? "/" : slash ? path.substring(0, path.length() - 1) : path;
    }

    private SimResponse route(SimRequest request, String user, Map<String, String> params) {
        String path = apiPath(request);
        try {
            Endpoints.Match match = endpoints
                    .find(request.method(), path)
                    .orElseThrow(
                            () -> ApiError.of(501, "Method '" + request.method() + " " + path + "' not implemented"));
            Endpoint endpoint = match.endpoint();
            Map<String, String> all = merge(match.values(), params);
            Call call = new Call(world, user, all);
            String node = match.values().getOrDefault("node", "");
            refuseMalformed(node);
            rules.check(endpoint, call);
            SimResponse unreachable = proxied(node);
            if (unreachable != null) {
                return unreachable;
            }
            endpoint.verify(all);
            if (Multipart.isOne(request)) {
                all.putAll(Multipart.facts(request, all.getOrDefault("checksum-algorithm", "")));
            }
            return success(Handlers.of(endpoint).answer(call));
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

    /** A name that cannot be one makes no path to have rights on. */
    private static void refuseMalformed(String node) {
        if (!node.isEmpty() && !node.matches("[a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?")) {
            throw Permissions.refused(", Sys.Audit");
        }
    }

    /** Any node takes a call for any other and passes it on. */
    private @org.jspecify.annotations.Nullable SimResponse proxied(String node) {
        if (node.isEmpty()) {
            return null;
        }
        if (!world.cluster.nodes().containsKey(node)) {
            throw ApiError.die("hostname lookup '" + node + "' failed - failed to get address info for: " + node
                    + ": Name or service not known");
        }
        if (world.state.down.contains(node)) {
            return SimResponse.answer(595, "Connection refused", "", "");
        }
        if (world.state.hanging.contains(node)) {
            return SimResponse.answer(596, "Connection timed out", "", "").after(PROXY_PATIENCE);
        }
        return null;
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

    SimResponse failure(ApiError error) {
        ObjectNode body = Reply.object();
        body.putNull("data");
        if (world.cluster.version().hasMessageInBody()) {
            body.put("message", error.text());
        }
        if (!error.errors().isEmpty()) {
            ObjectNode errors = body.putObject("errors");
            error.errors().forEach(errors::put);
        }
        String text = error.text();
        int newline = text.indexOf('\n');
        String reason = newline < 0 ? text : text.substring(0, newline);
        SimResponse answer = SimResponse.answer(error.status(), reason, SimResponse.JSON, body.toString());
        if (error.status() == 401) {
            return answer.after(refusalDelay);
        }
        boolean waited = reason.startsWith("can't lock file");
        return answer.after(waited ? Duration.ofSeconds(10) : Duration.ofMillis(error.tookMs()));
    }
}
