package dev.vmlifecycle.proxmox.recorded;

import dev.vmlifecycle.proxmox.Node;
import dev.vmlifecycle.proxmox.NodeName;
import dev.vmlifecycle.proxmox.NodeStorage;
import dev.vmlifecycle.proxmox.PoolId;
import dev.vmlifecycle.proxmox.ProxmoxClient;
import dev.vmlifecycle.proxmox.StorageId;
import dev.vmlifecycle.proxmox.VolumeId;
import dev.vmlifecycle.proxmox.access.PermissionQuery;
import dev.vmlifecycle.proxmox.access.TokenId;
import dev.vmlifecycle.proxmox.access.UserId;
import dev.vmlifecycle.proxmox.access.UserQuery;
import dev.vmlifecycle.proxmox.cluster.HaResourceId;
import dev.vmlifecycle.proxmox.cluster.ResourceFilter;
import dev.vmlifecycle.proxmox.rrd.Timeframe;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;

/** Calls about users, the cluster, nodes, storages and pools. */
final class AdminRoutes {

    private static final String STORAGE = "/nodes/([^/]+)/storage/([^/]+)";

    static final List<Route> ALL = List.of(
            Route.read("/access/users", (m, p) -> c -> c.access().users(UserQuery.all())),
            Route.of("POST", "/access/users", (m, p) -> c -> Route.done(() -> AdminWrites.createUser(c.access(), p))),
            Route.of(
                    "POST",
                    "/access/users/([^/]+)/token/([^/]+)",
                    (m, p) -> c -> c.access().createToken(token(m), AdminWrites.token(p))),
            Route.of(
                    "DELETE",
                    "/access/users/([^/]+)/token/([^/]+)",
                    (m, p) -> c -> Route.done(() -> c.access().deleteToken(token(m)))),
            Route.of(
                    "POST",
                    "/access/roles",
                    (m, p) -> c -> Route.done(() -> c.access().createRole(value(p, "roleid"), words(p, "privs")))),
            Route.of(
                    "PUT",
                    "/access/roles/([^/]+)",
                    (m, p) -> c -> Route.done(() -> c.access().addPrivileges(m.group(1), words(p, "privs")))),
            Route.read("/access/acl", (m, p) -> c -> c.access().acl()),
            Route.of(
                    "PUT",
                    "/access/acl",
                    (m, p) -> c -> Route.done(() -> c.access().changeAcl(AdminWrites.acl(p)))),
            Route.read(
                    "/access/permissions",
                    (m, p) ->
                            c -> c.access().permissions(PermissionQuery.mine()).byPath()),
            Route.read("/cluster/resources", (m, p) -> c -> c.cluster().resources()),
            Route.read(
                    "/cluster/resources\\?type=vm", (m, p) -> c -> c.cluster().resources(ResourceFilter.VM)),
            Route.read("/cluster/tasks", (m, p) -> c -> c.cluster().tasks()),
            Route.read(
                    "/cluster/backup", (m, p) -> c -> c.cluster().backupJobs().list()),
            Route.of(
                    "POST",
                    "/cluster/backup",
                    (m, p) -> c -> Route.done(() -> c.cluster().backupJobs().create(AdminWrites.job(p)))),
            Route.of(
                    "DELETE",
                    "/cluster/backup/([^/]+)",
                    (m, p) -> c -> Route.done(() -> c.cluster().backupJobs().delete(m.group(1)))),
            Route.read("/cluster/ha/resources", (m, p) -> c -> c.cluster().ha().resources()),
            Route.of(
                    "POST",
                    "/cluster/ha/resources",
                    (m, p) -> c -> Route.done(
                            () -> c.cluster().ha().add(HaResourceId.of(value(p, "sid")), AdminWrites.ha(p)))),
            Route.of(
                    "DELETE",
                    "/cluster/ha/resources/([^/]+)",
                    (m, p) -> c -> Route.done(() -> c.cluster().ha().remove(HaResourceId.of(m.group(1))))),
            Route.read(
                    "/cluster/ha/status/current",
                    (m, p) -> c -> c.cluster().ha().status()),
            Route.read("/nodes/([^/]+)/network", (m, p) -> c -> node(c, m).network()),
            Route.read("/nodes/([^/]+)/qemu", (m, p) -> c -> node(c, m).qemuGuests()),
            Route.read("/nodes/([^/]+)/qemu\\?full=1", (m, p) -> c -> node(c, m).qemuGuestsInFull()),
            Route.read(
                    "/nodes/([^/]+)/tasks(?:\\?.*)?", (m, p) -> c -> node(c, m).tasks(AdminWrites.tasks(p))),
            Route.of(
                    "POST",
                    "/nodes/([^/]+)/vzdump",
                    (m, p) -> c -> node(c, m).backups().start(AdminWrites.backup(p))),
            Route.read(
                    "/nodes/([^/]+)/vzdump/defaults",
                    (m, p) -> c -> node(c, m).backups().defaults()),
            Route.read(
                    "/nodes/([^/]+)/vzdump/extractconfig\\?volume=(.*)",
                    (m, p) -> c -> node(c, m).backups().extractConfig(VolumeId.of(m.group(2)))),
            Route.read(
                    "/nodes/([^/]+)/storage(?:\\?.*)?",
                    (m, p) -> c -> node(c, m).storages(AdminWrites.storages(p))),
            Route.read(
                    STORAGE + "/content(?:\\?.*)?", (m, p) -> c -> storage(c, m).volumes(AdminWrites.volumes(p))),
            Route.read(STORAGE + "/content/(.+)", (m, p) -> c -> storage(c, m).volume(VolumeId.of(m.group(3)))),
            Route.of(
                    "PUT",
                    STORAGE + "/content/(.+)",
                    (m, p) -> c ->
                            Route.done(() -> storage(c, m).update(VolumeId.of(m.group(3)), AdminWrites.volume(p)))),
            Route.of("POST", STORAGE + "/content", (m, p) -> c -> storage(c, m).allocate(AdminWrites.allocate(p))),
            Route.read(
                    STORAGE + "/rrddata\\?timeframe=hour",
                    (m, p) -> c -> storage(c, m).usage(Timeframe.HOUR)),
            Route.read("/storage", (m, p) -> c -> c.storages().list()),
            Route.of("POST", "/pools", (m, p) -> c -> Route.done(() -> AdminWrites.createPool(c.pools(), p))),
            Route.of(
                    "PUT",
                    "/pools/([^/]+)",
                    (m, p) -> c -> Route.done(() -> c.pools()
                            .update(
                                    PoolId.of(p.getOrDefault("poolid", String.valueOf(m.group(1)))),
                                    AdminWrites.pool(p)))),
            Route.of(
                    "DELETE",
                    "/pools/([^/]+)",
                    (m, p) -> c -> Route.done(() -> c.pools().delete(PoolId.of(m.group(1))))),
            Route.read("/pools/([^/]+)", (m, p) -> c -> c.pools().get(PoolId.of(m.group(1)))));

    private AdminRoutes() {}

    static String value(Map<String, String> params, String name) {
        return params.getOrDefault(name, "");
    }

    static List<String> words(Map<String, String> params, String name) {
        return List.of(value(params, name).split("[ ,]+", -1));
    }

    private static Node node(ProxmoxClient client, Matcher path) {
        return client.node(NodeName.of(path.group(1)));
    }

    private static NodeStorage storage(ProxmoxClient client, Matcher path) {
        return node(client, path).storage(StorageId.of(path.group(2)));
    }

    private static TokenId token(Matcher path) {
        return new TokenId(UserId.of(path.group(1)), path.group(2));
    }
}
