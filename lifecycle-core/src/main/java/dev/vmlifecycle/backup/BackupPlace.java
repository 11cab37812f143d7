package dev.vmlifecycle.backup;

import dev.vmlifecycle.proxmox.NodeName;
import dev.vmlifecycle.proxmox.Vmid;

/**
 * Whose backup it is.
 *
 * @param cluster the cluster's name
 * @param node the node that was asked: the one that held the VM
 * @param vmid the VM
 */
public record BackupPlace(String cluster, NodeName node, Vmid vmid) {}
