package dev.vmlifecycle.proxmox.qemu;

import dev.vmlifecycle.proxmox.NodeName;
import dev.vmlifecycle.proxmox.StorageId;
import dev.vmlifecycle.proxmox.VolumeId;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the server knows about a move in advance. It does not see everything: a linked clone on local storage is listed
 * as movable and fails in the task.
 *
 * @param running whether the VM runs
 * @param allowedNodes where the server would let it go; empty for a running VM
 * @param unavailableStorages storages missing on the other nodes
 * @param localDisks volumes on storages that are not shared
 * @param localResources passed-through devices and the like, which forbid a move
 */
public record MigratePreconditions(
        boolean running,
        Set<NodeName> allowedNodes,
        Map<NodeName, Set<StorageId>> unavailableStorages,
        List<VolumeId> localDisks,
        List<String> localResources) {

    /**
     * Copies the collections.
     *
     * @param running see above
     * @param allowedNodes see above
     * @param unavailableStorages see above
     * @param localDisks see above
     * @param localResources see above
     */
    public MigratePreconditions {
        allowedNodes = Set.copyOf(allowedNodes);
        unavailableStorages = Map.copyOf(unavailableStorages);
        localDisks = List.copyOf(localDisks);
        localResources = List.copyOf(localResources);
    }
}
