package dev.vmlifecycle.vm;

import dev.vmlifecycle.proxmox.NodeName;
import dev.vmlifecycle.proxmox.StorageId;
import dev.vmlifecycle.proxmox.Vmid;
import dev.vmlifecycle.proxmox.config.VlanTag;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a VM goes.
 *
 * @param cluster the cluster's name, as given to {@link VmLifecycleBuilder#cluster}
 * @param node the node it shall run on
 * @param templates the template's VMID on each node that has one, at least one entry
 * @param cloneMode full or linked
 * @param storage where its disks go
 * @param net bridge and VLAN
 * @param pools the ids of the address pools it may use, in order of preference
 * @param vmids the VMIDs it may get
 */
public record Placement(
        String cluster,
        NodeName node,
        Map<NodeName, Vmid> templates,
        CloneMode cloneMode,
        StorageId storage,
        Net net,
        List<String> pools,
        VmidRange vmids) {

    /**
     * Copies the collections.
     *
     * @param cluster see above
     * @param node see above
     * @param templates see above
     * @param cloneMode see above
     * @param storage see above
     * @param net see above
     * @param pools see above
     * @param vmids see above
     * @throws IllegalArgumentException when there is no template
     */
    public Placement {
        templates = Map.copyOf(templates);
        pools = List.copyOf(pools);
        if (templates.isEmpty()) {
            throw new IllegalArgumentException("templates: none (expected: the template's VMID on at least one node)");
        }
    }

    /**
     * The network a VM is plugged into.
     *
     * @param bridge the bridge's name
     * @param vlan the VLAN tag; empty = untagged
     */
    public record Net(String bridge, Optional<VlanTag> vlan) {}

    /**
     * The VMIDs of a cluster that this library may use.
     *
     * @param first the lowest
     * @param last the highest
     */
    public record VmidRange(Vmid first, Vmid last) {

        /**
         * Checks the order.
         *
         * @param first see above
         * @param last see above
         * @throws IllegalArgumentException when last lies below first
         */
        public VmidRange {
            if (first.value() > last.value()) {
                throw new IllegalArgumentException("vmid range: " + first + "-" + last + " (expected: first <= last)");
            }
        }
    }

    /**
     * The node whose template is cloned: the target node if it has one, else the first by name.
     *
     * @return that node
     */
    public NodeName templateNode() {
        return templates.containsKey(node)
                ? node
                : templates.keySet().stream()
                        .sorted(java.util.Comparator.comparing(NodeName::value))
                        .toList()
                        .get(0);
    }
}
