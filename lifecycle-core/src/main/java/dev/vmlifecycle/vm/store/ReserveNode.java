package dev.vmlifecycle.vm.store;

import dev.vmlifecycle.engine.StoreCall;
import dev.vmlifecycle.proxmox.ByteSize;
import dev.vmlifecycle.proxmox.NodeName;
import java.util.List;

/**
 * Picks a node for a VM and notes the memory it is going to need there, so that VMs which are being deployed at the same time do not all
 * pick the same one.
 *
 * <p>Idempotent: what the VM has reserved in that cluster stays, whatever the candidates are now. Otherwise the candidate that has most
 * left, what others have reserved there taken off; among equals the first. Ends with {@link ReleaseNode}.
 *
 * @param key the VM
 * @param cluster the cluster's name
 * @param memory what it needs
 * @param rooms the candidates, in order of preference
 */
public record ReserveNode(String key, String cluster, ByteSize memory, List<Room> rooms)
        implements StoreCall<NodeName> {

    /**
     * A node and what it has.
     *
     * @param node the node
     * @param free the memory it has left, what is only reserved not taken off
     */
    public record Room(NodeName node, ByteSize free) {}

    /**
     * Copies the candidates.
     *
     * @param key the VM
     * @param cluster the cluster's name
     * @param memory what it needs
     * @param rooms the candidates, in order of preference
     */
    public ReserveNode {
        rooms = List.copyOf(rooms);
    }
}
