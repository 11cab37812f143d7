package dev.vmlifecycle.proxmox;

import dev.vmlifecycle.proxmox.internal.Api;
import dev.vmlifecycle.proxmox.internal.ApiPath;
import dev.vmlifecycle.proxmox.internal.NodeReader;
import dev.vmlifecycle.proxmox.internal.StorageReader;
import dev.vmlifecycle.proxmox.rrd.Consolidation;
import dev.vmlifecycle.proxmox.rrd.Timeframe;
import dev.vmlifecycle.proxmox.storage.AllocateRequest;
import dev.vmlifecycle.proxmox.storage.BackupVolume;
import dev.vmlifecycle.proxmox.storage.DownloadRequest;
import dev.vmlifecycle.proxmox.storage.PruneCandidate;
import dev.vmlifecycle.proxmox.storage.PruneQuery;
import dev.vmlifecycle.proxmox.storage.StorageStatus;
import dev.vmlifecycle.proxmox.storage.StorageUsage;
import dev.vmlifecycle.proxmox.storage.UploadRequest;
import dev.vmlifecycle.proxmox.storage.Volume;
import dev.vmlifecycle.proxmox.storage.VolumeQuery;
import dev.vmlifecycle.proxmox.storage.VolumeUpdate;
import dev.vmlifecycle.proxmox.transport.FilePart;
import dev.vmlifecycle.proxmox.transport.Param;
import java.time.Duration;
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
     * {@return volumes; needs {@code Datastore.Audit} or {@code Datastore.AllocateSpace}, and shows those of guests only
     * that the token may see}
     *
     * @param query which
     */
    public List<Volume> volumes(VolumeQuery query) {
        return api.get(path.child("/content"), query.params().toArray(Param[]::new)).rows().stream()
                .map(StorageReader::volume)
                .toList();
    }

    /**
     * {@return one volume, without content, guest and age, which the server tells in lists only; needs a right on the
     * storage or the guest}
     *
     * @param volume a volume of this storage
     */
    public Volume volume(VolumeId volume) {
        return Volume.of(volume, api.get(content(volume)).object().wire());
    }

    /**
     * Changes a backup's attributes; needs a right on the storage or the guest.
     *
     * @param volume a backup of this storage
     * @param update what changes
     */
    public void update(VolumeId volume, VolumeUpdate update) {
        api.put(content(volume), update.params());
    }

    /**
     * {@return the name of a new, empty disk; needs {@code Datastore.AllocateSpace}}
     *
     * @param request what
     */
    public VolumeId allocate(AllocateRequest request) {
        return api.post(path.child("/content"), request.params()).parseText(VolumeId::of);
    }

    /**
     * {@return what pruning would make of the backups; nothing is removed. Needs {@code Datastore.Audit} or
     * {@code Datastore.AllocateSpace}}
     *
     * @param query which
     */
    public List<PruneCandidate> prunable(PruneQuery query) {
        return api.get(path.child("/prunebackups"), query.params().toArray(Param[]::new)).rows().stream()
                .map(StorageReader::candidate)
                .toList();
    }

    /**
     * {@return the task that removes the backups the rules do not keep; needs {@code Datastore.Allocate}, or
     * {@code Datastore.AllocateSpace} and {@code VM.Backup} on the guest}
     *
     * @param query which
     */
    public ProxmoxTask prune(PruneQuery query) {
        return ProxmoxTask.of(api, api.delete(path.child("/prunebackups"), query.params()));
    }

    /**
     * {@return its statistics, means of each step; needs {@code Datastore.Audit} or {@code Datastore.AllocateSpace}}
     *
     * @param timeframe how far back
     */
    public List<StorageUsage> usage(Timeframe timeframe) {
        return usage(Param.of("timeframe", timeframe));
    }

    /**
     * {@return its statistics; needs {@code Datastore.Audit} or {@code Datastore.AllocateSpace}}
     *
     * @param timeframe how far back
     * @param consolidation how each step is made into one number
     */
    public List<StorageUsage> usage(Timeframe timeframe, Consolidation consolidation) {
        return usage(Param.of("timeframe", timeframe), Param.of("cf", consolidation.name()));
    }

    /**
     * {@return the task that removes a volume; removing one that is gone ends well, a protected one fails in the task}
     *
     * @param volume a volume of this storage
     */
    public ProxmoxTask delete(VolumeId volume) {
        return ProxmoxTask.of(api, api.delete(content(volume), List.of()));
    }

    /**
     * {@return the removal of a volume as {@link #delete(VolumeId)}, done at once when it ends in time}
     *
     * @param volume a volume of this storage
     * @param wait 1 to 30 s, whole seconds count
     * @throws IllegalArgumentException when it is shorter or longer
     */
    public ProxmoxTask delete(VolumeId volume, Duration wait) {
        return ProxmoxTask.of(api, api.delete(content(volume), List.of(ShortWait.param("delay", wait))));
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

    private ApiPath content(VolumeId volume) {
        return path.child("/content/{volume}", volume);
    }

    private List<StorageUsage> usage(Param... query) {
        return api.get(path.child("/rrddata"), query).rows().stream()
                .map(StorageReader::usage)
                .toList();
    }
}
