package dev.vmlifecycle.proxmox.qemu;

import dev.vmlifecycle.proxmox.ByteSize;

/**
 * What a VM uses now; zero when stopped.
 *
 * @param cpu share of its own vCPUs, 0 to 1
 * @param cpus vCPUs it can use, no more than the node has
 * @param memory memory in use
 * @param traffic counters since its process started
 */
public record VmLoad(double cpu, double cpus, ByteSize memory, Traffic traffic) {}
