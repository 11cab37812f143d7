package dev.vmlifecycle.proxmox.recorded;

import dev.vmlifecycle.proxmox.testing.RecordedExchange;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns a recorded request into the typed call that makes it. */
final class TypedCalls {

    private static final List<List<Route>> ROUTES =
            List.of(PipelineRoutes.ALL, QemuRoutes.ALL, FirewallRoutes.ALL, AdminRoutes.ALL);

    private TypedCalls() {}

    /** Absent when the request has no typed call. */
    static Optional<Route.Call> find(RecordedExchange exchange) {
        String path = URLDecoder.decode(exchange.path().replace("+", "%2B"), StandardCharsets.UTF_8)
                .replaceFirst("^/api2/json", "")
                // some recordings give the query twice, here and as parameters
                .replaceFirst("\\?.*", "");
        Map<String, String> params = exchange.params();
        boolean inQuery = exchange.isGet() && !params.isEmpty();
        String query = inQuery
                ? "?"
                        + String.join(
                                "&",
                                params.entrySet().stream()
                                        .map(Map.Entry::toString)
                                        .toList())
                : "";
        return ROUTES.stream()
                .flatMap(List::stream)
                .flatMap(route -> route.match(exchange.method(), path + query, params).stream())
                .findFirst();
    }
}
