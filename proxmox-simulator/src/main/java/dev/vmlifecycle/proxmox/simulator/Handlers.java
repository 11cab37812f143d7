package dev.vmlifecycle.proxmox.simulator;

import dev.vmlifecycle.proxmox.simulator.internal.schema.Endpoint;
import java.util.HashMap;
import java.util.Map;

/** Which handler answers which call of the table; every call of the table has one, a test sees to it. */
final class Handlers {

    private static final String QEMU = "/nodes/{node}/qemu/{vmid}";
    private static final String TASKS = "/nodes/{node}/tasks";
    private static final String STORAGE = "/nodes/{node}/storage";

    private final Map<String, Handler> byKey = new HashMap<>();

    /** Two hundred method references take a while to link: not before the first request, and once for all simulators. */
    private static final class All {
        static final Handlers INSTANCE = new Handlers();
    }

    private Handlers() {
        cluster();
        access();
        qemu();
        power();
        firewall();
        tasksAndStorage();
    }

    static Handler of(Endpoint endpoint) {
        Handler handler = All.INSTANCE.byKey.get(endpoint.key());
        if (handler == null) {
            throw new IllegalStateException("call: " + endpoint.key() + " (expected: a handler)");
        }
        return handler;
    }

    private void cluster() {
        on("GET /version", ClusterCalls::version);
        on("GET /nodes", ClusterCalls::nodes);
        on("GET /nodes/{node}/status", ClusterCalls::nodeStatus);
        on("GET /nodes/{node}/network", ClusterCalls::network);
        on("GET /cluster/status", ClusterCalls::status);
        on("GET /cluster/nextid", ClusterCalls::nextId);
        on("GET /cluster/resources", ResourceCalls::list);
        on("GET /cluster/tasks", TaskCalls::clusterTasks);
        on("GET /cluster/log", ClusterLogCalls::read);
        on("GET /cluster/options", OptionCalls::read);
        on("PUT /cluster/options", OptionCalls::change);
        NodeCalls.routes(this::on);
        HaCalls.routes(this::on);
        BackupJobCalls.routes(this::on);
        BackupCalls.routes(this::on);
        RrdCalls.routes(this::on);
    }

    private void access() {
        on("GET /access/ticket", TicketCalls::page);
        on("POST /access/ticket", TicketCalls::login);
        on("PUT /access/password", UserCalls::password);
        crud(
                "/access/users",
                "/{userid}",
                UserCalls::list,
                UserCalls::create,
                UserCalls::read,
                UserCalls::change,
                UserCalls::delete);
        String token = "/access/users/{userid}/token";
        on("GET " + token, TokenCalls::list);
        on("GET " + token + "/{tokenid}", TokenCalls::read);
        on("POST " + token + "/{tokenid}", TokenCalls::create);
        on("PUT " + token + "/{tokenid}", TokenCalls::change);
        on("DELETE " + token + "/{tokenid}", TokenCalls::delete);
        crud(
                "/access/roles",
                "/{roleid}",
                RoleCalls::list,
                RoleCalls::create,
                RoleCalls::read,
                RoleCalls::change,
                RoleCalls::delete);
        crud(
                "/access/groups",
                "/{groupid}",
                GroupCalls::list,
                GroupCalls::create,
                GroupCalls::read,
                GroupCalls::change,
                GroupCalls::delete);
        on("GET /access/acl", AclCalls::list);
        on("PUT /access/acl", AclCalls::change);
        on("GET /access/permissions", AclCalls::permissions);
        on("GET /access/domains", AclCalls::domains);
        on("GET /access/domains/{realm}", AclCalls::domain);
        crud(
                "/pools",
                "/{poolid}",
                PoolCalls::list,
                PoolCalls::create,
                PoolCalls::read,
                PoolCalls::change,
                PoolCalls::delete);
        on("PUT /pools", PoolCalls::change);
        on("DELETE /pools", PoolCalls::delete);
    }

    private void crud(
            String path, String id, Handler list, Handler create, Handler read, Handler change, Handler delete) {
        on("GET " + path, list);
        on("POST " + path, create);
        on("GET " + path + id, read);
        on("PUT " + path + id, change);
        on("DELETE " + path + id, delete);
    }

