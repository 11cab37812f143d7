package dev.vmlifecycle.proxmox.cluster;

import dev.vmlifecycle.proxmox.NodeName;
import java.util.List;
import java.util.Optional;

/**
 * State of the cluster as the asked host sees it. Not proof of quorum by itself: for some seconds after a loss the host
 * may still claim it.
 *
 * @param quorate whether the host believes to be in the majority; true for a single node without a cluster
 * @param nodes all members
 */
public record ClusterStatus(boolean quorate, List<Member> nodes) {

    /**
     * Copies the list.
     *
     * @param quorate see above
     * @param nodes see above
     */
    public ClusterStatus {
        nodes = List.copyOf(nodes);
    }

    /** {@return the member that answered} */
    public Optional<Member> local() {
        return nodes.stream().filter(Member::local).findFirst();
    }

    /**
     * A member.
     *
     * @param name the node
     * @param online whether the cluster sees it
     * @param local whether it is the one that answered
     */
    public record Member(NodeName name, boolean online, boolean local) {}
}
