package dev.vmlifecycle.proxmox.cluster;

import dev.vmlifecycle.proxmox.Digest;
import dev.vmlifecycle.proxmox.internal.WireMap;
import java.util.Map;
import java.util.Optional;

/** A guest HA looks after. Keys without an accessor are there by {@link #get}. Immutable. */
public final class HaResource {

    private final HaResourceId id;
    private final WireMap values;

    private HaResource(HaResourceId id, WireMap values) {
        this.id = id;
        this.values = values;
    }

    /**
     * {@return a resource with these values}
     *
     * @param id its name
     * @param values by key, in wire form
     */
    public static HaResource of(HaResourceId id, Map<String, String> values) {
        return new HaResource(id, WireMap.of(values));
    }

    /** {@return its name} */
    public HaResourceId id() {
        return id;
    }

    /** {@return what HA shall make of it, {@link HaState#STARTED} by default} */
    public HaState state() {
        return values.read("state", HaState::parse).orElse(HaState.STARTED);
    }

    /** {@return the group of nodes it may run on; replaced by rules in 9} */
    public Optional<String> group() {
        return values.text("group");
    }

    /** {@return how often it is started anew on its node before it is moved} */
    public int maxRestart() {
        return values.integer("max_restart").orElse(1L).intValue();
    }

    /** {@return how often it is moved before HA gives up} */
    public int maxRelocate() {
        return values.integer("max_relocate").orElse(1L).intValue();
    }

    /** {@return free text} */
    public Optional<String> comment() {
        return values.text("comment");
    }

    /** {@return the checksum to send with a write} */
    public Optional<Digest> digest() {
        return values.read("digest", Digest::of);
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
        return other instanceof HaResource that && id.equals(that.id) && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return "HaResource[" + id + "]";
    }
}
