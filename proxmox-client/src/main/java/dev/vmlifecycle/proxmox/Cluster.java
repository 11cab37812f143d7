package dev.vmlifecycle.proxmox;

import dev.vmlifecycle.proxmox.cluster.ClusterLogEntry;
import dev.vmlifecycle.proxmox.cluster.ClusterResource;
import dev.vmlifecycle.proxmox.cluster.ClusterStatus;
import dev.vmlifecycle.proxmox.cluster.DatacenterOptions;
import dev.vmlifecycle.proxmox.cluster.DatacenterUpdate;
import dev.vmlifecycle.proxmox.cluster.GuestResource;
import dev.vmlifecycle.proxmox.cluster.ResourceFilter;
import dev.vmlifecycle.proxmox.error.AlreadyExistsException;
import dev.vmlifecycle.proxmox.internal.Answer;
import dev.vmlifecycle.proxmox.internal.Api;
import dev.vmlifecycle.proxmox.internal.ApiPath;
import dev.vmlifecycle.proxmox.internal.ClusterReader;
import dev.vmlifecycle.proxmox.internal.TaskReader;
import dev.vmlifecycle.proxmox.task.TaskSummary;
import dev.vmlifecycle.proxmox.transport.Param;
import java.util.List;
import java.util.Optional;

/**
 * The cluster as a whole. Methods that return data or change it are one call and throw {@code ProxmoxException}; the
 * others only make handles. Immutable and thread-safe.
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

    /** {@return all there is that the token may see: guests, nodes, storages, pools, networks} */
    public List<ClusterResource> resources() {
        return resources(new Param[0]);
    }

    /**
     * {@return part of what there is that the token may see}
     *
     * @param filter which part
     */
    public List<ClusterResource> resources(ResourceFilter filter) {
        return resources(Param.of("type", filter));
    }

    /**
     * {@return running tasks and the last finished ones of all nodes, 25 each at most; only the token's own without
     * {@code Sys.Audit}}
     */
    public List<TaskSummary> tasks() {
        return api.get(CLUSTER.child("/tasks")).rows().stream()
                .map(TaskReader::summary)
                .toList();
    }

    /**
     * {@return the last lines of the cluster's log; only the token's own without {@code Sys.Syslog} on {@code /}}
     *
     * @param most how many lines at most
     */
    public List<ClusterLogEntry> log(int most) {
        return api.get(CLUSTER.child("/log"), Param.of("max", most)).rows().stream()
                .map(row -> ClusterLogEntry.of(row.wire()))
                .toList();
    }

    /** {@return the options that are set; some only without {@code Sys.Audit} on {@code /}} */
    public DatacenterOptions options() {
        return DatacenterOptions.of(api.get(CLUSTER.child("/options")).object().wire());
    }

    /**
     * Changes options; needs {@code Sys.Modify} on {@code /}.
     *
     * @param update what changes
     */
    public void updateOptions(DatacenterUpdate update) {
        api.put(CLUSTER.child("/options"), update.params());
    }

    /** {@return a handle of high availability} */
    public HighAvailability ha() {
        return new HighAvailability(api);
    }

    /** {@return a handle of the backup jobs} */
    public BackupJobs backupJobs() {
        return new BackupJobs(api);
    }

    /** {@return a handle of the cluster's firewall} */
    public ClusterFirewall firewall() {
        return new ClusterFirewall(api);
    }

    /** {@return quorum and members} */
    public ClusterStatus status() {
        return ClusterReader.status(api.get(CLUSTER.child("/status")).rows());
    }

    @Override
    public String toString() {
        return "Cluster";
    }

    private List<ClusterResource> resources(Param... query) {
        return api.get(CLUSTER.child("/resources"), query).rows().stream()
                .map(ClusterReader::resource)
                .toList();
    }
}
