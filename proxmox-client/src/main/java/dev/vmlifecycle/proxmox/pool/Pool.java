package dev.vmlifecycle.proxmox.pool;

import dev.vmlifecycle.proxmox.PoolId;
import dev.vmlifecycle.proxmox.cluster.ClusterResource;
import java.util.List;
import java.util.Optional;

/**
 * A pool: guests and storages that are granted together.
 *
 * @param id its name
 * @param comment free text
 * @param members guests and storages in it; a guest just made has no name yet
 */
public record Pool(PoolId id, Optional<String> comment, List<ClusterResource> members) {

    /**
     * Copies the list.
     *
     * @param id see above
     * @param comment see above
     * @param members see above
     */
    public Pool {
        members = List.copyOf(members);
    }
}
