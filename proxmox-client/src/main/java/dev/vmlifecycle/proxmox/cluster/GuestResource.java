package dev.vmlifecycle.proxmox.cluster;

import dev.vmlifecycle.proxmox.NodeName;
import dev.vmlifecycle.proxmox.Vmid;
import java.util.Optional;

/**
 * A guest as the cluster lists it. The listing shows only what the token may see, so absence proves nothing.
 *
 * <p>Place and lock are current. What comes from statistics (name, run state) lags by up to 10 s, may even be that of a
 * predecessor on the same VMID, and is left out for that reason.
 *
 * @param vmid the guest's number
 * @param node where its configuration lies
 * @param type VM or container
 * @param lock the lock it carries, absent when none
 * @param template a hint from statistics; the template's configuration decides
 */
public record GuestResource(Vmid vmid, NodeName node, GuestType type, Optional<String> lock, boolean template) {}
