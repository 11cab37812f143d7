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
import java.util.List;
import java.util.regex.Matcher;

/** Calls the pipelines are made of. */
final class PipelineRoutes {

    private static final String VM = "/nodes/([^/]+)/qemu/(\\d+)";

    static final List<Route> ALL = List.of(
            Route.read("/version", (m, p) -> ProxmoxClient::version),
            Route.read("/nodes", (m, p) -> ProxmoxClient::nodes),
            Route.read("/cluster/status", (m, p) -> c -> c.cluster().status()),
            Route.read(
                    "/cluster/resources\\?type=vm", (m, p) -> c -> c.cluster().guests()),
            Route.read("/cluster/nextid", (m, p) -> c -> c.cluster().nextId()),
            Route.read(
                    "/cluster/nextid\\?vmid=(\\d+)", (m, p) -> c -> c.cluster().isFree(Vmid.parse(m.group(1)))),
            Route.read(
                    "/nodes/([^/]+)/status",
                    (m, p) -> c -> c.node(NodeName.of(m.group(1))).status()),
            Route.read(
                    "/nodes/([^/]+)/network\\?type=any_bridge",
                    (m, p) -> c -> c.node(NodeName.of(m.group(1))).bridges()),
            Route.read(
                    "/nodes/([^/]+)/storage",
                    (m, p) -> c -> c.node(NodeName.of(m.group(1))).storages()),
            Route.read(
                    "/nodes/([^/]+)/storage\\?content=backup&enabled=1",
                    (m, p) -> c -> c.node(NodeName.of(m.group(1))).storages(StorageContent.BACKUP)),
            Route.read(
                    "/nodes/([^/]+)/storage/([^/]+)/status",
                    (m, p) -> c -> storage(c, m).status()),
            Route.read(
                    "/nodes/([^/]+)/storage/([^/]+)/content\\?content=backup&vmid=(\\d+)",
                    (m, p) -> c -> storage(c, m).backups(Vmid.parse(m.group(3)))),
            Route.of(
                    "DELETE",
                    "/nodes/([^/]+)/storage/([^/]+)/content/(.+)",
                    (m, p) -> c -> storage(c, m).delete(VolumeId.of(m.group(3)))),
            Route.read(
                    "/nodes/([^/]+)/tasks/(UPID[^/]+)/status",
                    (m, p) -> c -> c.task(Upid.parse(m.group(2))).status()),
            Route.of(
                    "DELETE",
                    "/nodes/([^/]+)/tasks/(UPID[^/]+)",
                    (m, p) ->
                            c -> Route.done(() -> c.task(Upid.parse(m.group(2))).stop())),
            Route.read(VM + "/config", (m, p) -> c -> vm(c, m).config()),
            Route.read(VM + "/pending", (m, p) -> c -> vm(c, m).pending()),
            Route.read(VM + "/status/current", (m, p) -> c -> vm(c, m).status()),
            Route.read(
                    VM + "/migrate\\?target=(\\w+)",
                    (m, p) -> c -> vm(c, m).migratePreconditions(NodeName.of(m.group(3)))),
            Route.of("POST", VM + "/clone", (m, p) -> c -> TypedWrites.clone(vm(c, m), p)),
            Route.of("PUT", VM + "/config", (m, p) -> c -> Route.done(() -> vm(c, m).update(TypedWrites.config(p)))),
            Route.of("POST", VM + "/config", (m, p) -> c -> TypedWrites.updateAsync(vm(c, m), p)),
            Route.of("PUT", VM + "/resize", (m, p) -> c -> TypedWrites.resize(vm(c, m), p)),
            Route.of("POST", VM + "/status/start", (m, p) -> c -> vm(c, m).start()),
            Route.of("POST", VM + "/status/shutdown", (m, p) -> c -> TypedWrites.shutdown(vm(c, m), p)),
            Route.of("POST", VM + "/status/stop", (m, p) -> c -> vm(c, m).stop(p.containsKey("overrule-shutdown"))),
            Route.of("POST", VM + "/migrate", (m, p) -> c -> TypedWrites.migrate(vm(c, m), p)),
            Route.of("DELETE", VM + "(?:\\?.*)?", (m, p) -> c -> TypedWrites.delete(vm(c, m), p)));

    private PipelineRoutes() {}

    private static Qemu vm(ProxmoxClient client, Matcher path) {
        return client.node(NodeName.of(path.group(1))).qemu(Vmid.parse(path.group(2)));
    }

    private static NodeStorage storage(ProxmoxClient client, Matcher path) {
        return client.node(NodeName.of(path.group(1))).storage(StorageId.of(path.group(2)));
    }
}
