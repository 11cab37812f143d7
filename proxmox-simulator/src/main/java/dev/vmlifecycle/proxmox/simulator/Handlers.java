package dev.vmlifecycle.proxmox.simulator;

import dev.vmlifecycle.proxmox.simulator.internal.schema.Endpoint;
import dev.vmlifecycle.proxmox.simulator.internal.schema.Endpoints;
import java.util.HashMap;
import java.util.Map;

/** Which handler answers which call of the table; every call of the table has one. */
final class Handlers {

    private static final String QEMU = "/nodes/{node}/qemu/{vmid}";
    private static final String IPSET = QEMU + "/firewall/ipset";
    private static final String RULES = QEMU + "/firewall/rules";
    private static final String TASKS = "/nodes/{node}/tasks";
    private static final String STORAGE = "/nodes/{node}/storage";

    private final Map<String, Handler> byKey = new HashMap<>();

    Handlers() {
        cluster();
        qemu();
        power();
        firewall();
        tasksAndStorage();
        for (String key : Endpoints.all().keys()) {
            if (!byKey.containsKey(key)) {
                throw new IllegalStateException("call: " + key + " (expected: a handler)");
            }
        }
    }

    Handler of(Endpoint endpoint) {
        Handler handler = byKey.get(endpoint.key());
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
    }

    private void qemu() {
        on("GET /nodes/{node}/qemu", GuestViews::list);
        on("GET " + QEMU + "/status/current", GuestViews::current);
        on("GET " + QEMU + "/config", ConfigCalls::read);
        on("PUT " + QEMU + "/config", ConfigCalls::write);
        on("POST " + QEMU + "/config", ConfigCalls::writeAsTask);
        on("GET " + QEMU + "/pending", ConfigCalls::pending);
        on("PUT " + QEMU + "/resize", call -> Reply.upid(call.start("resize")));
        on("GET " + QEMU + "/cloudinit", CloudinitCalls::compare);
        on("PUT " + QEMU + "/cloudinit", CloudinitCalls::regenerate);
        on("POST " + QEMU + "/clone", CloneCalls::clone);
        on("GET " + QEMU + "/migrate", MigrateCalls::preconditions);
        on("POST " + QEMU + "/migrate", MigrateCalls::migrate);
        on("DELETE " + QEMU, DestroyCalls::destroy);
    }

    private void power() {
        on("POST " + QEMU + "/status/start", call -> Reply.upid(call.start("qmstart")));
        on("POST " + QEMU + "/status/stop", PowerCalls::stop);
        on("POST " + QEMU + "/status/shutdown", PowerCalls::shutdown);
        on("POST " + QEMU + "/status/reboot", PowerCalls::reboot);
        on("POST " + QEMU + "/status/reset", call -> PowerCalls.whileRunning(call, "qmreset"));
        on("POST " + QEMU + "/status/suspend", PowerCalls::suspend);
        on("POST " + QEMU + "/status/resume", call -> PowerCalls.whileRunning(call, "qmresume"));
    }

    private void firewall() {
        on("GET " + QEMU + "/firewall/options", FirewallCalls::options);
        on("PUT " + QEMU + "/firewall/options", FirewallCalls::setOptions);
        on("GET " + RULES, FirewallCalls::rules);
        on("POST " + RULES, FirewallCalls::addRule);
        on("GET " + RULES + "/{pos}", FirewallCalls::rule);
        on("PUT " + RULES + "/{pos}", FirewallCalls::changeRule);
        on("DELETE " + RULES + "/{pos}", FirewallCalls::removeRule);
        on("GET " + IPSET, IpsetCalls::list);
        on("POST " + IPSET, IpsetCalls::create);
        on("GET " + IPSET + "/{name}", IpsetCalls::entries);
        on("POST " + IPSET + "/{name}", IpsetCalls::add);
        on("DELETE " + IPSET + "/{name}", IpsetCalls::remove);
        on("GET " + IPSET + "/{name}/{cidr}", IpsetCalls::entry);
        on("PUT " + IPSET + "/{name}/{cidr}", IpsetCalls::changeEntry);
        on("DELETE " + IPSET + "/{name}/{cidr}", IpsetCalls::removeEntry);
    }

    private void tasksAndStorage() {
        on("GET " + TASKS, TaskCalls::list);
        on("GET " + TASKS + "/{upid}/status", TaskCalls::status);
        on("GET " + TASKS + "/{upid}/log", TaskCalls::log);
        on("DELETE " + TASKS + "/{upid}", TaskCalls::abort);
        on("GET " + STORAGE, StorageCalls::list);
        on("GET " + STORAGE + "/{storage}/status", StorageCalls::status);
        on("GET " + STORAGE + "/{storage}/content", StorageCalls::content);
        on("DELETE " + STORAGE + "/{storage}/content/{volume}", StorageCalls::delete);
        on("POST /nodes/{node}/vzdump", BackupCalls::backup);
    }

    private void on(String key, Handler handler) {
        byKey.put(key, handler);
    }
}
