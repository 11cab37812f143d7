package dev.vmlifecycle.vm;

import dev.vmlifecycle.backup.BackupStore;
import dev.vmlifecycle.engine.Budget;
import dev.vmlifecycle.engine.DurableEvent;
import dev.vmlifecycle.engine.EngineBuilder;
import dev.vmlifecycle.engine.EngineStore;
import dev.vmlifecycle.engine.Instance;
import dev.vmlifecycle.engine.LifecycleEngine;
import dev.vmlifecycle.engine.Pipeline;
import dev.vmlifecycle.engine.Run;
import dev.vmlifecycle.engine.SubjectStore;
import dev.vmlifecycle.engine.TickReport;
import dev.vmlifecycle.schedule.ScheduleStore;
import dev.vmlifecycle.schedule.Tasks;
import dev.vmlifecycle.schedule.TasksBuilder;
import dev.vmlifecycle.traffic.TrafficStore;
import dev.vmlifecycle.vm.change.ChangePipeline;
import dev.vmlifecycle.vm.deploy.DeployPipeline;
import dev.vmlifecycle.vm.dns.DnsPipelines;
import dev.vmlifecycle.vm.internal.Audit;
import dev.vmlifecycle.vm.internal.BackupDesk;
import dev.vmlifecycle.vm.internal.BackupStatus;
import dev.vmlifecycle.vm.internal.CollectStatistics;
import dev.vmlifecycle.vm.internal.DnsRepairs;
import dev.vmlifecycle.vm.internal.FrontDesk;
import dev.vmlifecycle.vm.internal.Outbox;
import dev.vmlifecycle.vm.internal.Planner;
import dev.vmlifecycle.vm.internal.ProcessVms;
import dev.vmlifecycle.vm.internal.RemoveSnapshots;
import dev.vmlifecycle.vm.internal.RestoreBackup;
import dev.vmlifecycle.vm.internal.RestoreDesk;
import dev.vmlifecycle.vm.internal.ScheduleBackup;
import dev.vmlifecycle.vm.internal.SnapshotDesk;
import dev.vmlifecycle.vm.internal.Views;
import dev.vmlifecycle.vm.internal.VmCodec;
import dev.vmlifecycle.vm.internal.VmErrors;
import dev.vmlifecycle.vm.internal.VmRecord;
import dev.vmlifecycle.vm.internal.VmRequests;
import dev.vmlifecycle.vm.internal.VmRun;
import dev.vmlifecycle.vm.internal.VmServices;
import dev.vmlifecycle.vm.internal.dns.DnsWorkers;
import dev.vmlifecycle.vm.internal.dns.ZoneWriter;
import dev.vmlifecycle.vm.restore.RestorePipeline;
import dev.vmlifecycle.vm.snapshot.SnapshotPipelines;
import dev.vmlifecycle.vm.store.DnsRepair;
import dev.vmlifecycle.vm.store.RepairsOf;
import dev.vmlifecycle.vm.terminate.TerminatePipeline;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

/**
 * The door for hosting panels: asks for deploys, changes and terminations, and runs them in ticks that the host schedules.
 * Thread-safe; one per application.
 *
 * <p>A request writes one row and returns; no Proxmox call is made on the caller's thread. {@link #tick(Budget)} does the work, from a
 * cron line, a scheduler or a thread; ticks on several hosts that share a store overlap safely.
 */
public final class VmLifecycle implements AutoCloseable {
    private final EngineStore store;
    private final VmServices services;
    private final LifecycleEngine<VmRun> engine;
    private final Outbox outbox;
    private final DnsWorkers dnsWorkers;
    private final DnsRepairs repairs;
    private final FrontDesk desk;
    private final VmSnapshots snapshots;
    private final Optional<Tasks> tasks;

