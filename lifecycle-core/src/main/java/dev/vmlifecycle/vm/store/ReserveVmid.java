package dev.vmlifecycle.vm.store;

import dev.vmlifecycle.engine.StoreCall;
import dev.vmlifecycle.proxmox.Vmid;
import java.time.Duration;
import java.util.Set;

/**
 * Reserves a VMID for a VM under the unique key (cluster, VMID): the lowest of the range that is neither reserved nor in
 * quarantine nor refused. Idempotent: a VM that has one keeps it, unless it is among the refused ones; then that one goes into
 * quarantine, since it belongs to somebody else and the next who asks would lose it again, and another is taken. When only
 * quarantined ids are left, the one retired longest ago is taken.
 *
 * @param key the VM
 * @param cluster the cluster's name
 * @param first the range's lowest id
 * @param last the range's highest id
 * @param refused ids known to be taken on the cluster
 * @param quarantine how long one that is given back stays away
 */
public record ReserveVmid(String key, String cluster, Vmid first, Vmid last, Set<Vmid> refused, Duration quarantine)
        implements StoreCall<Vmid> {

    /**
     * Copies the refused ids.
     *
     * @param key the VM
     * @param cluster the cluster's name
     * @param first the range's lowest id
     * @param last the range's highest id
     * @param refused ids known to be taken on the cluster
     * @param quarantine how long one that is given back stays away
     */
    public ReserveVmid {
        refused = Set.copyOf(refused);
    }
}
