package dev.vmlifecycle.vm.store;

import dev.vmlifecycle.engine.StoreCall;
import dev.vmlifecycle.proxmox.NodeName;
import java.util.List;
import java.util.Optional;

/**
 * Asks for the keys of VMs, in key order. All conditions must hold; an empty one holds for every VM.
 *
 * @param states persisted states; empty = any
 * @param ending what a termination that is asked for and has not begun means: empty = nothing, true = it counts as one of the states,
 *     false = it counts as none of them
 * @param cluster the cluster's name
 * @param node the node it was last seen on
 * @param fqdn the host name, lower-case
 * @param needingAttention only those that failed several times in a row, or are on hold
 * @param afterKey the last key of the page before; empty text for the first page
 * @param limit at most so many
 */
public record FindVms(
        List<String> states,
        Optional<Boolean> ending,
        Optional<String> cluster,
        Optional<NodeName> node,
        Optional<String> fqdn,
        boolean needingAttention,
        String afterKey,
        int limit)
        implements StoreCall<List<String>> {

    /**
     * Copies the states.
     *
     * @param states see above
     * @param ending see above
     * @param cluster see above
     * @param node see above
     * @param fqdn see above
     * @param needingAttention see above
     * @param afterKey see above
     * @param limit see above
     */
    public FindVms {
        states = List.copyOf(states);
    }

    /** Whether a VM's searchable columns fit. */
    boolean fits(VmRow row) {
        return cluster.map(row.cluster()::equals).orElse(true)
                && node.map(wanted -> row.node().equals(Optional.of(wanted))).orElse(true)
                && fqdn.map(row.fqdn()::equals).orElse(true);
    }

    /** Whether where a VM stands fits. */
    boolean fits(String state, boolean asked, boolean attention) {
        boolean listed = states.isEmpty() || states.contains(state);
        boolean there = (asked && ending.isPresent()) ? ending.get() : listed;
        return there && (attention || !needingAttention);
    }
}
