package dev.vmlifecycle.proxmox.storage;

import dev.vmlifecycle.proxmox.ByteSize;
import dev.vmlifecycle.proxmox.Vmid;
import dev.vmlifecycle.proxmox.VolumeId;
import dev.vmlifecycle.proxmox.internal.WireMap;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** A volume on a storage. Keys without an accessor are there by {@link #get}. Immutable. */
public final class Volume {

    private final VolumeId id;
    private final WireMap values;

    private Volume(VolumeId id, WireMap values) {
        this.id = id;
        this.values = values;
    }

    /**
     * {@return a volume with these values}
     *
     * @param id its name
     * @param values by key, in wire form
     */
    public static Volume of(VolumeId id, Map<String, String> values) {
        return new Volume(id, WireMap.of(values));
    }

    /** {@return its name} */
    public VolumeId id() {
        return id;
    }

    /** {@return what it is, absent for a kind this version does not know} */
    public Optional<StorageContent> content() {
        return values.text("content").flatMap(StorageContent::find);
    }

    /** {@return such as {@code raw}, {@code qcow2}, {@code iso}, {@code vma.zst}} */
    public String format() {
        return values.text("format").orElse("unknown");
    }

    /** {@return its size: of a disk, what the guest sees} */
    public Optional<ByteSize> size() {
        return values.bytes("size");
    }

    /** {@return the space it takes, where the storage knows} */
    public Optional<ByteSize> used() {
        return values.bytes("used");
    }

    /** {@return the guest it belongs to} */
    public Optional<Vmid> vmid() {
        return values.read("vmid", Vmid::parse);
    }

    /** {@return what a linked clone rests on, as the storage names it: a path, not a volume id} */
    public Optional<String> parent() {
        return values.text("parent");
    }

    /** {@return when it was made, by the node's clock} */
    public Optional<Instant> createdAt() {
        return values.instant("ctime");
    }

    /** {@return notes of a backup, in a list the first line at least} */
    public Optional<String> notes() {
        return values.text("notes");
    }

    /** {@return whether a backup refuses to be deleted} */
    public boolean isProtected() {
        return values.isSet("protected");
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
        return other instanceof Volume that && id.equals(that.id) && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return "Volume[" + id + "]";
    }
}
