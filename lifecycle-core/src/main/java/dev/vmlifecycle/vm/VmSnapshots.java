package dev.vmlifecycle.vm;

import dev.vmlifecycle.proxmox.qemu.SnapshotName;
import dev.vmlifecycle.vm.internal.SnapshotDesk;
import java.util.List;

/**
 * Snapshots of VMs: made, removed and rolled back to in ticks, like everything else that changes a VM. Thread-safe.
 *
 * <p>Each request reads the cluster on the caller's thread, to refuse what cannot be done, writes one row and returns. It is taken only
 * while the VM is {@code ready} and nothing else waits for it. What came of it stands in the VM's log and events: {@code
 * snapshot_created}, {@code snapshot_removed}, {@code snapshot_rolled_back}, or {@code snapshot_failed} with the reason; a lock that
 * Proxmox holds on the VM is waited for. The memory of the VM is never part of a snapshot.
 *
 * <p>Our snapshots are known by their name, {@code vml-YYYYMMDD-hhmmss} (UTC). Others are listed, and never touched.
 */
public final class VmSnapshots {
    private final SnapshotDesk desk;

    VmSnapshots(SnapshotDesk desk) {
        this.desk = desk;
    }

    /**
     * Asks for a snapshot of the disks.
     *
     * @param key the VM
     * @param description one line of at most 200 characters, possibly empty; never a secret
     * @param actor who asks, and why
     * @return the name that it will have
     * @throws VmException UNKNOWN_VM; NOT_ALLOWED when the VM is not at rest, is not ours or has disks that cannot be snapshotted; QUOTA
     *     when its package allows no more; UNKNOWN_PLACE when its cluster is not configured
     * @throws IllegalArgumentException when the description is not one line, or too long
     * @throws dev.vmlifecycle.proxmox.error.ProxmoxException when the cluster does not answer
     */
    public SnapshotName create(VmKey key, String description, Actor actor) {
        return desk.create(key, description, actor);
    }

    /**
     * The snapshots of a VM, others' included. Reads the cluster, on the caller's thread.
     *
     * @param key the VM
     * @return the snapshots, oldest first
     * @throws VmException UNKNOWN_VM; NOT_ALLOWED when there is no VM, or it is not ours; UNKNOWN_PLACE when its cluster is not configured
     * @throws dev.vmlifecycle.proxmox.error.ProxmoxException when the cluster does not answer
     */
    public List<VmSnapshot> list(VmKey key) {
        return desk.list(key);
    }

    /**
     * Asks for a snapshot's removal. One that is gone already is no error.
     *
     * @param key the VM
     * @param name the snapshot
     * @param actor who asks, and why
     * @throws VmException UNKNOWN_VM; NOT_ALLOWED when the VM is not at rest or not ours, or the snapshot was not made through this
     *     library; UNKNOWN_PLACE when its cluster is not configured
     * @throws dev.vmlifecycle.proxmox.error.ProxmoxException when the cluster does not answer
     */
    public void delete(VmKey key, SnapshotName name, Actor actor) {
        desk.delete(key, name, actor);
    }

    /**
     * Asks for a return to a snapshot: what was written to the VM's disks since is lost. The VM is stopped by that; then its present package,
     * addresses and MAC are applied again, as in a package change, and it is started if it ran.
     *
     * @param key the VM
     * @param name the snapshot
     * @param actor who asks, and why
     * @throws VmException UNKNOWN_VM; NOT_ALLOWED when the VM is not at rest or not ours, or the snapshot is not there or was not made through
     *     this library; UNKNOWN_PLACE when its cluster is not configured
     * @throws dev.vmlifecycle.proxmox.error.ProxmoxException when the cluster does not answer
     */
    public void rollBack(VmKey key, SnapshotName name, Actor actor) {
        desk.rollBack(key, name, actor);
    }
}
