package dev.vmlifecycle.proxmox.backup;

import dev.vmlifecycle.proxmox.Vmid;
import dev.vmlifecycle.proxmox.cluster.GuestType;
import java.util.Optional;

/**
 * A guest no backup job is for.
 *
 * @param vmid its number
 * @param type VM or container
 * @param name its name
 */
public record UncoveredGuest(Vmid vmid, GuestType type, Optional<String> name) {}
