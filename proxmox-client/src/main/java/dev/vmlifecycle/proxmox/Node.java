package dev.vmlifecycle.proxmox;

import dev.vmlifecycle.proxmox.internal.Answer;
import dev.vmlifecycle.proxmox.internal.Api;
import dev.vmlifecycle.proxmox.internal.ApiPath;
import dev.vmlifecycle.proxmox.internal.Fields;
import dev.vmlifecycle.proxmox.internal.NodeReader;
import dev.vmlifecycle.proxmox.internal.ParamList;
import dev.vmlifecycle.proxmox.internal.TaskReader;
import dev.vmlifecycle.proxmox.node.HostsFile;
import dev.vmlifecycle.proxmox.node.InterfaceConfig;
import dev.vmlifecycle.proxmox.node.NetworkInterface;
import dev.vmlifecycle.proxmox.node.NodeDns;
import dev.vmlifecycle.proxmox.node.NodeStatus;
import dev.vmlifecycle.proxmox.node.NodeTime;
import dev.vmlifecycle.proxmox.node.NodeUsage;
import dev.vmlifecycle.proxmox.node.StartAll;
import dev.vmlifecycle.proxmox.node.StopAll;
import dev.vmlifecycle.proxmox.qemu.CreateRequest;
import dev.vmlifecycle.proxmox.qemu.RestoreRequest;
import dev.vmlifecycle.proxmox.qemu.VmSummary;
import dev.vmlifecycle.proxmox.rrd.Consolidation;
import dev.vmlifecycle.proxmox.rrd.Timeframe;
import dev.vmlifecycle.proxmox.storage.StorageContent;
import dev.vmlifecycle.proxmox.storage.StorageQuery;
import dev.vmlifecycle.proxmox.storage.StorageStatus;
import dev.vmlifecycle.proxmox.task.TaskQuery;
import dev.vmlifecycle.proxmox.task.TaskSummary;
import dev.vmlifecycle.proxmox.transport.Param;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One node. Any host of the client may answer for it. Methods that return data or a task, or change something, are one
 * call and throw {@code ProxmoxException}; the others only make handles. Immutable and thread-safe.
 */
public final class Node {

    private static final int PAGE = 500;

    private final Api api;
    private final NodeName name;
    private final ApiPath path;

    Node(Api api, NodeName name) {
        this.api = api;
        this.name = name;
        this.path = ApiPath.of("/nodes/{node}", name);
    }

    /** {@return its name} */
    public NodeName name() {
        return name;
    }

    /**
     * {@return a handle of a VM on this node}
     *
     * @param vmid its number
     */
    public Qemu qemu(Vmid vmid) {
        return new Qemu(api, name, vmid);
    }

    /**
     * {@return the task that creates a VM; a VMID taken anywhere in the cluster is an {@code AlreadyExistsException}. Needs
     * {@code VM.Allocate}, {@code Datastore.AllocateSpace}, {@code SDN.Use} for NICs, and the {@code VM.Config.*} of each
     * key}
     *
     * @param request what to create
     */
    public ProxmoxTask create(CreateRequest request) {
        return ProxmoxTask.of(api, api.post(path.child("/qemu"), request.params()));
    }

    /**
     * {@return the task that makes a VM from a backup; refused at once when the backup is missing. Needs
     * {@code VM.Allocate}, {@code Datastore.AllocateSpace}, {@code SDN.Use} for NICs; {@code VM.Backup} on a VM to
     * overwrite}
     *
     * @param request what to restore
     */
    public ProxmoxTask restore(RestoreRequest request) {
        return ProxmoxTask.of(api, api.post(path.child("/qemu"), request.params()));
    }

    /**
     * {@return a handle of a storage as this node sees it}
     *
     * @param storage its name
     */
    public NodeStorage storage(StorageId storage) {
        return new NodeStorage(api, name, storage);
    }

    /** {@return all storages the token may see, those not for this node included (not enabled)} */
    public List<StorageStatus> storages() {
        return storages(new Param[0]);
    }

    /**
     * {@return the enabled storages that may hold this}
     *
     * @param content what they are for
     */
    public List<StorageStatus> storages(StorageContent content) {
        return storages(Param.of("content", content), Param.flag("enabled", true));
    }

    /**
     * {@return some storages}
     *
     * @param query which
     */
    public List<StorageStatus> storages(StorageQuery query) {
        return storages(query.params().toArray(Param[]::new));
    }

    /** {@return what NICs can be attached to; bridges made by hand, outside of the node's configuration, are missing} */
    public List<NetworkInterface> bridges() {
        return api.get(path.child("/network"), Param.of("type", "any_bridge")).rows().stream()
                .map(NodeReader::networkInterface)
                .toList();
    }

    /** {@return all network interfaces as they are configured} */
    public List<InterfaceConfig> network() {
        return api.get(path.child("/network")).rows().stream()
                .map(NodeReader::interfaceConfig)
                .toList();
    }

    /**
     * {@return one network interface as it is configured; needs {@code Sys.Audit}}
     *
     * @param iface its name
     */
    public InterfaceConfig networkInterface(String iface) {
        return InterfaceConfig.of(
                iface, api.get(path.child("/network/{iface}", iface)).object().wire());
    }

    /** {@return the VMs of this node the token may see ({@code VM.Audit})} */
    public List<VmSummary> qemuGuests() {
        return qemuGuests(new Param[0]);
    }

