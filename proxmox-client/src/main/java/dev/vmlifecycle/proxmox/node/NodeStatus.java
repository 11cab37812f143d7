package dev.vmlifecycle.proxmox.node;

import dev.vmlifecycle.proxmox.ByteSize;
import java.time.Duration;

/**
 * Load of a node.
 *
 * @param memoryTotal built-in memory
 * @param memoryUsed memory in use
 * @param memoryFree memory not in use; caches count as free
 * @param cpus logical CPUs, the most vCPUs a VM there can have
 * @param uptime time since boot
 */
public record NodeStatus(ByteSize memoryTotal, ByteSize memoryUsed, ByteSize memoryFree, int cpus, Duration uptime) {}
