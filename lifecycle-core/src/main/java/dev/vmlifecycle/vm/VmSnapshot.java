package dev.vmlifecycle.vm;

import dev.vmlifecycle.proxmox.qemu.SnapshotName;
import java.time.Instant;
import java.util.Optional;

/**
 * A snapshot as it is on the cluster.
 *
 * @param name its name
 * @param createdAt when it was made, by the node's clock; empty while that is unknown
 * @param description what was noted with it, possibly empty
 * @param ours whether it was made through this library, told by its name; only such a one is ever removed or rolled back to
 * @param expiresAt when it is due for removal; empty when never
 * @param current whether the VM's present state rests on it
 */
public record VmSnapshot(
        SnapshotName name,
        Optional<Instant> createdAt,
        String description,
        boolean ours,
        Optional<Instant> expiresAt,
        boolean current) {}