    /** {@return the VMs of this node the token may see, for which QEMU itself is asked about each; slow} */
    public List<VmSummary> qemuGuestsInFull() {
        return qemuGuests(Param.flag("full", true));
    }

    /** {@return how it resolves names; needs {@code Sys.Audit}} */
    public NodeDns dns() {
        return NodeReader.dns(api.get(path.child("/dns")).object());
    }

    /**
     * Changes how it resolves names; needs {@code Sys.Modify}.
     *
     * @param searchDomain what short names are looked up in
     * @param servers addresses of name servers, one to three; those there are more of stay as they are
     */
    public void setDns(String searchDomain, List<String> servers) {
        ParamList params = ParamList.of(Param.of("search", searchDomain));
        for (String server : new NodeDns(Optional.of(searchDomain), servers).servers()) {
            params = params.and("dns" + params.list().size(), server);
        }
        api.put(path.child("/dns"), params.list());
    }

    /** {@return what time it is there; needs {@code Sys.Audit}} */
    public NodeTime time() {
        Fields data = api.get(path.child("/time")).object();
        return new NodeTime(data.requireInstant("time"), data.text("timezone").orElse("UTC"));
    }

    /**
     * Changes its time zone; needs {@code Sys.Modify}.
     *
     * @param zone a region such as {@code Europe/Berlin}
     */
    public void setTimezone(ZoneId zone) {
        api.put(path.child("/time"), List.of(Param.of("timezone", zone.getId())));
    }

    /** {@return the version of the API server of this node} */
    public ServerVersion version() {
        return api.get(path.child("/version")).object().require("version", ServerVersion::parse);
    }

    /** {@return its {@code /etc/hosts}; needs {@code Sys.Audit} on {@code /}} */
    public HostsFile hosts() {
        Fields data = api.get(path.child("/hosts")).object();
        return new HostsFile(data.text("data").orElse(""), data.read("digest", Digest::of));
    }

    /**
     * {@return its statistics, means of each step; needs {@code Sys.Audit}}
     *
     * @param timeframe how far back
     */
    public List<NodeUsage> usage(Timeframe timeframe) {
        return usage(Param.of("timeframe", timeframe));
    }

    /**
     * {@return its statistics; needs {@code Sys.Audit}}
     *
     * @param timeframe how far back
     * @param consolidation how each step is made into one number
     */
    public List<NodeUsage> usage(Timeframe timeframe, Consolidation consolidation) {
        return usage(Param.of("timeframe", timeframe), Param.of("cf", consolidation.name()));
    }

    /** {@return a handle of the backups it makes} */
    public NodeBackups backups() {
        return new NodeBackups(api, path);
    }

    /**
     * {@return the task that starts many guests; needs {@code VM.PowerMgmt} on each that is named, or on {@code /}}
     *
     * @param request which
     */
    public ProxmoxTask startAll(StartAll request) {
        return ProxmoxTask.of(api, api.post(path.child("/startall"), request.params()));
    }

    /**
     * {@return the task that shuts many guests down; needs {@code VM.PowerMgmt} on each that is named, or on {@code /}}
     *
     * @param request which
     */
    public ProxmoxTask stopAll(StopAll request) {
        return ProxmoxTask.of(api, api.post(path.child("/stopall"), request.params()));
    }

    /** {@return load; needs {@code Sys.Audit}} */
    public NodeStatus status() {
        return NodeReader.status(api.get(path.child("/status")).object());
    }

    /**
     * {@return tasks that run or ran on this node, newest first}
     *
     * @param query which
     */
    public List<TaskSummary> tasks(TaskQuery query) {
        return api.get(path.child("/tasks"), query.params().toArray(Param[]::new)).rows().stream()
                .map(TaskReader::summary)
                .toList();
    }

    /**
     * {@return all tasks that run or ran on this node, newest first, in as many calls as it takes; one that starts
     * meanwhile may be missing, none occurs twice}
     *
     * @param query which; its limit and start do not matter
     * @param most how many tasks at most
     */
    public List<TaskSummary> allTasks(TaskQuery query, int most) {
        Map<Upid, TaskSummary> tasks = new LinkedHashMap<>();
        long total = 1;
        for (int start = 0; start < total && tasks.size() < most; start += PAGE) {
            // a task that starts between two calls moves all others on: the last of a page comes again
            Answer page = api.get(
                    path.child("/tasks"),
                    query.start(start).limit(PAGE).params().toArray(Param[]::new));
            total = page.total();
            page.rows().stream().map(TaskReader::summary).forEach(task -> tasks.put(task.upid(), task));
        }
        return tasks.values().stream().limit(most).toList();
    }

    @Override
    public String toString() {
        return "Node " + name;
    }

    private List<VmSummary> qemuGuests(Param... query) {
        return api.get(path.child("/qemu"), query).rows().stream()
                .map(row -> VmSummary.of(row.require("vmid", Vmid::parse), row.wire()))
                .toList();
    }

    private List<NodeUsage> usage(Param... query) {
        return api.get(path.child("/rrddata"), query).rows().stream()
                .map(NodeReader::usage)
                .toList();
    }

    private List<StorageStatus> storages(Param... query) {
        return api.get(path.child("/storage"), query).rows().stream()
                .map(NodeReader::storage)
                .toList();
    }
}
