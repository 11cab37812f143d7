package dev.vmlifecycle.proxmox.simulator;

import dev.vmlifecycle.proxmox.simulator.internal.config.DiskSize;
import java.util.List;
import java.util.Set;

/**
 * One storage of the cluster. Immutable.
 *
 * @param id the storage's id
 * @param type as Proxmox names it: {@code dir}, {@code nfs}, {@code lvmthin}, {@code zfspool}, {@code rbd}
 * @param shared whether all nodes see the same volumes
 * @param nodes where it is available; empty means everywhere
 * @param content what it may hold, for example {@code images} and {@code backup}
 * @param capacity total size as Proxmox writes sizes, for example {@code 100G}
 * @param formats image formats it can hold, the default format first
 */
public record StorageSpec(
        String id,
        String type,
        boolean shared,
        Set<String> nodes,
        List<String> content,
        String capacity,
        List<String> formats) {

    private static final String DEFAULT_CAPACITY = "1T";

    /**
     * Copies the collections.
     *
     * @param id see above
     * @param type see above
     * @param shared see above
     * @param nodes see above
     * @param content see above
     * @param capacity see above
     * @param formats see above
     */
    public StorageSpec {
        nodes = Set.copyOf(nodes);
        content = List.copyOf(content);
        formats = List.copyOf(formats);
    }

    /**
     * {@return a directory on each node, holding images and backups, raw by default, 1 TiB}
     *
     * @param id the storage's id
     */
    public static StorageSpec dir(String id) {
        List<String> content = List.of("images", "backup", "vztmpl", "iso", "snippets", "rootdir", "import");
        return new StorageSpec(id, "dir", false, Set.of(), content, DEFAULT_CAPACITY, List.of("raw", "qcow2", "vmdk"));
    }

    /**
     * {@return an NFS export all nodes share, holding images and backups, raw by default, 1 TiB}
     *
     * @param id the storage's id
     */
    public static StorageSpec nfs(String id) {
        return new StorageSpec(
                id,
                "nfs",
                true,
                Set.of(),
                List.of("images", "rootdir", "backup"),
                DEFAULT_CAPACITY,
                List.of("raw", "qcow2", "vmdk"));
    }

    /**
     * {@return an LVM thin pool on each node, holding raw images only, 1 TiB}
     *
     * @param id the storage's id
     */
    public static StorageSpec lvmthin(String id) {
        return new StorageSpec(
                id, "lvmthin", false, Set.of(), List.of("images", "rootdir"), DEFAULT_CAPACITY, List.of("raw"));
    }

    /**
     * {@return the same storage, shared by its nodes or not}
     *
     * @param now whether all nodes see the same volumes
     */
    public StorageSpec shared(boolean now) {
        return new StorageSpec(id, type, now, nodes, content, capacity, formats);
    }

    /**
     * {@return the same storage, available on some nodes only}
     *
     * @param names the nodes
     */
    public StorageSpec on(String... names) {
        return new StorageSpec(id, type, shared, Set.of(names), content, capacity, formats);
    }

    /**
     * {@return the same storage with other content types}
     *
     * @param types for example {@code images}
     */
    public StorageSpec holding(String... types) {
        return new StorageSpec(id, type, shared, nodes, List.of(types), capacity, formats);
    }

    /**
     * {@return the same storage with another size}
     *
     * @param size for example {@code 500G}
     */
    public StorageSpec sized(String size) {
        return new StorageSpec(id, type, shared, nodes, content, size, formats);
    }

    boolean availableOn(String node) {
        return nodes.isEmpty() || nodes.contains(node);
    }

    boolean isFileBased() {
        return type.equals("dir") || type.equals("nfs") || type.equals("cifs") || type.equals("btrfs");
    }

    long capacityBytes() {
        return DiskSize.bytes(capacity);
    }

    String defaultFormat() {
        return formats.get(0);
    }
}
