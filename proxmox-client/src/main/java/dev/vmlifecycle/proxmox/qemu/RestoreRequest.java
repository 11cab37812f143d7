package dev.vmlifecycle.proxmox.qemu;

import dev.vmlifecycle.proxmox.ByteSize;
import dev.vmlifecycle.proxmox.PoolId;
import dev.vmlifecycle.proxmox.StorageId;
import dev.vmlifecycle.proxmox.Vmid;
import dev.vmlifecycle.proxmox.VolumeId;
import dev.vmlifecycle.proxmox.config.ConfigUpdate;
import dev.vmlifecycle.proxmox.internal.ParamList;
import dev.vmlifecycle.proxmox.transport.Param;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * A VM made from a backup. A restore that fails leaves a configuration, even an empty one: destroy that before the next
 * try. Immutable; each setter returns a changed copy.
 */
public final class RestoreRequest {

    private static final Pattern DRIVE = Pattern.compile("(?:scsi|virtio|sata|ide|efidisk|tpmstate)\\d+");

    private final ParamList params;

    private RestoreRequest(ParamList params) {
        this.params = params;
    }

    /**
     * {@return a restore to this number, on the storages of the backup, with its MACs and UUID}
     *
     * @param vmid must be free, unless {@link #force()}
     * @param archive the backup
     */
    public static RestoreRequest of(Vmid vmid, VolumeId archive) {
        return new RestoreRequest(ParamList.of().and("vmid", vmid).and("archive", archive));
    }

    /**
     * {@return this restore with all disks on one storage}
     *
     * @param storage must be usable on the node; a missing one fails in the task only
     */
    public RestoreRequest storage(StorageId storage) {
        return new RestoreRequest(params.and("storage", storage));
    }

    /** {@return this restore over an existing VM of the number, which must be stopped and on this node} */
    public RestoreRequest force() {
        return new RestoreRequest(params.flag("force", true));
    }

    /** {@return this restore with new MACs and a new UUID, for a copy beside the original} */
    public RestoreRequest unique() {
        return new RestoreRequest(params.flag("unique", true));
    }

    /**
     * {@return this restore as member of a pool}
     *
     * @param pool its name
     */
    public RestoreRequest pool(PoolId pool) {
        return new RestoreRequest(params.and("pool", pool));
    }

    /** {@return this restore, started when it is complete} */
    public RestoreRequest start() {
        return new RestoreRequest(params.flag("start", true));
    }

    /** {@return this restore, started at once while data come in; from a Proxmox Backup Server only} */
    public RestoreRequest live() {
        return new RestoreRequest(params.flag("live-restore", true));
    }

    /**
     * {@return this restore with parts of the configuration overridden}
     *
     * @param settings sets keys, as for an update; no drives
     * @throws IllegalArgumentException when a drive is set, keys are deleted or reverted, or a digest is given
     */
    public RestoreRequest with(Consumer<ConfigUpdate.Builder> settings) {
        ParamList merged = CreateRequest.merge(params, settings);
        for (Param param : merged.list()) {
            if (DRIVE.matcher(param.name()).matches()) {
                throw new IllegalArgumentException(param.name() + ": set in a restore (expected: no drives)");
            }
        }
        return new RestoreRequest(merged);
    }

    /**
     * {@return this restore with a limit on copying, instead of the storage's or the cluster's}
     *
     * @param perSecond rounded up to whole KiB; zero for none
     */
    public RestoreRequest bandwidthLimit(ByteSize perSecond) {
        return new RestoreRequest(params.bandwidth(perSecond));
    }

    /** {@return the form fields; secrets are among them} */
    public List<Param> params() {
        return params.list();
    }

    @Override
    public String toString() {
        return "RestoreRequest" + params.list();
    }
}
