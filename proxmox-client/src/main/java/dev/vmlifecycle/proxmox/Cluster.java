package dev.vmlifecycle.proxmox;

import dev.vmlifecycle.proxmox.cluster.ClusterStatus;
import dev.vmlifecycle.proxmox.cluster.GuestResource;
import dev.vmlifecycle.proxmox.error.AlreadyExistsException;
import dev.vmlifecycle.proxmox.internal.Answer;
import dev.vmlifecycle.proxmox.internal.Api;
import dev.vmlifecycle.proxmox.internal.ApiPath;
import dev.vmlifecycle.proxmox.internal.ClusterReader;
import dev.vmlifecycle.proxmox.transport.Param;
import java.util.List;
import java.util.Optional;

/**
 * The cluster as a whole. Every method is one call and throws {@code ProxmoxException}. Immutable and thread-safe.
 */
public final class Cluster {

    private static final ApiPath CLUSTER = ApiPath.of("/cluster");

    private final Api api;

    Cluster(Api api) {
        this.api = api;
    }

    /** {@return the guests the token may see; fewer rights give fewer rows, not an error} */
    public List<GuestResource> guests() {
        return api.get(CLUSTER.child("/resources"), Param.of("type", "vm")).rows().stream()
                .map(ClusterReader::guest)
                .toList();
    }

    /**
     * {@return the node a guest's configuration lies on; absent when it is gone, or the token may not see it}
     *
     * @param vmid the guest
     */
    public Optional<NodeName> locate(Vmid vmid) {
        return guests().stream()
                .filter(guest -> guest.vmid().equals(vmid))
                .map(GuestResource::node)
                .findFirst();
    }

    /**
     * {@return whether no guest has this number, those the token may not see included; proof of absence together with
     * {@link #status()} saying quorate}
     *
     * @param vmid the number
     */
    public boolean isFree(Vmid vmid) {
        try {
            Answer answer = api.get(CLUSTER.child("/nextid"), Param.of("vmid", vmid));
            // the server repeats a free number; anything else proves nothing
            return answer.parseText(Vmid::parse).equals(vmid);
        } catch (AlreadyExistsException e) {
            return false;
        }
    }

    /** {@return a number that is free at this moment; it is not reserved, so parallel callers get the same} */
    public Vmid nextId() {
        Answer answer = api.get(CLUSTER.child("/nextid"));
        return answer.parseText(Vmid::parse);
    }

    /** {@return quorum and members} */
    public ClusterStatus status() {
        return ClusterReader.status(api.get(CLUSTER.child("/status")).rows());
    }

    @Override
    public String toString() {
        return "Cluster";
    }
}
