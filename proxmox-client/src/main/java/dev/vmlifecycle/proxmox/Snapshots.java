package dev.vmlifecycle.proxmox;

import dev.vmlifecycle.proxmox.config.QemuConfig;
import dev.vmlifecycle.proxmox.internal.Api;
import dev.vmlifecycle.proxmox.internal.ApiPath;
import dev.vmlifecycle.proxmox.internal.QemuReader;
import dev.vmlifecycle.proxmox.qemu.SnapshotName;
import dev.vmlifecycle.proxmox.qemu.SnapshotRequest;
import dev.vmlifecycle.proxmox.qemu.SnapshotTree;
import dev.vmlifecycle.proxmox.transport.Param;
import java.util.List;

/**
 * The snapshots of one VM. Every method is one call and throws {@code ProxmoxException}. A task given for a snapshot that
 * is missing, taken or not possible on its storage fails as a task. Immutable and thread-safe.
 */
public final class Snapshots {

    private final Api api;
    private final ApiPath vm;

    Snapshots(Api api, ApiPath vm) {
        this.api = api;
        this.vm = vm;
    }

    /** {@return all snapshots and where the present state stands; needs {@code VM.Audit}} */
    public SnapshotTree list() {
        return QemuReader.snapshots(api.get(vm.child("/snapshot")).rows());
    }

    /**
     * {@return the task that makes a snapshot; needs {@code VM.Snapshot}}
     *
     * @param request what to make
     */
    public ProxmoxTask create(SnapshotRequest request) {
        return ProxmoxTask.of(api, api.post(vm.child("/snapshot"), request.params()));
    }

    /**
     * {@return the configuration as it was; the cloud-init password is masked; needs {@code VM.Audit}}
     *
     * @param name of the snapshot
     */
    public QemuConfig config(SnapshotName name) {
        return QemuConfig.of(api.get(vm.child("/config"), Param.of("snapshot", name))
                .object()
                .scalars());
    }

    /**
     * {@return the configuration as it is stored, notes and time of the snapshot in it; the hash of the cloud-init password
     * too, which {@link #config} masks (8.4.1); needs {@code VM.Snapshot}, {@code VM.Snapshot.Rollback} or
     * {@code VM.Audit}}
     *
     * @param name of the snapshot
     */
    public QemuConfig storedConfig(SnapshotName name) {
        return QemuConfig.of(
                api.get(vm.child("/snapshot/{snapname}/config", name)).object().scalars());
    }

    /**
     * Changes the notes of a snapshot; needs {@code VM.Snapshot}.
     *
     * @param name of the snapshot
     * @param description any text
     */
    public void describe(SnapshotName name, String description) {
        api.put(vm.child("/snapshot/{snapname}/config", name), List.of(Param.of("description", description)));
    }

    /**
     * {@return the task that brings disks and configuration back, disk sizes included; a running VM ends up stopped unless
     * the snapshot holds its memory; needs {@code VM.Snapshot} or {@code VM.Snapshot.Rollback}}
     *
     * @param name of the snapshot
     */
    public ProxmoxTask rollback(SnapshotName name) {
        return rollback(name, List.of());
    }

    /**
     * {@return the task that brings disks and configuration back and starts the VM}
     *
     * @param name of the snapshot
     */
    public ProxmoxTask rollbackAndStart(SnapshotName name) {
        return rollback(name, List.of(Param.flag("start", true)));
    }

    /**
     * {@return the task that removes a snapshot; needs {@code VM.Snapshot}}
     *
     * @param name of the snapshot
     */
    public ProxmoxTask delete(SnapshotName name) {
        return delete(name, List.of());
    }

    /**
     * {@return the task that removes a snapshot from the configuration even when a disk can not drop it: what an interrupted
     * removal needs}
     *
     * @param name of the snapshot
     */
    public ProxmoxTask forceDelete(SnapshotName name) {
        return delete(name, List.of(Param.flag("force", true)));
    }

    @Override
    public String toString() {
        return "Snapshots of " + vm;
    }

    private ProxmoxTask rollback(SnapshotName name, List<Param> form) {
        return ProxmoxTask.of(api, api.post(vm.child("/snapshot/{snapname}/rollback", name), form));
    }

    private ProxmoxTask delete(SnapshotName name, List<Param> query) {
        return ProxmoxTask.of(api, api.delete(vm.child("/snapshot/{snapname}", name), query));
    }
}
