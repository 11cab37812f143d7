package dev.vmlifecycle.proxmox.recorded;

import dev.vmlifecycle.proxmox.NodeName;
import dev.vmlifecycle.proxmox.NodeStorage;
import dev.vmlifecycle.proxmox.ProxmoxClient;
import dev.vmlifecycle.proxmox.Qemu;
import dev.vmlifecycle.proxmox.StorageId;
import dev.vmlifecycle.proxmox.Upid;
import dev.vmlifecycle.proxmox.Vmid;
import dev.vmlifecycle.proxmox.VolumeId;
import dev.vmlifecycle.proxmox.storage.StorageContent;
import dev.vmlifecycle.proxmox.task.TaskQuery;
import dev.vmlifecycle.proxmox.task.TaskSource;
import dev.vmlifecycle.proxmox.testing.RecordedExchange;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns a recorded request into the typed call that makes it. */
final class TypedCalls {

    /** A call of the client. */
    interface Call {
        Object on(ProxmoxClient client);
    }

    private interface Maker {
        Call make(Matcher path, Map<String, String> params);
    }

    private record Route(String method, Pattern path, Maker maker) {}

    private static final String VM = "/nodes/([^/]+)/qemu/(\\d+)";
    private static final List<Route> ROUTES = new ArrayList<>();

    static {
        read("/version", (m, p) -> ProxmoxClient::version);
        read("/nodes", (m, p) -> ProxmoxClient::nodes);
        read("/cluster/status", (m, p) -> c -> c.cluster().status());
        read("/cluster/resources\\?type=vm", (m, p) -> c -> c.cluster().guests());
        read("/cluster/nextid", (m, p) -> c -> c.cluster().nextId());
        read("/cluster/nextid\\?vmid=(\\d+)", (m, p) -> c -> c.cluster().isFree(Vmid.parse(m.group(1))));
        read(
                "/nodes/([^/]+)/status",
                (m, p) -> c -> c.node(NodeName.of(m.group(1))).status());
        read(
                "/nodes/([^/]+)/network\\?type=any_bridge",
                (m, p) -> c -> c.node(NodeName.of(m.group(1))).bridges());
        read(
                "/nodes/([^/]+)/storage",
                (m, p) -> c -> c.node(NodeName.of(m.group(1))).storages());
        read(
                "/nodes/([^/]+)/storage\\?content=backup&enabled=1",
                (m, p) -> c -> c.node(NodeName.of(m.group(1))).storages(StorageContent.BACKUP));
        read(
                "/nodes/([^/]+)/storage/([^/]+)/status",
                (m, p) -> c -> storage(c, m).status());
        read(
                "/nodes/([^/]+)/storage/([^/]+)/content\\?content=backup&vmid=(\\d+)",
                (m, p) -> c -> storage(c, m).backups(Vmid.parse(m.group(3))));
        route(
                "DELETE",
                "/nodes/([^/]+)/storage/([^/]+)/content/(.+)",
                (m, p) -> c -> storage(c, m).delete(VolumeId.of(m.group(3))));
        read(
                "/nodes/([^/]+)/tasks\\?.*source=.*",
                (m, p) -> c -> c.node(NodeName.of(m.group(1))).tasks(query(p)));
        read(
                "/nodes/([^/]+)/tasks/(UPID[^/]+)/status",
                (m, p) -> c -> c.task(Upid.parse(m.group(2))).status());
        read(VM + "/config", (m, p) -> c -> vm(c, m).config());
        read(VM + "/pending", (m, p) -> c -> vm(c, m).pending());
        read(VM + "/status/current", (m, p) -> c -> vm(c, m).status());
        read(VM + "/migrate\\?target=(\\w+)", (m, p) -> c -> vm(c, m).migratePreconditions(NodeName.of(m.group(3))));
        read(VM + "/firewall/options", (m, p) -> c -> vm(c, m).firewall().options());
        read(VM + "/firewall/rules", (m, p) -> c -> vm(c, m).firewall().rules());
        read(VM + "/firewall/ipset", (m, p) -> c -> vm(c, m).firewall().ipSets());
        read(VM + "/firewall/ipset/([^/]+)", (m, p) -> c -> vm(c, m).firewall().ipSet(m.group(3)));
        route("POST", VM + "/clone", (m, p) -> c -> TypedWrites.clone(vm(c, m), p));
        route("PUT", VM + "/config", (m, p) -> c -> done(() -> vm(c, m).update(TypedWrites.config(p))));
        route("POST", VM + "/config", (m, p) -> c -> vm(c, m).updateAsync(TypedWrites.config(p)));
        route("PUT", VM + "/resize", (m, p) -> c -> TypedWrites.resize(vm(c, m), p));
        route("POST", VM + "/status/start", (m, p) -> c -> vm(c, m).start());
        route("POST", VM + "/status/shutdown", (m, p) -> c -> TypedWrites.shutdown(vm(c, m), p));
        route("POST", VM + "/status/stop", (m, p) -> c -> vm(c, m).stop(p.containsKey("overrule-shutdown")));
        route("POST", VM + "/migrate", (m, p) -> c -> TypedWrites.migrate(vm(c, m), p));
        route("DELETE", VM + "(?:\\?.*)?", (m, p) -> c -> TypedWrites.delete(vm(c, m), p));
        route(
                "PUT",
                VM + "/firewall/options",
                (m, p) -> c -> done(() -> vm(c, m).firewall().updateOptions(TypedWrites.firewall(p))));
        route(
                "POST",
                VM + "/firewall/ipset",
                (m, p) -> c -> done(() -> vm(c, m).firewall().createIpSet(p.getOrDefault("name", ""))));
        route(
                "POST",
                VM + "/firewall/ipset/([^/]+)",
                (m, p) -> c -> done(() -> vm(c, m).firewall().addEntry(m.group(3), p.getOrDefault("cidr", ""))));
        route(
                "DELETE",
                VM + "/firewall/ipset/([^/]+)/(.+)",
                (m, p) -> c -> done(() -> vm(c, m).firewall().removeEntry(m.group(3), m.group(4))));
        route(
                "DELETE",
                VM + "/firewall/ipset/([^/]+)",
                (m, p) -> c -> done(() -> vm(c, m).firewall().deleteIpSet(m.group(3))));
    }

