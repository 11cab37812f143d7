package dev.vmlifecycle.proxmox.storage;

import dev.vmlifecycle.proxmox.NodeName;
import dev.vmlifecycle.proxmox.StorageId;
import dev.vmlifecycle.proxmox.transport.Param;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which storages of a node to list.
 *
 * @param content those that may hold this, absent = any
 * @param target those this node has too, absent = does not matter
 * @param storage this one only, absent = all
 * @param enabledOnly whether those switched off or not for this node are left out
 */
public record StorageQuery(
        Optional<StorageContent> content, Optional<NodeName> target, Optional<StorageId> storage, boolean enabledOnly) {

    /** {@return all storages} */
    public static StorageQuery all() {
        return new StorageQuery(Optional.empty(), Optional.empty(), Optional.empty(), false);
    }

    /**
     * {@return this query for storages that may hold this}
     *
     * @param wanted what they are for
     */
    public StorageQuery content(StorageContent wanted) {
        return new StorageQuery(Optional.of(wanted), target, storage, enabledOnly);
    }

    /**
     * {@return this query for storages another node has too, as for a move there}
     *
     * @param node the other node
     */
    public StorageQuery target(NodeName node) {
        return new StorageQuery(content, Optional.of(node), storage, enabledOnly);
    }

    /**
     * {@return this query for one storage}
     *
     * @param id its name
     */
    public StorageQuery storage(StorageId id) {
        return new StorageQuery(content, target, Optional.of(id), enabledOnly);
    }

    /** {@return this query for enabled storages} */
    public StorageQuery enabled() {
        return new StorageQuery(content, target, storage, true);
    }

    /** {@return the query parameters} */
    public List<Param> params() {
        List<Param> params = new ArrayList<>();
        content.ifPresent(value -> params.add(Param.of("content", value)));
        target.ifPresent(value -> params.add(Param.of("target", value)));
        storage.ifPresent(value -> params.add(Param.of("storage", value)));
        if (enabledOnly) {
            params.add(Param.flag("enabled", true));
        }
        return params;
    }
}
