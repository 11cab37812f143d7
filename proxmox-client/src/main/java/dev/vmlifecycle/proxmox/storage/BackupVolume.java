package dev.vmlifecycle.proxmox.storage;

import dev.vmlifecycle.proxmox.ByteSize;
import dev.vmlifecycle.proxmox.Vmid;
import dev.vmlifecycle.proxmox.VolumeId;
import java.time.Instant;
import java.util.Optional;

/**
 * A backup of a guest.
 *
 * @param volume its name
 * @param vmid the guest; a number may have had several owners in time
 * @param createdAt when it was made, by the node's clock, in whole seconds
 * @param size of the archive
 * @param isProtected whether it refuses to be deleted
 * @param notes free text
 */
public record BackupVolume(
        VolumeId volume, Vmid vmid, Instant createdAt, ByteSize size, boolean isProtected, Optional<String> notes) {}
