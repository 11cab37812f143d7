package dev.vmlifecycle.proxmox.storage;

import dev.vmlifecycle.proxmox.Vmid;
import dev.vmlifecycle.proxmox.VolumeId;
import java.time.Instant;
import java.util.Optional;

/**
 * What pruning would make of a backup.
 *
 * @param volume the backup
 * @param createdAt when it was made, by the node's clock
 * @param mark what becomes of it
 * @param vmid its guest, absent when the name does not tell
 */
public record PruneCandidate(VolumeId volume, Instant createdAt, PruneMark mark, Optional<Vmid> vmid) {}
