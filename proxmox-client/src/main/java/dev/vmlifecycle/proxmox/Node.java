package dev.vmlifecycle.proxmox;

import dev.vmlifecycle.proxmox.internal.Api;
import dev.vmlifecycle.proxmox.internal.ApiPath;
import dev.vmlifecycle.proxmox.internal.NodeReader;
import dev.vmlifecycle.proxmox.internal.TaskReader;
import dev.vmlifecycle.proxmox.node.NetworkInterface;
import dev.vmlifecycle.proxmox.node.NodeStatus;
import dev.vmlifecycle.proxmox.qemu.CreateRequest;
import dev.vmlifecycle.proxmox.qemu.RestoreRequest;
import dev.vmlifecycle.proxmox.storage.StorageContent;
import dev.vmlifecycle.proxmox.storage.StorageStatus;
import dev.vmlifecycle.proxmox.task.TaskQuery;
import dev.vmlifecycle.proxmox.task.TaskSummary;
import dev.vmlifecycle.proxmox.transport.Param;
import java.util.List;

/**
 * One node. Any host of the client may answer for it. Methods that return a list or a status are one call and throw
 * {@code ProxmoxException}; the others only make handles. Immutable and thread-safe.
 */
public final class Node {

    private final Api api;
    private final NodeName name;
    private final ApiPath path;

    Node(Api api, NodeName name) {
        this.api = api;
        this.name = name;
        this.path = ApiPath.of("/nodes/{node}", name);
    }

    /** {@return its name} */
    public NodeName name() {
        return name;
    }

    /**
     * {@return a handle of a VM on this node}
     *
     * @param vmid its number
     */
    public Qemu qemu(Vmid vmid) {
        return new Qemu(api, name, vmid);
    }

    /**
     * {@return the task that creates a VM; a VMID taken anywhere in the cluster is an {@code AlreadyExistsException}. Needs
     * {@code VM.Allocate}, {@code Datastore.AllocateSpace}, {@code SDN.Use} for NICs, and the {@code VM.Config.*} of each
     * key}
     *
     * @param request what to create
     */
    public ProxmoxTask create(CreateRequest request) {
        return ProxmoxTask.of(api, api.post(path.child("/qemu"), request.params()));
    }

    /**
     * {@return the task that makes a VM from a backup; refused at once when the backup is missing. Needs
     * {@code VM.Allocate}, {@code Datastore.AllocateSpace}, {@code SDN.Use} for NICs; {@code VM.Backup} on a VM to
     * overwrite}
     *
     * @param request what to restore
     */
    public ProxmoxTask restore(RestoreRequest request) {
        return ProxmoxTask.of(api, api.post(path.child("/qemu"), request.params()));
    }

    /**
     * {@return a handle of a storage as this node sees it}
     *
     * @param storage its name
     */
    public NodeStorage storage(StorageId storage) {
        return new NodeStorage(api, name, storage);
    }

    /** {@return all storages the token may see, those not for this node included (not enabled)} */
    public List<StorageStatus> storages() {
        return storages(new Param[0]);
    }

    /**
     * {@return the enabled storages that may hold this}
     *
     * @param content what they are for
     */
    public List<StorageStatus> storages(StorageContent content) {
        return storages(Param.of("content", content), Param.flag("enabled", true));
    }

    /** {@return what NICs can be attached to; bridges made by hand, outside of the node's configuration, are missing} */
    public List<NetworkInterface> bridges() {
        return api.get(path.child("/network"), Param.of("type", "any_bridge")).rows().stream()
                .map(NodeReader::networkInterface)
                .toList();
    }

    /** {@return load; needs {@code Sys.Audit}} */
    public NodeStatus status() {
        return NodeReader.status(api.get(path.child("/status")).object());
    }

    /**
     * {@return tasks that run or ran on this node, newest first}
     *
     * @param query which
     */
    public List<TaskSummary> tasks(TaskQuery query) {
        return api.get(path.child("/tasks"), query.params().toArray(Param[]::new)).rows().stream()
                .map(TaskReader::summary)
                .toList();
    }

    @Override
    public String toString() {
        return "Node " + name;
    }

    private List<StorageStatus> storages(Param... query) {
        return api.get(path.child("/storage"), query).rows().stream()
                .map(NodeReader::storage)
                .toList();
    }
}
