package dev.vmlifecycle.proxmox.storage;

import dev.vmlifecycle.proxmox.Vmid;
import dev.vmlifecycle.proxmox.transport.Param;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which volumes of a storage to list.
 *
 * @param content of this kind, absent = any
 * @param vmid of this guest and all that had its number before, absent = any
 */
public record VolumeQuery(Optional<StorageContent> content, Optional<Vmid> vmid) {

    /** {@return all volumes} */
    public static VolumeQuery all() {
        return new VolumeQuery(Optional.empty(), Optional.empty());
    }

    /**
     * {@return this query for one kind}
     *
     * @param wanted the kind
     */
    public VolumeQuery content(StorageContent wanted) {
        return new VolumeQuery(Optional.of(wanted), vmid);
    }

    /**
     * {@return this query for one guest}
     *
     * @param guest its number
     */
    public VolumeQuery vmid(Vmid guest) {
        return new VolumeQuery(content, Optional.of(guest));
    }

    /** {@return the query parameters} */
    public List<Param> params() {
        List<Param> params = new ArrayList<>();
        content.ifPresent(value -> params.add(Param.of("content", value)));
        vmid.ifPresent(value -> params.add(Param.of("vmid", value)));
        return params;
    }
}
