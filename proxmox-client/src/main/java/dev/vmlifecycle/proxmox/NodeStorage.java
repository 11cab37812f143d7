package dev.vmlifecycle.proxmox;

import dev.vmlifecycle.proxmox.internal.Api;
import dev.vmlifecycle.proxmox.internal.ApiPath;
import dev.vmlifecycle.proxmox.internal.NodeReader;
import dev.vmlifecycle.proxmox.storage.BackupVolume;
import dev.vmlifecycle.proxmox.storage.StorageStatus;
import dev.vmlifecycle.proxmox.transport.Param;
import java.util.List;

/**
 * A storage as one node sees it. Every method is one call and throws {@code ProxmoxException}. Immutable and
 * thread-safe.
 */
public final class NodeStorage {

    private final Api api;
    private final StorageId id;
    private final ApiPath path;

    NodeStorage(Api api, NodeName node, StorageId id) {
        this.api = api;
        this.id = id;
        this.path = ApiPath.of("/nodes/{node}/storage/{storage}", node, id);
    }

    /** {@return its name} */
    public StorageId id() {
        return id;
    }

    /** {@return capacity and state; for a storage not meant for this node: not enabled, capacity zero} */
    public StorageStatus status() {
        return NodeReader.storage(api.get(path.child("/status")).object(), id);
    }

    /**
     * {@return backups of a guest; of all owners its number ever had}
     *
     * @param vmid the guest
     */
    public List<BackupVolume> backups(Vmid vmid) {
        return api.get(path.child("/content"), Param.of("content", "backup"), Param.of("vmid", vmid)).rows().stream()
                .flatMap(row -> NodeReader.backup(row).stream())
                .toList();
    }

    /**
     * {@return the task that removes a volume; removing one that is gone ends well, a protected one fails in the task}
     *
     * @param volume a volume of this storage
     */
    public ProxmoxTask delete(VolumeId volume) {
        return ProxmoxTask.of(api, api.delete(path.child("/content/{volume}", volume), List.of()));
    }

    @Override
    public String toString() {
        return "Storage " + id;
    }
}
