package dev.vmlifecycle.proxmox.qemu;

import dev.vmlifecycle.proxmox.ByteSize;
import dev.vmlifecycle.proxmox.NodeName;
import dev.vmlifecycle.proxmox.PoolId;
import dev.vmlifecycle.proxmox.StorageId;
import dev.vmlifecycle.proxmox.Vmid;
import dev.vmlifecycle.proxmox.config.DiskFormat;
import dev.vmlifecycle.proxmox.internal.ParamList;
import dev.vmlifecycle.proxmox.transport.Param;
import java.util.List;

/** A clone with disks of its own. Immutable; each setter returns a changed copy. */
public final class FullClone {

    private final ParamList params;

    private FullClone(ParamList params) {
        this.params = params;
    }

    /**
     * {@return a clone to this number, named by the server, on the disks' own storages}
     *
     * @param newId must be free; who got it is known only when the task ended well
     */
    public static FullClone to(Vmid newId) {
        // always explicit: the default depends on whether the source is a template
        return new FullClone(ParamList.of().and("newid", newId).flag("full", true));
    }

    /**
     * {@return this clone with a name}
     *
     * @param name a DNS name
     */
    public FullClone name(String name) {
        return new FullClone(params.and("name", name));
    }

    /**
     * {@return this clone with notes}
     *
     * @param description up to 8192 characters
     */
    public FullClone description(String description) {
        return new FullClone(params.and("description", description));
    }

    /**
     * {@return this clone with all disks on one storage}
     *
     * @param storage must be usable on the source's node, and shared when there is a target
     */
    public FullClone storage(StorageId storage) {
        return new FullClone(params.and("storage", storage));
    }

    /**
     * {@return this clone on another node, for VMs whose disks are all on shared storage}
     *
     * @param target the node
     */
    public FullClone target(NodeName target) {
        return new FullClone(params.and("target", target));
    }

    /**
     * {@return this clone as member of a pool}
     *
     * @param pool its name
     */
    public FullClone pool(PoolId pool) {
        return new FullClone(params.and("pool", pool));
    }

    /**
     * {@return this clone of an earlier state}
     *
     * @param snapshot of the source
     */
    public FullClone snapshot(SnapshotName snapshot) {
        return new FullClone(params.and("snapname", snapshot));
    }

    /**
     * {@return this clone with disks of this format}
     *
     * @param format must be one the storage offers
     */
    public FullClone format(DiskFormat format) {
        return new FullClone(params.and("format", format));
    }

    /**
     * {@return this clone with a limit on copying, instead of the storage's or the cluster's}
     *
     * @param perSecond rounded up to whole KiB; zero for none
     */
    public FullClone bandwidthLimit(ByteSize perSecond) {
        return new FullClone(params.bandwidth(perSecond));
    }

    /** {@return the form fields} */
    public List<Param> params() {
        return params.list();
    }

    @Override
    public String toString() {
        return "FullClone" + params.list();
    }
}
