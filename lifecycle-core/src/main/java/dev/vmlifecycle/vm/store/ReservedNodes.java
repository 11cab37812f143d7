package dev.vmlifecycle.vm.store;

import dev.vmlifecycle.engine.StoreCall;
import dev.vmlifecycle.proxmox.ByteSize;
import dev.vmlifecycle.proxmox.NodeName;
import java.util.List;

/**
 * Asks which memory of a cluster's nodes is promised to VMs that are not there yet, ordered by key.
 *
 * @param cluster the cluster's name
 */
public record ReservedNodes(String cluster) implements StoreCall<List<ReservedNodes.Promise>> {

    /**
     * One promise.
     *
     * @param key the VM
     * @param node the node
     * @param memory what it needs there
     */
    public record Promise(String key, NodeName node, ByteSize memory) {}
}