    VmLifecycle(VmLifecycleBuilder builder, EngineStore store) {
        this.store = store;
        this.dnsWorkers = DnsWorkers.create();
        this.services = new VmServices(
                builder.clusters,
                builder.pools,
                builder.zones,
                new ZoneWriter(
                        builder.zones,
                        builder.dnsExecutor.orElse(dnsWorkers),
                        builder.clock.orElse(InstantSource.system()),
                        builder.dnsBudget),
                builder.hostRecords,
                builder.secrets,
                builder.settings);
        this.repairs = new DnsRepairs(store);
        this.desk = new FrontDesk(store, services);
        this.snapshots = new VmSnapshots(new SnapshotDesk(store, services));
        this.outbox = new Outbox(store, builder.notifier);
        EngineBuilder<VmRun> runs = LifecycleEngine.<VmRun>builder()
                .store(store)
                .pipelines(pipelines())
                .context(step -> VmRun.of(step, services))
                .requests(new VmRequests())
                .errors(new VmErrors())
                .headline(VmLifecycle::headline)
                .lease(builder.lease)
                .pacing(builder.pacing)
                .sleeper(builder.sleeper)
                .renewLeases(builder.renewLeases);
        builder.listeners.forEach(runs::listener);
        builder.clock.ifPresent(runs::clock);
        this.engine = runs.build();
        this.tasks = Optional.of(store)
                .filter(ScheduleStore.class::isInstance)
                .map(ScheduleStore.class::cast)
                .map(schedule -> tasks(schedule, builder));
    }

    private Tasks tasks(ScheduleStore schedule, VmLifecycleBuilder builder) {
        TasksBuilder own = Tasks.builder(schedule)
                .sleeper(builder.sleeper)
                .task(new ProcessVms(() -> builder.ticking.tick(this)))
                .task(new RemoveSnapshots(store, services));
        if (store instanceof BackupStore backups) {
            BackupDesk backupDesk = new BackupDesk(store, backups, services);
            own.task(new RestoreBackup(store))
                    .task(new BackupStatus(store, backups, services))
                    .task(new ScheduleBackup(store, backups, backupDesk, builder.zone));
        }
        if (store instanceof TrafficStore ledger) {
            own.task(new CollectStatistics(store, ledger, services, builder.zone, builder.trafficRetention));
        }
        return builder.tasks.apply(own).build();
    }

    /**
     * Starts a builder. Needed: {@link VmLifecycleBuilder#stores}. Defaults: no clusters, no pools, no DNS, no notifier, no host records, no
     * passwords, stop only when required, settle time 60 s, address quarantine 15 min, VMID quarantine 30 days, lease 60 s,
     * 60 s for the DNS of a step.
     *
     * @return a builder
     */
    public static VmLifecycleBuilder builder() {
        return new VmLifecycleBuilder();
    }

    /**
     * The pipelines as they are run.
     *
     * @return deploy, change package, terminate; DNS: resync, repair, cleanup; snapshots: create, delete, roll back
     */
    public static List<Pipeline<VmRun>> pipelines() {
        return List.of(
                DeployPipeline.create(),
                ChangePipeline.create(),
                TerminatePipeline.create(),
                DnsPipelines.resync(),
                DnsPipelines.repair(),
                DnsPipelines.cleanup(),
                SnapshotPipelines.create(),
                SnapshotPipelines.delete(),
                SnapshotPipelines.rollBack(),
                RestorePipeline.create());
    }

    private static String headline(Instance row) {
        VmRecord vm = VmCodec.read(row.subject());
        return "service=" + vm.id().key() + " vm=" + vm.id().fqdn();
    }

    /**
     * Asks for a VM. The same request again changes nothing; after {@code remove} a key may deploy anew.
     *
     * @param request what is wanted
     * @return the VM as it stands
     * @throws VmException CONFLICT when the key has a live VM that was asked for differently; UNKNOWN_PLACE when the cluster
     *     or a pool is not configured
     * @throws IllegalArgumentException when the host name is not one
     */
    public VmView deploy(DeployRequest request) {
        desk.deploy(request);
        return get(request.key()).orElseThrow();
    }

    /**
     * Asks for another package. During a deploy, or during a change that has passed its first step, it waits until the VM is ready; a
     * change that is still at its first step (for example for want of addresses) is replaced. A later request replaces one that
     * waits; the package that is being applied already changes nothing.
     *
     * @param key the VM
     * @param pkg the package
     * @return the VM as it stands
     * @throws VmException UNKNOWN_VM; NOT_ALLOWED when the VM is terminated or being terminated
     */
    public VmView changePackage(VmKey key, PackageSpec pkg) {
        desk.changePackage(key, pkg);
        return get(key).orElseThrow();
    }