    private void qemu() {
        on("GET /nodes/{node}/qemu", GuestViews::list);
        on("POST /nodes/{node}/qemu", CreateCalls::create);
        on("GET " + QEMU + "/status/current", GuestViews::current);
        on("GET " + QEMU + "/config", ConfigCalls::read);
        on("PUT " + QEMU + "/config", ConfigCalls::write);
        on("POST " + QEMU + "/config", ConfigCalls::writeAsTask);
        on("GET " + QEMU + "/pending", ConfigCalls::pending);
        on("PUT " + QEMU + "/resize", ResizeProgram::resize);
        on("POST " + QEMU + "/move_disk", MoveDisk::move);
        on("PUT " + QEMU + "/unlink", MoveDisk::unlink);
        on("POST " + QEMU + "/template", TemplateCalls::convert);
        on("GET " + QEMU + "/cloudinit", CloudinitCalls::compare);
        on("PUT " + QEMU + "/cloudinit", CloudinitCalls::regenerate);
        on("GET " + QEMU + "/cloudinit/dump", CloudinitDump::dump);
        on("POST " + QEMU + "/clone", CloneCalls::clone);
        on("GET " + QEMU + "/migrate", MigrateCalls::preconditions);
        on("POST " + QEMU + "/migrate", MigrateCalls::migrate);
        on("DELETE " + QEMU, DestroyCalls::destroy);
        on("GET " + QEMU + "/snapshot", SnapshotCalls::list);
        on("POST " + QEMU + "/snapshot", SnapshotCalls::create);
        on("GET " + QEMU + "/snapshot/{snapname}", SnapshotCalls::index);
        on("DELETE " + QEMU + "/snapshot/{snapname}", SnapshotCalls::delete);
        on("GET " + QEMU + "/snapshot/{snapname}/config", SnapshotCalls::config);
        on("PUT " + QEMU + "/snapshot/{snapname}/config", SnapshotCalls::change);
        on("POST " + QEMU + "/snapshot/{snapname}/rollback", SnapshotCalls::rollback);
        AgentCalls.routes(this::on);
        ConsoleCalls.routes(this::on, QEMU);
    }

    private void power() {
        on("POST " + QEMU + "/status/start", PowerCalls::start);
        on("POST " + QEMU + "/status/stop", PowerCalls::stop);
        on("POST " + QEMU + "/status/shutdown", PowerCalls::shutdown);
        on("POST " + QEMU + "/status/reboot", PowerCalls::reboot);
        on("POST " + QEMU + "/status/reset", call -> PowerCalls.whileRunning(call, "qmreset"));
        on("POST " + QEMU + "/status/suspend", PowerCalls::suspend);
        on("POST " + QEMU + "/status/resume", call -> PowerCalls.whileRunning(call, "qmresume"));
    }

    private void firewall() {
        String vm = QEMU + "/firewall";
        String node = "/nodes/{node}/firewall";
        String cluster = "/cluster/firewall";
        FirewallCalls.routes(this::on, vm);
        FirewallCalls.routes(this::on, node);
        FirewallCalls.routes(this::on, cluster);
        IpsetCalls.routes(this::on, vm);
        IpsetCalls.routes(this::on, cluster);
        AliasCalls.routes(this::on, vm);
        AliasCalls.routes(this::on, cluster);
        SecurityGroupCalls.routes(this::on);
        on("GET " + vm + "/log", FirewallCalls::log);
        on("GET " + node + "/log", FirewallCalls::log);
    }

    private void tasksAndStorage() {
        on("GET " + TASKS, TaskCalls::list);
        on("GET " + TASKS + "/{upid}", call -> TaskCalls.index());
        on("GET " + TASKS + "/{upid}/status", TaskCalls::status);
        on("GET " + TASKS + "/{upid}/log", TaskCalls::log);
        on("DELETE " + TASKS + "/{upid}", TaskCalls::abort);
        on("GET " + STORAGE, StorageCalls::list);
        on("GET " + STORAGE + "/{storage}", VolumeCalls::index);
        on("GET " + STORAGE + "/{storage}/status", StorageCalls::status);
        on("GET " + STORAGE + "/{storage}/content", StorageCalls::content);
        on("GET /storage", StorageCalls::configured);
        on("GET /storage/{storage}", StorageCalls::oneConfigured);
        VolumeCalls.routes(this::on);
    }

    private void on(String key, Handler handler) {
        byKey.put(key, handler);
    }
}
