package dev.vmlifecycle.proxmox.qemu;

import dev.vmlifecycle.proxmox.ByteSize;
import dev.vmlifecycle.proxmox.Digest;
import dev.vmlifecycle.proxmox.StorageId;
import dev.vmlifecycle.proxmox.config.DiskFormat;
import dev.vmlifecycle.proxmox.internal.ParamList;
import dev.vmlifecycle.proxmox.transport.Param;
import java.util.List;

/** A disk copied to another storage or format, and used from there. Immutable; each setter returns a changed copy. */
public final class MoveDisk {

    private final ParamList params;

    private MoveDisk(ParamList params) {
        this.params = params;
    }

    /**
     * {@return a move that keeps the old volume as {@code unusedN}}
     *
     * @param disk its slot, such as {@code scsi0}
     * @param storage where to; the same one is refused unless the format differs
     */
    public static MoveDisk to(String disk, StorageId storage) {
        return new MoveDisk(ParamList.of().and("disk", disk).and("storage", storage));
    }

    /**
     * {@return this move to another format}
     *
     * @param format must be one the storage offers
     */
    public MoveDisk format(DiskFormat format) {
        return new MoveDisk(params.and("format", format));
    }

    /** {@return this move with the old volume removed at the end} */
    public MoveDisk deleteSource() {
        return new MoveDisk(params.flag("delete", true));
    }

    /**
     * {@return this move, refused when the configuration changed since it was read}
     *
     * @param digest of the read
     */
    public MoveDisk digest(Digest digest) {
        return new MoveDisk(params.and("digest", digest));
    }

    /**
     * {@return this move with a limit on copying, instead of the storage's or the cluster's}
     *
     * @param perSecond rounded up to whole KiB; zero for none
     */
    public MoveDisk bandwidthLimit(ByteSize perSecond) {
        return new MoveDisk(params.bandwidth(perSecond));
    }

    /** {@return the form fields} */
    public List<Param> params() {
        return params.list();
    }

    @Override
    public String toString() {
        return "MoveDisk" + params.list();
    }
}
