package dev.vmlifecycle.proxmox.internal;

import dev.vmlifecycle.proxmox.StorageId;
import dev.vmlifecycle.proxmox.Vmid;
import dev.vmlifecycle.proxmox.VolumeId;
import dev.vmlifecycle.proxmox.node.InterfaceConfig;
import dev.vmlifecycle.proxmox.node.NetworkInterface;
import dev.vmlifecycle.proxmox.node.NodeDns;
import dev.vmlifecycle.proxmox.node.NodeStatus;
import dev.vmlifecycle.proxmox.node.NodeUsage;
import dev.vmlifecycle.proxmox.storage.BackupVolume;
import dev.vmlifecycle.proxmox.storage.StorageContent;
import dev.vmlifecycle.proxmox.storage.StorageStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Answers below {@code /nodes/{node}} that are not about one VM. */
public final class NodeReader {

    private NodeReader() {}

    /**
     * {@return the node's load}
     *
     * @param data of {@code status}
     */
    public static NodeStatus status(Fields data) {
        Fields memory = data.object("memory");
        return new NodeStatus(
                memory.bytes("total"),
                memory.bytes("used"),
                memory.bytes("free"),
                data.object("cpuinfo").integer("cpus").orElse(0L).intValue(),
                Duration.ofSeconds(data.integer("uptime").orElse(0L)));
    }

    /**
     * {@return an interface}
     *
     * @param row of {@code network}
     */
    public static NetworkInterface networkInterface(Fields row) {
        return new NetworkInterface(
                row.require("iface"),
                row.text("type").orElse("unknown"),
                row.flag("active"),
                row.words("bridge_ports").stream()
                        .filter(port -> !port.equals("none"))
                        .toList(),
                row.flag("bridge_vlan_aware"));
    }

    /**
     * {@return an interface as it is configured}
     *
     * @param row of {@code network}
     */
    public static InterfaceConfig interfaceConfig(Fields row) {
        return InterfaceConfig.of(row.require("iface"), row.wire());
    }

    /**
     * {@return how names are resolved}
     *
     * @param data of {@code dns}
     */
    public static NodeDns dns(Fields data) {
        List<String> servers = Stream.of("dns1", "dns2", "dns3")
                .flatMap(key -> data.text(key).stream())
                .toList();
        return new NodeDns(data.text("search"), servers);
    }

    /**
     * {@return a row of statistics}
     *
     * @param row of {@code rrddata}
     */
    public static NodeUsage usage(Fields row) {
        return NodeUsage.of(row.requireInstant("time"), row.scalars());
    }

    /**
     * {@return a storage}
     *
     * @param row of {@code storage}
     */
    public static StorageStatus storage(Fields row) {
        return storage(row, row.require("storage", StorageId::of));
    }

    /**
     * {@return a storage}
     *
     * @param data of {@code storage/{storage}/status}, which does not name it
     * @param id its name
     */
    public static StorageStatus storage(Fields data, StorageId id) {
        Set<StorageContent> content = data.words("content").stream()
                .flatMap(word -> StorageContent.find(word).stream())
                .collect(Collectors.toSet());
        return new StorageStatus(
                id,
                data.text("type").orElse("unknown"),
                content,
                data.flag("enabled"),
                data.flag("active"),
                data.flag("shared"),
                data.bytes("total"),
                data.bytes("used"),
                data.bytes("avail"));
    }

    /**
     * {@return a backup, absent for rows of other content}
     *
     * @param row of {@code storage/{storage}/content}
     */
    public static Optional<BackupVolume> backup(Fields row) {
        if (row.text("content").filter("backup"::equals).isEmpty()) {
            return Optional.empty();
        }
        return row.read("vmid", Vmid::parse)
                .map(vmid -> new BackupVolume(
                        row.require("volid", VolumeId::of),
                        vmid,
                        row.instant("ctime").orElse(Instant.EPOCH),
                        row.bytes("size"),
                        row.flag("protected"),
                        row.text("notes")));
    }
}
