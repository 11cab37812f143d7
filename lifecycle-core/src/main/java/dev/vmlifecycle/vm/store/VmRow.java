package dev.vmlifecycle.vm.store;

import dev.vmlifecycle.proxmox.NodeName;
import dev.vmlifecycle.proxmox.Vmid;
import java.util.Optional;

/**
 * The searchable columns of a VM.
 *
 * @param key the VM
 * @param cluster the cluster's name
 * @param vmid its VMID, once reserved
 * @param node the node it was last seen on
 * @param fqdn its host name, lower-case
 */
public record VmRow(String key, String cluster, Optional<Vmid> vmid, Optional<NodeName> node, String fqdn) {}
