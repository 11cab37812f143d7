package dev.vmlifecycle.proxmox.qemu;

import dev.vmlifecycle.proxmox.Digest;
import dev.vmlifecycle.proxmox.Vmid;
import dev.vmlifecycle.proxmox.internal.ParamList;
import dev.vmlifecycle.proxmox.transport.Param;
import java.util.List;

/** A disk handed to another VM on the same storage. Immutable; each setter returns a changed copy. */
public final class ReassignDisk {

    private final ParamList params;

    private ReassignDisk(ParamList params) {
        this.params = params;
    }

    /**
     * {@return a disk handed to another VM, into the slot of the same name}
     *
     * @param disk its slot, such as {@code scsi1} or {@code unused0}
     * @param target the other VM, on the same node
     */
    public static ReassignDisk to(String disk, Vmid target) {
        return new ReassignDisk(ParamList.of().and("disk", disk).and("target-vmid", target));
    }

    /**
     * {@return this hand-over into another slot}
     *
     * @param slot a free one, such as {@code scsi3}
     */
    public ReassignDisk targetDisk(String slot) {
        return new ReassignDisk(params.and("target-disk", slot));
    }

    /**
     * {@return this hand-over, refused when this VM's configuration changed since it was read}
     *
     * @param digest of the read
     */
    public ReassignDisk digest(Digest digest) {
        return new ReassignDisk(params.and("digest", digest));
    }

    /**
     * {@return this hand-over, refused when the other VM's configuration changed since it was read}
     *
     * @param digest of the read
     */
    public ReassignDisk targetDigest(Digest digest) {
        return new ReassignDisk(params.and("target-digest", digest));
    }

    /** {@return the form fields} */
    public List<Param> params() {
        return params.list();
    }

    @Override
    public String toString() {
        return "ReassignDisk" + params.list();
    }
}
