package dev.vmlifecycle.proxmox.cluster;

import dev.vmlifecycle.proxmox.ByteSize;
import dev.vmlifecycle.proxmox.NodeName;
import dev.vmlifecycle.proxmox.PoolId;
import dev.vmlifecycle.proxmox.StorageId;
import dev.vmlifecycle.proxmox.Vmid;
import dev.vmlifecycle.proxmox.internal.WireMap;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A row of the resource list: a guest, node, storage, pool or network. Fits for display and for finding where something is.
 *
 * <p>Fed by statistics every 10 s or so: of a new guest only number and node are known, and its status is
 * {@code unknown}; place and lock are current. Keys without an accessor are there by {@link #get}. Immutable.
 */
public final class ClusterResource {

    private final String id;
    private final ResourceKind kind;
    private final WireMap values;

    private ClusterResource(String id, ResourceKind kind, WireMap values) {
        this.id = id;
        this.kind = kind;
        this.values = values;
    }

    /**
     * {@return a row with these values}
     *
     * @param id such as {@code qemu/100}
     * @param kind what it is
     * @param values by key, in wire form
     */
    public static ClusterResource of(String id, ResourceKind kind, Map<String, String> values) {
        return new ClusterResource(id, kind, WireMap.of(values));
    }

    /** {@return its name in the list, such as {@code qemu/100} or {@code storage/pve1/local}} */
    public String id() {
        return id;
    }

    /** {@return what it is} */
    public ResourceKind kind() {
        return kind;
    }

    /** {@return whether it is a VM or a container} */
    public boolean isGuest() {
        return kind == ResourceKind.QEMU || kind == ResourceKind.LXC;
    }

    /** {@return the number of a guest} */
    public Optional<Vmid> vmid() {
        return values.read("vmid", Vmid::parse);
    }

    /** {@return the node it is on} */
    public Optional<NodeName> node() {
        return values.read("node", NodeName::of);
    }

    /** {@return the storage it is} */
    public Optional<StorageId> storage() {
        return values.read("storage", StorageId::of);
    }

    /** {@return the pool it is, or a guest or storage is in} */
    public Optional<PoolId> pool() {
        return values.read("pool", PoolId::of);
    }

    /** {@return the name of a guest} */
    public Optional<String> name() {
        return values.text("name");
    }

    /** {@return such as {@code running}, {@code online}, {@code available}, {@code unknown}} */
    public Optional<String> status() {
        return values.text("status");
    }

    /** {@return the lock a guest carries; since 8} */
    public Optional<String> lock() {
        return values.text("lock");
    }

    /** {@return whether a guest is a template, false for one just made; since 8} */
    public boolean template() {
        return values.isSet("template");
    }

    /** {@return the tags of a guest; since 8} */
    public List<String> tags() {
        return values.words("tags");
    }

    /** {@return what HA makes of a guest, absent when it is not managed} */
    public Optional<String> haState() {
        return values.text("hastate");
    }

    /** {@return load of all its CPUs, 0 to 1} */
    public OptionalDouble cpu() {
        return values.decimal("cpu");
    }

    /** {@return number of CPUs; a limit of a container may have a fraction} */
    public OptionalDouble cpus() {
        return values.decimal("maxcpu");
    }

    /** {@return memory in use} */
    public Optional<ByteSize> memory() {
        return values.bytes("mem");
    }

    /** {@return memory it has} */
    public Optional<ByteSize> memoryTotal() {
        return values.bytes("maxmem");
    }

    /** {@return disk space in use, always zero for a VM} */
    public Optional<ByteSize> disk() {
        return values.bytes("disk");
    }

    /** {@return disk space it has, for a guest that of its root disk} */
    public Optional<ByteSize> diskTotal() {
        return values.bytes("maxdisk");
    }

    /** {@return time since start} */
    public Optional<Duration> uptime() {
        return values.seconds("uptime");
    }

    /**
     * {@return the value of a key in wire form, absent when not set}
     *
     * @param key as the API spells it
     */
    public Optional<String> get(String key) {
        return values.get(key);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ClusterResource that && id.equals(that.id) && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return "ClusterResource[" + id + "]";
    }
}
