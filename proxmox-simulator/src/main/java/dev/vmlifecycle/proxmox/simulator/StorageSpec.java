package dev.vmlifecycle.proxmox.simulator;

import dev.vmlifecycle.proxmox.simulator.internal.config.DiskSize;
import java.util.List;
import java.util.Set;

/**
 * One storage of the cluster. Immutable.
 *
 * @param id the storage's id
 * @param type as Proxmox names it: {@code dir}, {@code nfs}, {@code lvmthin}, {@code zfspool}, {@code pbs}, {@code rbd}
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
    private static final Set<String> TYPES = Set.of(
            "btrfs",
            "cephfs",
            "cifs",
            "dir",
            "iscsi",
            "iscsidirect",
            "lvm",
            "lvmthin",
            "nfs",
            "pbs",
            "rbd",
            "zfs",
            "zfspool");
    private static final Set<String> FORMATS = Set.of("pbs-vm", "qcow2", "raw", "vmdk");
    private static final Set<String> CONTENT =
            Set.of("backup", "images", "import", "iso", "none", "rootdir", "snippets", "vztmpl");

    /**
     * Checks the values, copies the collections.
     *
     * @param id a letter, then letters, digits, {@code -}, {@code _} and {@code .}
     * @param type see above
     * @param shared see above
     * @param nodes see above
     * @param content see above
     * @param capacity see above
     * @param formats see above; at least one
     */
    public StorageSpec {
        Expect.matches("storage", id, "[A-Za-z][A-Za-z0-9_.-]*[A-Za-z0-9]", "a storage id");
        Expect.oneOf("storage type", type, TYPES);
        content.forEach(word -> Expect.oneOf("content", word, CONTENT));
        Expect.matches("capacity", capacity, "[1-9]\\d*(\\.\\d+)?[KMGT]?", "a size such as 500G");
        Expect.that(!formats.isEmpty(), "formats", "none", "at least one");
        formats.forEach(format -> Expect.oneOf("format", format, FORMATS));
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
     * {@return a ZFS pool on each node, holding raw images only, with snapshots and linked clones, 1 TiB}
     *
     * @param id the storage's id
     */
    public static StorageSpec zfs(String id) {
        return new StorageSpec(
                id, "zfspool", false, Set.of(), List.of("images", "rootdir"), DEFAULT_CAPACITY, List.of("raw"));
    }

    /**
     * {@return a Proxmox Backup Server all nodes share, holding backups only, 1 TiB}
     *
     * @param id the storage's id
     */
    public static StorageSpec pbs(String id) {
        return new StorageSpec(id, "pbs", true, Set.of(), List.of("backup"), DEFAULT_CAPACITY, List.of("pbs-vm"));
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
        return new StorageSpec(id, type, shared, Set.copyOf(List.of(names)), content, capacity, formats);
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