    /**
     * Asks for the VM's end, from any state. From now on a panel sees {@code terminate}; access should be revoked at once.
     * Asking again while it is under way, or when it is done, changes nothing.
     *
     * @param key the VM
     * @return the VM as it stands
     * @throws VmException UNKNOWN_VM
     */
    public VmView terminate(VmKey key) {
        desk.terminate(key);
        return get(key).orElseThrow();
    }

    /**
     * The same requests, made through a view of the store that joins a transaction of the host's: its order and our row commit
     * together. No tick runs before that commit; a host that waits for {@link #nextDue} ticks after it.
     *
     * @param view the view, for example {@code jdbcStore.in(connection)}; on the same database as {@link VmLifecycleBuilder#stores}
     * @return the requests, for as long as the transaction lasts
     */
    public VmOrders in(SubjectStore view) {
        return new VmOrders(view, new FrontDesk(view, services));
    }

    /**
     * Does the work that is due, DNS repairs included, on the caller's thread alone, and delivers notifications. Only waiting for DNS
     * servers has threads of its own, see {@link VmLifecycleBuilder#dnsExecutor}.
     *
     * @param budget how long
     * @return what was done
     */
    public TickReport tick(Budget budget) {
        repairs.begin();
        TickReport report = engine.tick(budget);
        outbox.deliver();
        return report;
    }

    /**
     * Does the work that is due, DNS repairs included, several VMs at a time, and delivers notifications.
     *
     * @param budget how long
     * @param executor whose threads to use
     * @param parallelism at most so many VMs at a time
     * @return what was done
     */
    public TickReport tick(Budget budget, Executor executor, int parallelism) {
        repairs.begin();
        TickReport report = engine.tick(budget, executor, parallelism);
        outbox.deliver();
        return report;
    }

    /**
     * Snapshots of VMs.
     *
     * @return the same at each call
     */
    public VmSnapshots snapshots() {
        return snapshots;
    }

    /**
     * The scheduled tasks: {@code process_vms}, which ticks, and what else comes round. Their {@code runDue} is all that a cron line
     * has to call.
     *
     * @return the tasks
     * @throws IllegalStateException when the store does not keep scheduled tasks
     */
    public Tasks tasks() {
        return tasks.orElseThrow(() -> new IllegalStateException(
                "stores: " + store.getClass().getSimpleName() + " (expected: one that is a ScheduleStore)"));
    }

    /**
     * When there is work next.
     *
     * @return the instant, possibly past; empty when every VM is at rest
     */
    public Optional<Instant> nextDue() {
        return Stream.of(engine.nextDue(), repairs.nextDue())
                .flatMap(Optional::stream)
                .min(Comparator.naturalOrder());
    }

    /**
     * A VM.
     *
     * @param key its key
     * @return the VM, or empty
     */
    public Optional<VmView> get(VmKey key) {
        return store.find(key.value()).map(row -> Views.of(store, row));
    }

    /**
     * A VM's run log, newest first.
     *
     * @param key the VM
     * @return at most 50 runs
     */
    public List<Run> log(VmKey key) {
        return store.runs(key.value(), 50);
    }

    /**
     * A VM's durable events.
     *
     * @param key the VM
     * @param afterSeq the last sequence number already seen, 0 for all
     * @return at most 1000 events in order
     */
    public List<DurableEvent> events(VmKey key, long afterSeq) {
        return store.events(key.value(), afterSeq, 1000);
    }

    /**
     * Asks for all DNS records of a VM to be written anew, whatever was noted; a pointer that somebody else changed stays. Waits until
     * the VM is ready.
     *
     * @param key the VM
     * @param actor who asks, and why
     * @return the VM as it stands
     * @throws VmException UNKNOWN_VM; NOT_ALLOWED when it is terminated or being terminated, or when a package change waits, which
     *     brings DNS up to date itself
     */
    public VmView resyncDns(VmKey key, Actor actor) {
        desk.resyncDns(key, actor);
        return get(key).orElseThrow();
    }

