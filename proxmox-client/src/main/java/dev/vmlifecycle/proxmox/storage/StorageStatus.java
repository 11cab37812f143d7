package dev.vmlifecycle.proxmox.storage;

import dev.vmlifecycle.proxmox.ByteSize;
import dev.vmlifecycle.proxmox.StorageId;
import java.util.Set;

/**
 * A storage as one node sees it.
 *
 * @param storage its name
 * @param type such as {@code dir}, {@code zfspool}, {@code pbs}
 * @param content what it may hold; kinds this version does not know are left out
 * @param enabled whether it is switched on for this node
 * @param active whether it can be reached now
 * @param shared whether all nodes see the same volumes
 * @param total capacity, zero when not active
 * @param used used space
 * @param available free space
 */
public record StorageStatus(
        StorageId storage,
        String type,
        Set<StorageContent> content,
        boolean enabled,
        boolean active,
        boolean shared,
        ByteSize total,
        ByteSize used,
        ByteSize available) {

    /**
     * Copies the set.
     *
     * @param storage see above
     * @param type see above
     * @param content see above
     * @param enabled see above
     * @param active see above
     * @param shared see above
     * @param total see above
     * @param used see above
     * @param available see above
     */
    public StorageStatus {
        content = Set.copyOf(content);
    }
}
