package dev.vmlifecycle.vm;

import dev.vmlifecycle.proxmox.ByteSize;
import dev.vmlifecycle.proxmox.NodeName;
import java.util.Optional;

/**
 * Whether a node could take a VM, and why not.
 *
 * @param node the node
 * @param refusal why it could not; empty when it could
 * @param free its memory that is not in use; empty when that could not be read
 * @param promised how much of that is promised to VMs that are being deployed
 */
public record NodeVerdict(NodeName node, Optional<String> refusal, Optional<ByteSize> free, ByteSize promised) {

    /**
     * Whether it could take the VM.
     *
     * @return true when nothing is in the way
     */
    public boolean accepted() {
        return refusal.isEmpty();
    }

    @Override
    public String toString() {
        String room =
                free.map(bytes -> bytes + " free, " + promised + " promised").orElse("memory unknown");
        return node + ": " + refusal.map(why -> "refused, " + why).orElse("accepted") + " (" + room + ")";
    }
}
