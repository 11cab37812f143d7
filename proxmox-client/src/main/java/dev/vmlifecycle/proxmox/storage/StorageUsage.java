package dev.vmlifecycle.proxmox.storage;

import dev.vmlifecycle.proxmox.ByteSize;
import java.time.Instant;
import java.util.Optional;

/**
 * A row of a storage's statistics.
 *
 * @param time end of its step, by the node's clock
 * @param total capacity, absent when there is no record of that time
 * @param used used space, absent when there is no record of that time
 */
public record StorageUsage(Instant time, Optional<ByteSize> total, Optional<ByteSize> used) {}
