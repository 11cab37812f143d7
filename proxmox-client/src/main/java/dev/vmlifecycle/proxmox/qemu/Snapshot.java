package dev.vmlifecycle.proxmox.qemu;

import java.time.Instant;
import java.util.Optional;

/**
 * A snapshot of a VM.
 *
 * @param name its name
 * @param time when it was made, by the node's clock
 * @param parent the snapshot before it
 * @param description notes, empty when there are none
 * @param withMemory whether it holds the memory; rolling back to one that does not leaves the VM stopped
 */
public record Snapshot(
        SnapshotName name,
        Optional<Instant> time,
        Optional<SnapshotName> parent,
        String description,
        boolean withMemory) {}
