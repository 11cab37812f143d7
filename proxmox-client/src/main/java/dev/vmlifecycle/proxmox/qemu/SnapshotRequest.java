package dev.vmlifecycle.proxmox.qemu;

import dev.vmlifecycle.proxmox.internal.ParamList;
import dev.vmlifecycle.proxmox.transport.Param;
import java.util.List;

/** A snapshot to be made. Immutable; each setter returns a changed copy. */
public final class SnapshotRequest {

    private final ParamList params;

    private SnapshotRequest(ParamList params) {
        this.params = params;
    }

    /**
     * {@return a snapshot of the disks}
     *
     * @param name not in use
     */
    public static SnapshotRequest of(SnapshotName name) {
        return new SnapshotRequest(ParamList.of().and("snapname", name));
    }

    /**
     * {@return this snapshot with notes}
     *
     * @param text any text
     */
    public SnapshotRequest description(String text) {
        return new SnapshotRequest(params.and("description", text));
    }

    /** {@return this snapshot with the memory of a running VM; no effect on a stopped one} */
    public SnapshotRequest withMemory() {
        return new SnapshotRequest(params.flag("vmstate", true));
    }

    /** {@return the form fields} */
    public List<Param> params() {
        return params.list();
    }

    @Override
    public String toString() {
        return "SnapshotRequest" + params.list();
    }
}
