package dev.vmlifecycle.proxmox.qemu;

import dev.vmlifecycle.proxmox.transport.Param;
import java.util.ArrayList;
import java.util.List;

/**
 * Removal of a stopped VM and its disks; no flag makes the server remove a running one. The first two flags are always
 * sent.
 *
 * @param purge also from backup jobs, replication and HA; without it an HA-managed VM is refused
 * @param destroyUnreferencedDisks also volumes that carry the VMID but are not in its configuration, detached customer
 *     disks among them
 * @param skipLock even when it is locked; for {@code root@pam} with a ticket only, never for a token
 */
public record DeleteRequest(boolean purge, boolean destroyUnreferencedDisks, boolean skipLock) {

    /**
     * Respects locks.
     *
     * @param purge see above
     * @param destroyUnreferencedDisks see above
     */
    public DeleteRequest(boolean purge, boolean destroyUnreferencedDisks) {
        this(purge, destroyUnreferencedDisks, false);
    }

    /** {@return removal from jobs too, unreferenced disks kept} */
    public static DeleteRequest purging() {
        return new DeleteRequest(true, false);
    }

    /** {@return this removal even when the VM is locked} */
    public DeleteRequest skippingLock() {
        return new DeleteRequest(purge, destroyUnreferencedDisks, true);
    }

    /** {@return the query parameters} */
    public List<Param> params() {
        List<Param> params = new ArrayList<>();
        params.add(Param.flag("purge", purge));
        params.add(Param.flag("destroy-unreferenced-disks", destroyUnreferencedDisks));
        if (skipLock) {
            params.add(Param.flag("skiplock", true));
        }
        return params;
    }
}
