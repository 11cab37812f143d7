package dev.vmlifecycle.proxmox.storage;

import dev.vmlifecycle.proxmox.Digest;
import dev.vmlifecycle.proxmox.NodeName;
import dev.vmlifecycle.proxmox.StorageId;
import dev.vmlifecycle.proxmox.backup.PruneRules;
import dev.vmlifecycle.proxmox.internal.WireMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A storage as the cluster configures it. Keys without an accessor are there by {@link #get}. Immutable. */
public final class StorageConfig {

    private final StorageId id;
    private final WireMap values;

    private StorageConfig(StorageId id, WireMap values) {
        this.id = id;
        this.values = values;
    }

    /**
     * {@return a storage with these values}
     *
     * @param id its name
     * @param values by key, in wire form
     */
    public static StorageConfig of(StorageId id, Map<String, String> values) {
        return new StorageConfig(id, WireMap.of(values));
    }

    /** {@return its name} */
    public StorageId id() {
        return id;
    }

    /** {@return such as {@code dir}, {@code zfspool}, {@code pbs}} */
    public String type() {
        return values.text("type").orElse("unknown");
    }

    /** {@return what it may hold; kinds this version does not know are left out} */
    public Set<StorageContent> content() {
        return values.words("content").stream()
                .flatMap(word -> StorageContent.find(word).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** {@return the nodes it is for, none listed = all} */
    public Set<NodeName> nodes() {
        return values.words("nodes").stream().map(NodeName::of).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * {@return whether it is for a node}
     *
     * @param node the node
     */
    public boolean isFor(NodeName node) {
        return nodes().isEmpty() || nodes().contains(node);
    }

    /** {@return whether all nodes are told to see the same volumes; network types do without being told} */
    public boolean shared() {
        return values.isSet("shared");
    }

    /** {@return whether it is switched off} */
    public boolean disabled() {
        return values.isSet("disable");
    }

    /** {@return where it is mounted} */
    public Optional<String> path() {
        return values.text("path");
    }

    /** {@return which backups are kept} */
    public Optional<PruneRules> prune() {
        return values.text("prune-backups").map(PruneRules::parse);
    }

    /** {@return checksum of the file it was read from} */
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
        return other instanceof StorageConfig that && id.equals(that.id) && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    /** {@return its name and keys; values may be confidential} */
    @Override
    public String toString() {
        return "StorageConfig[" + id + " " + values.keys() + "]";
    }
}
