package dev.vmlifecycle.vm;

import dev.vmlifecycle.dns.IpAddress;
import dev.vmlifecycle.proxmox.NodeName;
import dev.vmlifecycle.proxmox.StorageId;
import dev.vmlifecycle.proxmox.Vmid;
import dev.vmlifecycle.proxmox.config.VlanTag;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a VM goes.
 *
 * @param cluster the cluster's name, as given to {@link VmLifecycleBuilder#cluster}
 * @param node the node it shall run on; of several candidates the one preferred among equals
 * @param templates the template's VMID on each node that has one, at least one entry
 * @param cloneMode full or linked
 * @param storage where its disks go
 * @param net bridge and VLAN
 * @param pools the ids of the address pools it may use, in order of preference
 * @param vmids the VMIDs it may get
 * @param candidates the nodes it may run on: the first step of the deploy picks the one with most free memory, and keeps to it; empty =
 *     only {@code node}
 * @param addresses addresses it must get, in order, the rest up to the package's numbers being any; empty = any
 */
public record Placement(
        String cluster,
        NodeName node,
        Map<NodeName, Vmid> templates,
        CloneMode cloneMode,
        StorageId storage,
        Net net,
        List<String> pools,
        VmidRange vmids,
        List<NodeName> candidates,
        List<IpAddress> addresses) {

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
     * @param candidates see above
     * @param addresses see above
     * @throws IllegalArgumentException when there is no template, or a candidate or address occurs twice
     */
    public Placement {
        templates = Map.copyOf(templates);
        pools = List.copyOf(pools);
        candidates = List.copyOf(candidates);
        addresses = List.copyOf(addresses);
        requireOnce("candidates", candidates);
        requireOnce("addresses", addresses);
        if (templates.isEmpty()) {
            throw new IllegalArgumentException("templates: none (expected: the template's VMID on at least one node)");
        }
    }

    private static void requireOnce(String what, List<?> values) {
        if (new HashSet<>(values).size() < values.size()) {
            throw new IllegalArgumentException(what + ": " + values + " (expected: each once)");
        }
    }

    /**
     * On one node, with any addresses.
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
    public Placement(
            String cluster,
            NodeName node,
            Map<NodeName, Vmid> templates,
            CloneMode cloneMode,
            StorageId storage,
            Net net,
            List<String> pools,
            VmidRange vmids) {
        this(cluster, node, templates, cloneMode, storage, net, pools, vmids, List.of(), List.of());
    }

    /**
     * The same on the best of several nodes.
     *
     * @param nodes the nodes, at least one; among equals the first is taken
     * @return a new placement
     * @throws IllegalArgumentException when there is none, or one occurs twice
     */
    public Placement amongst(List<NodeName> nodes) {
        if (nodes.isEmpty()) {
            throw new IllegalArgumentException("candidates: none (expected: at least one node)");
        }
        return new Placement(cluster, nodes.get(0), templates, cloneMode, storage, net, pools, vmids, nodes, addresses);
    }

    /**
     * The same on a node; the candidates stay.
     *
     * @param where the node
     * @return a new placement
     */
    public Placement on(NodeName where) {
        return new Placement(cluster, where, templates, cloneMode, storage, net, pools, vmids, candidates, addresses);
    }

    /**
     * The same with addresses it must get.
     *
     * @param values the addresses, each in one of the pools
     * @return a new placement
     * @throws IllegalArgumentException when one occurs twice
     */
    public Placement withAddresses(List<IpAddress> values) {
        return new Placement(cluster, node, templates, cloneMode, storage, net, pools, vmids, candidates, values);
    }

    /**
     * Whether it asks for the same, whichever of its candidates was picked.
     *
     * @param other another placement
     * @return true when only the picked node may differ
     */
    public boolean asksTheSameAs(Placement other) {
        return candidates.isEmpty() ? equals(other) : on(other.node).equals(other);
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
