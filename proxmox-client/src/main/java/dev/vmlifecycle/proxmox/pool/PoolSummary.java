package dev.vmlifecycle.proxmox.pool;

import dev.vmlifecycle.proxmox.PoolId;
import java.util.Optional;

/**
 * A row of the pool list.
 *
 * @param id the pool
 * @param comment free text
 */
public record PoolSummary(PoolId id, Optional<String> comment) {}
