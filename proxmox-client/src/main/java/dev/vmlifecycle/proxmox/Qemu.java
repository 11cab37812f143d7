package dev.vmlifecycle.proxmox;

import dev.vmlifecycle.proxmox.config.ConfigUpdate;
import dev.vmlifecycle.proxmox.config.PendingConfig;
import dev.vmlifecycle.proxmox.config.QemuConfig;
import dev.vmlifecycle.proxmox.internal.Api;
import dev.vmlifecycle.proxmox.internal.ApiPath;
import dev.vmlifecycle.proxmox.internal.QemuReader;
import dev.vmlifecycle.proxmox.qemu.DeleteRequest;
import dev.vmlifecycle.proxmox.qemu.FeatureSupport;
import dev.vmlifecycle.proxmox.qemu.FullClone;
import dev.vmlifecycle.proxmox.qemu.LinkedClone;
import dev.vmlifecycle.proxmox.qemu.MigratePreconditions;
import dev.vmlifecycle.proxmox.qemu.MigrateRequest;
import dev.vmlifecycle.proxmox.qemu.VmFeature;
import dev.vmlifecycle.proxmox.qemu.VmStatus;
import dev.vmlifecycle.proxmox.qemu.VmUsage;
import dev.vmlifecycle.proxmox.rrd.Consolidation;
import dev.vmlifecycle.proxmox.rrd.Timeframe;
import dev.vmlifecycle.proxmox.transport.Param;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One VM on one node; when it moves, make a new handle. Every method but the accessors is one call and throws
 * {@code ProxmoxException}. Immutable and thread-safe.
 *
 * <p>What returns a task has only been accepted: start, stop and resize of a VM that is missing or locked are accepted
 * too and fail in the task. For an HA-managed VM a start, stop or move only asks the HA manager: the task ends well before
 * anything happened, so look at {@link #status()}.
 */
public final class Qemu {

    private final Api api;
    private final NodeName node;
    private final Vmid vmid;
    private final ApiPath path;

    Qemu(Api api, NodeName node, Vmid vmid) {
        this.api = api;
        this.node = node;
        this.vmid = vmid;
        this.path = ApiPath.of("/nodes/{node}/qemu/{vmid}", node, vmid);
    }

    /** {@return its number} */
    public Vmid vmid() {
        return vmid;
    }

    /** {@return the node asked for it} */
    public NodeName node() {
        return node;
    }

    /**
     * {@return its configuration, values that wait for a power cycle merged in; for a VM that may run read
     * {@link #pending()}}
     */
    public QemuConfig config() {
        return QemuConfig.of(api.get(path.child("/config")).object().scalars());
    }

    /** {@return its configuration as it runs, without what waits for a power cycle} */
    public QemuConfig currentConfig() {
        return QemuConfig.of(api.get(path.child("/config"), Param.flag("current", true))
                .object()
                .scalars());
    }

    /** {@return its configuration, what runs and what waits told apart} */
    public PendingConfig pending() {
        return PendingConfig.of(api.get(path.child("/pending")).rows().stream()
                .map(QemuReader::pending)
                .toList());
    }

    /** {@return its run state, current} */
    public VmStatus status() {
        return QemuReader.status(api.get(path.child("/status/current")).object());
    }

    /**
     * {@return the task that makes a full clone; it runs on this node and carries this VMID}
     *
     * @param clone what to make
     */
    public ProxmoxTask clone(FullClone clone) {
        return post("/clone", clone.params());
    }

    /**
     * {@return the task that makes a linked clone; it runs on this node and carries this VMID}
     *
     * @param clone what to make
     */
    public ProxmoxTask clone(LinkedClone clone) {
        return post("/clone", clone.params());
    }

    /**
     * Changes the configuration, at once where the VM is stopped or the key can be changed while it runs. Can take 20 s.
     *
     * @param update what to change
     */
    public void update(ConfigUpdate update) {
        api.put(path.child("/config"), update.params());
    }

    /**
     * {@return the task that changes the configuration; what {@link #update} would refuse at once may fail in the task}
     *
     * @param update what to change
     */
    public ProxmoxTask updateAsync(ConfigUpdate update) {
        return post("/config", update.params());
    }

    /**
     * {@return the task that changes the configuration, or one that needs no waiting when the change was done in time}
     *
     * @param update what to change
     * @param wait how long the call itself waits for that, 1 to 30 s
     * @throws IllegalArgumentException when it is shorter or longer
     */
    public ProxmoxTask updateAsync(ConfigUpdate update, Duration wait) {
        List<Param> form = new ArrayList<>(update.params());
        form.add(ShortWait.param("background_delay", wait));
        return post("/config", form);
    }

    /**
     * {@return the task that grows a disk; the size it has already is fine, a smaller one fails in the task}
     *
     * @param disk its slot
     * @param size the wanted size, absolute, so that the call can be repeated
     * @param digest of the read this rests on
     */
    public ProxmoxTask resize(String disk, ByteSize size, Digest digest) {
        return put("/resize", List.of(Param.of("disk", disk), Param.of("size", size), Param.of("digest", digest)));
    }

    /**
     * {@return the task that grows a disk, whatever changed since it was read}
     *
     * @param disk its slot
     * @param size the wanted size, absolute, so that the call can be repeated
     */
    public ProxmoxTask resize(String disk, ByteSize size) {
        return put("/resize", List.of(Param.of("disk", disk), Param.of("size", size)));
    }

    /** {@return the task that makes it a template, for good} */
    public ProxmoxTask convertToTemplate() {
        return post("/template", List.of());
    }

    /**
     * {@return whether its storages allow something now}
     *
     * @param feature what
     */
    public FeatureSupport feature(VmFeature feature) {
        return QemuReader.feature(
                api.get(path.child("/feature"), Param.of("feature", feature)).object());
    }

    /**
     * {@return its statistics, oldest first, means of each step; a VM that never ran is a {@code NotFoundException}}
     *
     * @param timeframe how far back
     */
    public List<VmUsage> usage(Timeframe timeframe) {
        return usage(Param.of("timeframe", timeframe));
    }

    /**
     * {@return its statistics, oldest first; a VM that never ran is a {@code NotFoundException}}
     *
     * @param timeframe how far back
     * @param how each step is made into a number
     */
    public List<VmUsage> usage(Timeframe timeframe, Consolidation how) {
        return usage(Param.of("timeframe", timeframe), Param.of("cf", how));
    }

    /** {@return the task that starts it; fails when it runs already} */
    public ProxmoxTask start() {
        return post("/status/start", List.of());
    }

    /**
     * {@return the task that starts it; fails when it runs already}
     *
     * @param timeout how long QEMU may take, in whole seconds; the default grows with memory and NICs
     */
    public ProxmoxTask start(Duration timeout) {
        return post("/status/start", List.of(Param.of("timeout", timeout.toSeconds())));
    }

    /** {@return the task that asks the guest to shut down, for 60 s unless its startup order says otherwise} */
    public ProxmoxTask shutdown() {
        return post("/status/shutdown", List.of());
    }

    /**
     * {@return the task that asks the guest to shut down; it holds the VM's lock until it ends}
     *
     * @param timeout how long the guest has, in whole seconds
     * @param forceStop whether it is stopped hard after that; otherwise the task fails
     */
    public ProxmoxTask shutdown(Duration timeout, boolean forceStop) {
        List<Param> form = new ArrayList<>();
        form.add(Param.of("timeout", timeout.toSeconds()));
        if (forceStop) {
            form.add(Param.flag("forceStop", true));
        }
        return post("/status/shutdown", form);
    }

    /**
     * {@return the task that stops it hard; ends well when it is stopped already}
     *
     * @param overruleShutdown whether a shutdown under way is ended first; needs Proxmox VE 8, refused for HA-managed VMs
     */
    public ProxmoxTask stop(boolean overruleShutdown) {
        return post("/status/stop", overruleShutdown ? List.of(Param.flag("overrule-shutdown", true)) : List.of());
    }

    /**
     * {@return the task that shuts it down and starts it again, which also applies what waits for a power cycle; refused
     * when it is stopped}
     *
     * @param timeout how long the guest has to shut down, in whole seconds
     */
    public ProxmoxTask reboot(Duration timeout) {
        return post("/status/reboot", List.of(Param.of("timeout", timeout.toSeconds())));
    }

    /** {@return the task that shuts it down and starts it again} */
    public ProxmoxTask reboot() {
        return post("/status/reboot", List.of());
    }

    /** {@return the task that presses the reset button; refused when it is stopped} */
    public ProxmoxTask reset() {
        return post("/status/reset", List.of());
    }

    /** {@return the task that pauses it, memory kept; refused when it is stopped} */
    public ProxmoxTask suspend() {
        return post("/status/suspend", List.of());
    }

    /**
     * {@return the task that saves its memory to a volume and stops it; a later start goes on from there}
     *
     * @param storage where to; absent = the server chooses
     */
    public ProxmoxTask suspendToDisk(Optional<StorageId> storage) {
        List<Param> form = new ArrayList<>();
        form.add(Param.flag("todisk", true));
        storage.ifPresent(id -> form.add(Param.of("statestorage", id)));
        return post("/status/suspend", form);
    }

    /** {@return the task that lets a paused one go on} */
    public ProxmoxTask resume() {
        return post("/status/resume", List.of());
    }

    /** {@return what the server knows in advance about a move to any node} */
    public MigratePreconditions migratePreconditions() {
        return QemuReader.preconditions(api.get(path.child("/migrate")).object());
    }

    /**
     * {@return what the server knows in advance about a move}
     *
     * @param target the other node
     */
    public MigratePreconditions migratePreconditions(NodeName target) {
        return QemuReader.preconditions(
                api.get(path.child("/migrate"), Param.of("target", target)).object());
    }

    /**
     * {@return the task that moves it; it has moved only when the task ended, though its configuration moves before}
     *
     * @param request where to
     */
    public ProxmoxTask migrate(MigrateRequest request) {
        return post("/migrate", request.params());
    }

    /**
     * {@return the task that removes it; refused while it runs or is protected. A volume that can not be removed is only
     * a warning}
     *
     * @param request what else to remove
     */
    public ProxmoxTask delete(DeleteRequest request) {
        return ProxmoxTask.of(api, api.delete(path, request.params()));
    }

    /** {@return its disks, to move or erase them} */
    public Disks disks() {
        return new Disks(api, path);
    }

    /** {@return its snapshots} */
    public Snapshots snapshots() {
        return new Snapshots(api, path);
    }

    /** {@return its guest agent} */
    public Agent agent() {
        return new Agent(api, path.child("/agent"));
    }

    /** {@return its cloud-init drive} */
    public CloudInit cloudInit() {
        return new CloudInit(api, path.child("/cloudinit"));
    }

    /** {@return its consoles} */
    public Console console() {
        return new Console(api, path);
    }

    /** {@return its firewall; note that the firewall of a VM that does not exist can be written} */
    public VmFirewall firewall() {
        return new VmFirewall(api, path.child("/firewall"));
    }

    /**
     * Waits for its lock to go, asking after 0.25 s and then less and less often.
     *
     * @param timeout the longest to wait
     * @param sleeper how to wait
     * @return the lock it still carries when the time was over, absent when it carries none
     * @throws InterruptedException when interrupted meanwhile
     */
    public Optional<String> awaitUnlocked(Duration timeout, Sleeper sleeper) throws InterruptedException {
        Pauses pauses = new Pauses(api.clock(), timeout, sleeper);
        Optional<String> lock = config().lock();
        while (lock.isPresent() && pauses.next()) {
            lock = config().lock();
        }
        return lock;
    }

    @Override
    public String toString() {
        return "VM " + vmid + " on " + node;
    }

    private List<VmUsage> usage(Param... query) {
        return api.get(path.child("/rrddata"), query).rows().stream()
                .map(QemuReader::usage)
                .toList();
    }

    private ProxmoxTask put(String action, List<Param> form) {
        return ProxmoxTask.of(api, api.put(path.child(action), form));
    }

    private ProxmoxTask post(String action, List<Param> form) {
        return ProxmoxTask.of(api, api.post(path.child(action), form));
    }
}
