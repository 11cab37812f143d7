package dev.vmlifecycle.vm.store;

import dev.vmlifecycle.engine.StoreCall;
import dev.vmlifecycle.proxmox.Vmid;
import java.util.Optional;

/**
 * Asks for the VMID a VM has reserved on a cluster.
 *
 * @param key the VM
 * @param cluster the cluster's name
 */
public record ReservedVmid(String key, String cluster) implements StoreCall<Optional<Vmid>> {}