    private TypedCalls() {}

    /** Absent when the request has no typed call (yet). */
    static Optional<Call> find(RecordedExchange exchange) {
        String path = URLDecoder.decode(exchange.path().replace("+", "%2B"), StandardCharsets.UTF_8)
                .replaceFirst("^/api2/json", "");
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
        for (Route route : ROUTES) {
            Matcher matcher = route.path().matcher(path + query);
            if (route.method().equals(exchange.method()) && matcher.matches()) {
                return Optional.of(route.maker().make(matcher, params));
            }
        }
        return Optional.empty();
    }

    private static Object done(Runnable call) {
        call.run();
        return "done";
    }

    private static Qemu vm(ProxmoxClient client, Matcher path) {
        return client.node(NodeName.of(path.group(1))).qemu(Vmid.parse(path.group(2)));
    }

    private static NodeStorage storage(ProxmoxClient client, Matcher path) {
        return client.node(NodeName.of(path.group(1))).storage(StorageId.of(path.group(2)));
    }

    private static TaskQuery query(Map<String, String> params) {
        TaskQuery query = TaskQuery.all();
        for (Map.Entry<String, String> param : params.entrySet()) {
            String value = param.getValue();
            query = switch (param.getKey()) {
                case "vmid" -> query.vmid(Vmid.parse(value));
                case "typefilter" -> query.type(value);
                case "since" -> query.since(Instant.ofEpochSecond(Long.parseLong(value)));
                case "source" -> query.source(TaskSource.valueOf(value.toUpperCase(Locale.ROOT)));
                case "limit" -> query.limit(Integer.parseInt(value));
                default -> throw new AssertionError("unexpected " + param);
            };
        }
        return query;
    }

    private static void read(String path, Maker maker) {
        route("GET", path, maker);
    }

    private static void route(String method, String path, Maker maker) {
        ROUTES.add(new Route(method, Pattern.compile(path), maker));
    }
}