    /**
     * What could not be written to DNS, or not be removed. Ticks try again by themselves, with growing pauses; {@link #resyncDns}
     * does at once.
     *
     * @param key the VM
     * @return the records with their errors; empty when all is well
     */
    public List<DnsRepair> dnsRepairs(VmKey key) {
        return store.ask(new RepairsOf(key.value()));
    }

    /**
     * Makes a waiting or failing VM due at once.
     *
     * @param key the VM
     * @return false when it is at rest or on hold
     */
    public boolean retryNow(VmKey key) {
        return store.retryNow(key.value());
    }

    /**
     * What {@link #changePackage} would do to the VM as it is now, without doing it. Reads the cluster, on the caller's thread.
     *
     * @param key the VM
     * @param pkg the package
     * @return the plan; empty when the VM has all of it
     * @throws VmException UNKNOWN_VM; NOT_ALLOWED when there is no VM yet or no more, or its notes do not name us; UNKNOWN_PLACE when
     *     its cluster is not configured
     * @throws dev.vmlifecycle.proxmox.error.ProxmoxException when the cluster does not answer
     */
    public Plan plan(VmKey key, PackageSpec pkg) {
        return Planner.change(store, services, key, pkg);
    }

    /**
     * What {@link #deploy} would do, without doing it. Reads the cluster, on the caller's thread.
     *
     * @param request what would be deployed
     * @return the plan; what {@link #preflight} finds stands in it as refused, and then nothing else does
     * @throws VmException UNKNOWN_PLACE when the cluster or a pool is not configured
     * @throws dev.vmlifecycle.proxmox.error.ProxmoxException when the cluster does not answer
     */
    public Plan plan(DeployRequest request) {
        desk.requirePlace(request.placement());
        return Planner.deploy(services, request);
    }

    /**
     * What {@link #terminate} would take away, without doing it. Reads the cluster, on the caller's thread.
     *
     * @param key the VM
     * @return the plan; empty when there is nothing left
     * @throws VmException UNKNOWN_VM; UNKNOWN_PLACE when its cluster is not configured
     * @throws dev.vmlifecycle.proxmox.error.ProxmoxException when the cluster does not answer
     */
    public Plan planTerminate(VmKey key) {
        return Planner.terminate(store, services, key);
    }

    /**
     * Looks whether a deploy can succeed, without changing anything.
     *
     * @param request what would be deployed
     * @return what stands in the way, each with its remedy; empty when nothing does
     */
    public List<Finding> preflight(DeployRequest request) {
        desk.requirePlace(request.placement());
        return dev.vmlifecycle.vm.internal.Preflight.of(services, request);
    }

    /**
     * Compares the records of a cluster with the cluster, without changing anything: a few reads for each VM, on the caller's thread.
     *
     * @param cluster its name
     * @return what disagrees, each with what is safe to do; empty when all is well
     * @throws VmException UNKNOWN_PLACE when the cluster is not configured
     * @throws dev.vmlifecycle.proxmox.error.ProxmoxException when the cluster does not answer
     */
    public List<AuditFinding> audit(String cluster) {
        desk.requireCluster(cluster);
        return Audit.of(store, services, cluster);
    }

    /**
     * Backups of VMs.
     *
     * @return the backups
     * @throws IllegalStateException when the store does not keep backups
     */
    public VmBackups backups() {
        if (store instanceof BackupStore backups) {
            return new VmBackups(new BackupDesk(store, backups, services), new RestoreDesk(store, services), backups);
        }
        throw new IllegalStateException(
                "stores: " + store.getClass().getSimpleName() + " (expected: one that is a BackupStore)");
    }

    /**
     * What VMs received and sent.
     *
     * @return the traffic
     * @throws IllegalStateException when the store does not keep a traffic ledger
     */
    public VmTraffic traffic() {
        if (store instanceof TrafficStore ledger) {
            return new VmTraffic(ledger);
        }
        throw new IllegalStateException(
                "stores: " + store.getClass().getSimpleName() + " (expected: one that is a TrafficStore)");
    }

    /**
     * Starts no further step and no further task, and waits up to 30 s for those that run. Call it from another thread than they run on, for
     * example when the process is asked to end.
     */
    @Override
    public void close() {
        tasks.ifPresent(Tasks::requestStop);
        engine.close();
        tasks.ifPresent(Tasks::close);
        dnsWorkers.close();
    }
}
