package dev.vmlifecycle.proxmox.recorded;

import dev.vmlifecycle.proxmox.NodeName;
import dev.vmlifecycle.proxmox.ProxmoxClient;
import dev.vmlifecycle.proxmox.Qemu;
import dev.vmlifecycle.proxmox.Upid;
import dev.vmlifecycle.proxmox.Vmid;
import dev.vmlifecycle.proxmox.qemu.CloudInitPart;
import dev.vmlifecycle.proxmox.qemu.SnapshotName;
import dev.vmlifecycle.proxmox.rrd.Timeframe;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;

/** Calls about one VM that the pipelines do without. */
final class QemuRoutes {

    private static final String VM = "/nodes/([^/]+)/qemu/(\\d+)";
    private static final String SNAPSHOT = VM + "/snapshot/([^/]+)";
    private static final String TASK = "/nodes/([^/]+)/tasks/(UPID[^/]+)";

    static final List<Route> ALL = List.of(
            Route.of("POST", "/nodes/([^/]+)/qemu", (m, p) -> c -> {
                var node = c.node(NodeName.of(m.group(1)));
                return p.containsKey("archive")
                        ? node.restore(TypedWrites.restore(p))
                        : node.create(TypedWrites.create(p));
            }),
            Route.read(VM + "/config\\?current=1", (m, p) -> c -> vm(c, m).currentConfig()),
            Route.read(
                    VM + "/config\\?snapshot=([^&]+)",
                    (m, p) -> c -> vm(c, m).snapshots().config(snapshot(m))),
            Route.read(VM + "/cloudinit", (m, p) -> c -> vm(c, m).cloudInit().pending()),
            Route.of(
                    "PUT",
                    VM + "/cloudinit",
                    (m, p) -> c -> Route.done(() -> vm(c, m).cloudInit().regenerate())),
            Route.read(
                    VM + "/cloudinit/dump\\?type=(\\w+)",
                    (m, p) -> c -> vm(c, m).cloudInit()
                            .dump(CloudInitPart.valueOf(m.group(3).toUpperCase(Locale.ROOT)))),
            Route.read(VM + "/migrate", (m, p) -> c -> vm(c, m).migratePreconditions()),
            Route.of("POST", VM + "/move_disk", (m, p) -> c -> vm(c, m).disks().move(TypedWrites.moveDisk(p))),
            Route.of("PUT", VM + "/unlink", (m, p) -> c -> Route.done(() -> TypedWrites.unlink(vm(c, m), p))),
            Route.of("POST", VM + "/template", (m, p) -> c -> vm(c, m).convertToTemplate()),
            Route.read(
                    VM + "/rrddata\\?timeframe=(\\w+)",
                    (m, p) -> c -> vm(c, m).usage(Timeframe.valueOf(m.group(3).toUpperCase(Locale.ROOT)))),
            Route.of("POST", VM + "/status/reboot", (m, p) -> c -> TypedWrites.reboot(vm(c, m), p)),
            Route.of("POST", VM + "/status/reset", (m, p) -> c -> vm(c, m).reset()),
            Route.of("POST", VM + "/status/suspend", (m, p) -> c -> vm(c, m).suspend()),
            Route.of("POST", VM + "/status/resume", (m, p) -> c -> vm(c, m).resume()),
            Route.read(VM + "/snapshot", (m, p) -> c -> vm(c, m).snapshots().list()),
            Route.of(
                    "POST",
                    VM + "/snapshot",
                    (m, p) -> c -> vm(c, m).snapshots().create(TypedWrites.snapshot(p))),
            Route.of("DELETE", SNAPSHOT, (m, p) -> c -> vm(c, m).snapshots().delete(snapshot(m))),
            Route.read(SNAPSHOT + "/config", (m, p) -> c -> vm(c, m).snapshots().storedConfig(snapshot(m))),
            Route.of(
                    "PUT",
                    SNAPSHOT + "/config",
                    (m, p) -> c -> Route.done(
                            () -> vm(c, m).snapshots().describe(snapshot(m), p.getOrDefault("description", "")))),
            Route.of(
                    "POST",
                    SNAPSHOT + "/rollback",
                    (m, p) -> c -> vm(c, m).snapshots().rollback(snapshot(m))),
            Route.of(
                    "POST",
                    VM + "/agent/ping",
                    (m, p) -> c -> Route.done(() -> vm(c, m).agent().ping())),
            Route.read(
                    VM + "/agent/network-get-interfaces",
                    (m, p) -> c -> vm(c, m).agent().networkInterfaces()),
            Route.read(
                    TASK + "/log(?:\\?.*)?",
                    (m, p) -> c -> c.task(Upid.parse(m.group(2)))
                            .log(
                                    Long.parseLong(p.getOrDefault("start", "0")),
                                    Integer.parseInt(p.getOrDefault("limit", "50")))));

    private QemuRoutes() {}

    private static Qemu vm(ProxmoxClient client, Matcher path) {
        return client.node(NodeName.of(path.group(1))).qemu(Vmid.parse(path.group(2)));
    }

    private static SnapshotName snapshot(Matcher path) {
        return SnapshotName.of(path.group(3));
    }
}
