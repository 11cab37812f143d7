package dev.vmlifecycle.vm.internal;

import dev.vmlifecycle.proxmox.Cluster;
import dev.vmlifecycle.proxmox.NodeName;
import dev.vmlifecycle.proxmox.Vmid;
import dev.vmlifecycle.proxmox.cluster.ClusterStatus;
import dev.vmlifecycle.proxmox.cluster.GuestResource;
import java.util.Optional;

/**
 * Whether a VMID is there: yes, no, or not known. Only "no" frees anything.
 *
 * <p>A listing is filtered by permission and proves presence only. Absence = the asked host says quorate <em>and</em> {@code
 * GET /cluster/nextid?vmid=N} answers free: it needs no permission and knows every guest (watched on 8.4.1).
 */
sealed interface Presence {
    /** It is there. */
    record Present(NodeName node) implements Presence {}

    /** It is provably not there. */
    record Absent() implements Presence {}

    /** Neither is proved. */
    record Unknown(String why) implements Presence {}

    /**
     * Looks.
     *
     * @param known the node the VM was last seen on: a cluster without it is not the cluster the VM lives on
     */
    static Presence of(Cluster cluster, Vmid vmid, Optional<NodeName> known) {
        Optional<NodeName> listed = cluster.guests().stream()
                .filter(guest -> guest.vmid().equals(vmid))
                .map(GuestResource::node)
                .findFirst();
        if (listed.isPresent()) {
            return new Present(listed.get());
        }
        ClusterStatus status = cluster.status();
        if (!status.quorate()) {
            return new Unknown("the cluster is not quorate");
        }
        if (known.isPresent()
                && status.nodes().stream().noneMatch(member -> member.name().equals(known.get()))) {
            return new Unknown(
                    "node " + known.get() + ", where it was, is no member of this cluster; another cluster answers");
        }
        return cluster.isFree(vmid)
                ? new Absent()
                : new Unknown("VMID " + vmid + " exists, but this token does not see it");
    }
}
