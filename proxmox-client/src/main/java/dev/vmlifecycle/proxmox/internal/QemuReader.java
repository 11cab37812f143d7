package dev.vmlifecycle.proxmox.internal;

import dev.vmlifecycle.proxmox.Digest;
import dev.vmlifecycle.proxmox.NodeName;
import dev.vmlifecycle.proxmox.Secret;
import dev.vmlifecycle.proxmox.StorageId;
import dev.vmlifecycle.proxmox.Upid;
import dev.vmlifecycle.proxmox.VolumeId;
import dev.vmlifecycle.proxmox.config.PendingConfig;
import dev.vmlifecycle.proxmox.qemu.ConsoleTicket;
import dev.vmlifecycle.proxmox.qemu.FeatureSupport;
import dev.vmlifecycle.proxmox.qemu.MigratePreconditions;
import dev.vmlifecycle.proxmox.qemu.PowerState;
import dev.vmlifecycle.proxmox.qemu.Snapshot;
import dev.vmlifecycle.proxmox.qemu.SnapshotName;
import dev.vmlifecycle.proxmox.qemu.SnapshotTree;
import dev.vmlifecycle.proxmox.qemu.Traffic;
import dev.vmlifecycle.proxmox.qemu.VmLoad;
import dev.vmlifecycle.proxmox.qemu.VmStatus;
import dev.vmlifecycle.proxmox.qemu.VmUsage;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Answers about one VM. */
public final class QemuReader {

    private static final Pattern NUMBER = Pattern.compile("[-+]?[0-9.]+(?:[eE][-+]?\\d+)?");

    private QemuReader() {}

    /**
     * {@return the run state}
     *
     * @param data of {@code status/current}
     */
    public static VmStatus status(Fields data) {
        return new VmStatus(
                data.require("status").equals("running") ? PowerState.RUNNING : PowerState.STOPPED,
                data.text("qmpstatus"),
                data.text("lock"),
                data.text("name"),
                data.flag("template"),
                Duration.ofSeconds(data.integer("uptime").orElse(0L)),
                data.bytes("maxmem"),
                data.object("ha").flag("managed"),
                data.flag("agent"),
                load(data),
                data.scalars());
    }

    /**
     * {@return a row of the cloud-init configuration}
     *
     * @param row of {@code cloudinit}
     */
    public static PendingConfig.Row cloudInitPending(Fields row) {
        Map<String, String> values = row.scalars();
        // 7.4 says old and new; there, a key on its way out is an old one without a new one
        if (values.containsKey("old") || values.containsKey("new")) {
            return new PendingConfig.Row(
                    row.require("key"),
                    Optional.ofNullable(values.get("old")),
                    Optional.ofNullable(values.get("new")),
                    !values.containsKey("new"));
        }
        return pending(row);
    }

    /**
     * {@return the snapshots}
     *
     * @param rows of {@code snapshot}
     */
    public static SnapshotTree snapshots(List<Fields> rows) {
        Optional<Fields> current = rows.stream().filter(QemuReader::isCurrent).findFirst();
        return new SnapshotTree(
                rows.stream()
                        .filter(row -> !isCurrent(row))
                        .map(row -> new Snapshot(
                                row.require("name", SnapshotName::of),
                                row.instant("snaptime"),
                                row.read("parent", SnapshotName::of),
                                row.text("description").orElse(""),
                                row.flag("vmstate")))
                        .toList(),
                current.flatMap(row -> row.read("parent", SnapshotName::of)),
                current.flatMap(row -> row.read("digest", Digest::of)));
    }

    /**
     * {@return whether a feature is there}
     *
     * @param data of {@code feature}
     */
    public static FeatureSupport feature(Fields data) {
        return new FeatureSupport(
                data.flag("hasFeature"),
                data.words("nodes").stream().map(NodeName::of).collect(Collectors.toSet()));
    }

    /**
     * {@return a row of the statistics}
     *
     * @param row of {@code rrddata}
     */
    public static VmUsage usage(Fields row) {
        Map<String, Double> numbers = new HashMap<>();
        row.scalars().forEach((name, text) -> {
            // "NaN" stands for unknown, as null and absence do
            if (!name.equals("time") && NUMBER.matcher(text).matches()) {
                numbers.put(name, Double.valueOf(text));
            }
        });
        return VmUsage.of(row.requireInstant("time"), numbers);
    }

    /**
     * {@return leave to connect to a console}
     *
     * @param data of {@code vncproxy} or {@code termproxy}
     * @param webSocket the path to connect to
     */
    public static ConsoleTicket console(Fields data, ApiPath webSocket) {
        return new ConsoleTicket(
                data.require("user"),
                data.require("ticket", Secret::of),
                data.require("port", Integer::parseInt),
                data.require("upid", Upid::parse),
                data.text("cert"),
                data.read("password", Secret::of),
                Api.PREFIX + webSocket.text());
    }

    private static boolean isCurrent(Fields row) {
        return row.require("name").equals("current");
    }

    private static VmLoad load(Fields data) {
        Traffic traffic =
                new Traffic(data.bytes("netin"), data.bytes("netout"), data.bytes("diskread"), data.bytes("diskwrite"));
        return new VmLoad(
                data.read("cpu", Double::valueOf).orElse(0.0),
                data.read("cpus", Double::valueOf).orElse(0.0),
                data.bytes("mem"),
                traffic);
    }

    /**
     * {@return a row of the pending configuration}
     *
     * @param row of {@code pending}
     */
    public static PendingConfig.Row pending(Fields row) {
        Map<String, String> values = row.scalars();
        return new PendingConfig.Row(
                row.require("key"),
                Optional.ofNullable(values.get("value")),
                Optional.ofNullable(values.get("pending")),
                row.flag("delete"));
    }

    /**
     * {@return the preconditions of a move}
     *
     * @param data of {@code GET migrate}
     */
    public static MigratePreconditions preconditions(Fields data) {
        Fields refused = data.object("not_allowed_nodes");
        Map<NodeName, Set<StorageId>> unavailable = new HashMap<>();
        for (String node : refused.names()) {
            Set<StorageId> storages = refused.object(node).words("unavailable_storages").stream()
                    .map(StorageId::of)
                    .collect(Collectors.toSet());
            if (!storages.isEmpty()) {
                unavailable.put(NodeName.of(node), storages);
            }
        }
        return new MigratePreconditions(
                data.flag("running"),
                data.words("allowed_nodes").stream().map(NodeName::of).collect(Collectors.toSet()),
                unavailable,
                data.rows("local_disks").stream()
                        .map(row -> row.require("volid", VolumeId::of))
                        .toList(),
                data.words("local_resources"));
    }
}
