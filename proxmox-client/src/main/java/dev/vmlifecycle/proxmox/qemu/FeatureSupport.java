package dev.vmlifecycle.proxmox.qemu;

import dev.vmlifecycle.proxmox.NodeName;
import java.util.Set;

/**
 * Whether a feature is there.
 *
 * @param available whether it is on the VM's node
 * @param nodes nodes a clone could be made on, those that see all disks
 */
public record FeatureSupport(boolean available, Set<NodeName> nodes) {

    /**
     * Copies the set.
     *
     * @param available see above
     * @param nodes see above
     */
    public FeatureSupport {
        nodes = Set.copyOf(nodes);
    }
}
