package dev.vmlifecycle.proxmox;

import dev.vmlifecycle.proxmox.internal.Api;
import dev.vmlifecycle.proxmox.internal.ApiPath;
import dev.vmlifecycle.proxmox.internal.NodeReader;
import dev.vmlifecycle.proxmox.storage.BackupVolume;
import dev.vmlifecycle.proxmox.storage.DownloadRequest;
import dev.vmlifecycle.proxmox.storage.StorageStatus;
import dev.vmlifecycle.proxmox.storage.UploadRequest;
import dev.vmlifecycle.proxmox.transport.FilePart;
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

    /**
     * {@return the task that puts a file onto the storage, started once the whole file has arrived}
     *
     * <p>Any host of the client takes the file, and copies it to this node by ssh if it is another one; one that is this
     * node saves the copy. The file is streamed, never held in memory. Only storages with a path take files. Needs {@code
     * Datastore.AllocateTemplate}.
     *
     * @param request which file
     * @throws java.io.UncheckedIOException when the file can not be read; nothing was sent then
     */
    public ProxmoxTask upload(UploadRequest request) {
        FilePart file = FilePart.of(request.filename(), request.source());
        return ProxmoxTask.of(api, api.upload(path.child("/upload"), request.params(), file, request.timeout()));
    }

    /**
     * {@return the task in which the node fetches a file}
     *
     * <p>Needs {@code Datastore.AllocateTemplate}, and {@code Sys.AccessNetwork} on the node (since Proxmox VE 8) or {@code
     * Sys.Audit} and {@code Sys.Modify} on {@code /}, since it lets the caller look around in the node's network.
     *
     * @param request from where
     */
    public ProxmoxTask download(DownloadRequest request) {
        return ProxmoxTask.of(api, api.post(path.child("/download-url"), request.params()));
    }

    @Override
    public String toString() {
        return "Storage " + id;
    }
}
