package dev.vmlifecycle.proxmox.internal;

import dev.vmlifecycle.proxmox.NodeName;
import dev.vmlifecycle.proxmox.StorageId;
import dev.vmlifecycle.proxmox.VolumeId;
import dev.vmlifecycle.proxmox.config.PendingConfig;
import dev.vmlifecycle.proxmox.qemu.MigratePreconditions;
import dev.vmlifecycle.proxmox.qemu.PowerState;
import dev.vmlifecycle.proxmox.qemu.VmStatus;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Answers about one VM. */
public final class QemuReader {

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
                data.object("ha").flag("managed"));
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
