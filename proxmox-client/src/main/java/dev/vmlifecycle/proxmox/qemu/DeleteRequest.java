package dev.vmlifecycle.proxmox.qemu;

import dev.vmlifecycle.proxmox.transport.Param;
import java.util.List;

/**
 * Removal of a stopped VM and its disks. Both flags are always sent.
 *
 * @param purge also from backup jobs, replication and HA; without it an HA-managed VM is refused
 * @param destroyUnreferencedDisks also volumes that carry the VMID but are not in its configuration, detached customer
 *     disks among them
 */
public record DeleteRequest(boolean purge, boolean destroyUnreferencedDisks) {

    /** {@return removal from jobs too, unreferenced disks kept} */
    public static DeleteRequest purging() {
        return new DeleteRequest(true, false);
    }

    /** {@return the query parameters} */
    public List<Param> params() {
        return List.of(Param.flag("purge", purge), Param.flag("destroy-unreferenced-disks", destroyUnreferencedDisks));
    }
}
