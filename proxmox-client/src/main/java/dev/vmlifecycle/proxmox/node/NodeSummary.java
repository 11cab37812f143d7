package dev.vmlifecycle.proxmox.node;

import dev.vmlifecycle.proxmox.ByteSize;
import dev.vmlifecycle.proxmox.NodeName;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A row of the node list. Load numbers are absent for tokens without {@code Sys.Audit} and for nodes that are down.
 *
 * @param name the node
 * @param online whether the cluster sees it
 * @param cpus logical CPUs
 * @param memoryTotal built-in memory
 * @param memoryUsed memory in use
 */
public record NodeSummary(
        NodeName name,
        boolean online,
        OptionalInt cpus,
        Optional<ByteSize> memoryTotal,
        Optional<ByteSize> memoryUsed) {}
