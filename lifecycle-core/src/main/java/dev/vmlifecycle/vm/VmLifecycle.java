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
import dev.vmlifecycle.ip.PoolUsage;
import dev.vmlifecycle.schedule.ScheduleStore;
import dev.vmlifecycle.schedule.Tasks;
import dev.vmlifecycle.schedule.TasksBuilder;
import dev.vmlifecycle.traffic.TrafficStore;
import dev.vmlifecycle.vm.change.ChangePipeline;
import dev.vmlifecycle.vm.deploy.DeployPipeline;
import dev.vmlifecycle.vm.deploy.RenewalPipelines;
import dev.vmlifecycle.vm.dns.DnsPipelines;
import dev.vmlifecycle.vm.internal.AddressDesk;
import dev.vmlifecycle.vm.internal.AdminDesk;
import dev.vmlifecycle.vm.internal.Audit;
import dev.vmlifecycle.vm.internal.BackupDesk;
import dev.vmlifecycle.vm.internal.BackupStatus;
import dev.vmlifecycle.vm.internal.Catalogue;
import dev.vmlifecycle.vm.internal.Chores;
import dev.vmlifecycle.vm.internal.CollectStatistics;
import dev.vmlifecycle.vm.internal.DnsRepairs;
import dev.vmlifecycle.vm.internal.FrontDesk;
import dev.vmlifecycle.vm.internal.OperatorDesk;
import dev.vmlifecycle.vm.internal.Outbox;
import dev.vmlifecycle.vm.internal.Planner;
import dev.vmlifecycle.vm.internal.ProcessVms;
import dev.vmlifecycle.vm.internal.RemoveSnapshots;
import dev.vmlifecycle.vm.internal.RestoreBackup;
import dev.vmlifecycle.vm.internal.RestoreDesk;
import dev.vmlifecycle.vm.internal.ScheduleBackup;
import dev.vmlifecycle.vm.internal.SnapshotDesk;
import dev.vmlifecycle.vm.internal.TerminationDesk;
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
import dev.vmlifecycle.vm.store.IsProtected;
import dev.vmlifecycle.vm.store.RepairsOf;
import dev.vmlifecycle.vm.terminate.TerminatePipeline;
import dev.vmlifecycle.vm.terminate.UndoPipeline;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The door for hosting panels: asks for deploys, changes and terminations, and runs them in ticks that the host schedules.
 * Thread-safe; one per application.
 *
 * <p>A request writes one row and returns; no Proxmox call is made on the caller's thread. {@link #tick(Budget)} does the work, from a
 * cron line, a scheduler or a thread; ticks on several hosts that share a store overlap safely. {@link #start} does without a scheduler.
 */
public final class VmLifecycle implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(VmLifecycle.class);

    private final EngineStore store;
    private final VmServices services;
    private final LifecycleEngine<VmRun> engine;
    private final Outbox outbox;
    private final DnsWorkers dnsWorkers;
    private final DnsRepairs repairs;
    private final Chores chores;
    private final FrontDesk desk;
    private final VmSnapshots snapshots;
    private final Optional<Tasks> tasks;
    private final AdminDesk admin;
    private final OperatorDesk operators;

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
        this.admin = new AdminDesk(store, builder.settings);
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
        this.chores = new Chores(repairs, outbox);
        runs.listener(chores::told);
        this.engine = runs.build();
        this.operators = new OperatorDesk(store, engine);
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
     * 60 s for the DNS of a step, 4 clones at a time to one storage.
     *
     * @return a builder
     */
    public static VmLifecycleBuilder builder() {
        return new VmLifecycleBuilder();
    }

    /**
     * The pipelines as they are run.
     *
     * @return deploy, change package, terminate, its taking back; DNS: resync, repair, cleanup; redeploy, reinstall; snapshots:
     *     create, delete, roll back
     */
    public static List<Pipeline<VmRun>> pipelines() {
        return List.of(
                DeployPipeline.create(),
                ChangePipeline.create(),
                TerminatePipeline.create(),
                UndoPipeline.create(),
                DnsPipelines.resync(),
                DnsPipelines.repair(),
                DnsPipelines.cleanup(),
                RenewalPipelines.redeploy(),
                RenewalPipelines.reinstall(),
                SnapshotPipelines.create(),
                SnapshotPipelines.delete(),
                SnapshotPipelines.rollBack(),
                RestorePipeline.create());
    }

    private VmView asked(VmKey key) {
        engine.wakeUp();
        return get(key).orElseThrow();
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
     *     or a pool is not configured; ADDRESS_UNAVAILABLE when it names an address it cannot have
     * @throws IllegalArgumentException when the host name is not one
     */
    public VmView deploy(DeployRequest request) {
        desk.deploy(request);
        return asked(request.key());
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
        return asked(key);
    }

    /**
     * Asks for the VM's end, from any state. From now on a panel sees {@code terminate}; access should be revoked at once.
     * Asking again while it is under way, however, or when it is done, changes nothing.
     *
     * @param key the VM
     * @return the VM as it stands
     * @throws VmException UNKNOWN_VM; NOT_ALLOWED when it is protected, see {@link #protect}
     */
    public VmView terminate(VmKey key) {
        desk.terminate(key);
        return asked(key);
    }

    /**
     * Asks for the VM's end, in a certain way. The same again while it is under way changes nothing; asking otherwise begins it anew: so a
     * grace period ends at once, or becomes another, counted from now.
     *
     * @param key the VM
     * @param options how
     * @return the VM as it stands
     * @throws VmException UNKNOWN_VM; NOT_ALLOWED when it is protected, see {@link #protect}
     */
    public VmView terminate(VmKey key, TerminateOptions options) {
        desk.terminate(key, options);
        return asked(key);
    }

    /**
     * Takes a termination back that is within its grace period, see {@link TerminateOptions}: the VM is started again, if it ran, and is
     * ready as before. A change or resynchronisation that waited when the termination was asked for stays forgotten.
     *
     * @param key the VM
     * @param actor who asks, and why
     * @return the VM as it stands
     * @throws VmException UNKNOWN_VM; NOT_ALLOWED when no termination is under way, when it has no grace period or that is over, or when
     *     the VM was not at rest when it was asked for
     */
    public VmView cancelTermination(VmKey key, Actor actor) {
        new TerminationDesk(store).cancel(key, actor);
        return asked(key);
    }

    /**
     * A VM's termination.
     *
     * @param key the VM
     * @return how it stands; empty when none is under way
     */
    public Optional<Termination> termination(VmKey key) {
        return new TerminationDesk(store).of(key);
    }

    /**
     * Marks a VM as one that is not to be terminated, whoever asks, until {@link #unprotect}. The mark is the record's own; Proxmox's
     * protection flag is another.
     *
     * @param key the VM
     * @param actor who asks, and why
     * @throws VmException UNKNOWN_VM; NOT_ALLOWED when it is terminated or being terminated
     */
    public void protect(VmKey key, Actor actor) {
        new TerminationDesk(store).protect(key, true, actor);
    }

    /**
     * Takes the mark of {@link #protect} away.
     *
     * @param key the VM
     * @param actor who asks, and why
     * @throws VmException UNKNOWN_VM
     */
    public void unprotect(VmKey key, Actor actor) {
        new TerminationDesk(store).protect(key, false, actor);
    }

    /**
     * Whether a VM is marked as one that is not to be terminated.
     *
     * @param key the VM
     * @return true when it is; false also for an unknown key
     */
    public boolean isProtected(VmKey key) {
        return store.ask(new IsProtected(key.value()));
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
     * Works continuously until {@link #close}, notifications and DNS repairs included: what {@link #tick(Budget)} does, without a
     * scheduler. Wakes at the next due time and when something is asked of this object, and looks every second for what other hosts
     * submitted. Returns at once; several hosts that share a store may all be started.
     *
     * @param executor runs two loops, which need a thread each, and the VMs
     * @param parallelism how many VMs at a time, at least 1
     * @throws IllegalArgumentException when {@code parallelism} is below 1
     * @throws IllegalStateException when it is closed or was started before
     */
    public void start(Executor executor, int parallelism) {
        engine.start(executor, parallelism);
        executor.execute(chores);
    }

    /**
     * Lets what was started look at the store at once. Needed only after the commit of a transaction that {@link #in} joined;
     * forgetting it costs up to a second.
     */
    public void wakeUp() {
        engine.wakeUp();
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
     * Lists VMs.
     *
     * @param query which
     * @return a page, in the order of the keys
     */
    public VmPage find(VmQuery query) {
        return new Catalogue(store).find(query);
    }

    /**
     * Counts VMs. Reads every row of the store.
     *
     * @return how many stand where
     */
    public VmCounts counts() {
        return new Catalogue(store).counts();
    }

    /**
     * What a customer or an auditor should read of a VM's life: its durable events of type {@code activity}, oldest first.
     *
     * @param key the VM
     * @return at most the last 1000 events' activities
     */
    public List<DurableEvent> activity(VmKey key) {
        long last = store.find(key.value()).map(row -> row.log().lastEvent()).orElse(0L);
        return events(key, Math.max(0, last - 1000)).stream()
                .filter(event -> event.type().equals("activity"))
                .toList();
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
        return asked(key);
    }

    /**
     * Where an operator may set a VM down, as it stands now.
     *
     * @param key the VM
     * @return the targets, each with its {@linkplain ResetTarget#explanation explanation}; a removed VM that is proved gone has none
     * @throws VmException UNKNOWN_VM
     */
    public List<ResetTarget> resetTargets(VmKey key) {
        return admin.targets(key);
    }

    /**
     * Sets a VM down somewhere else, provided that no work is under way; a step that runs now is finished first.
     *
     * @param key the VM
     * @param target one of {@link #resetTargets}
     * @param actor who asks, and why
     * @return the VM as it stands
     * @throws VmException UNKNOWN_VM; NOT_ALLOWED when the target is not allowed, or when a task runs or an answer was lost
     */
    public VmView reset(VmKey key, ResetTarget target, Actor actor) {
        return reset(key, target, OpenWork.REFUSE, actor);
    }

    /**
     * Sets a VM down somewhere else. A termination settles what is under way in any case.
     *
     * @param key the VM
     * @param target one of {@link #resetTargets}
     * @param work what becomes of work under way
     * @param actor who asks, and why
     * @return the VM as it stands
     * @throws VmException UNKNOWN_VM; NOT_ALLOWED when the target is not allowed, or for work under way with {@link OpenWork#REFUSE}
     */
    public VmView reset(VmKey key, ResetTarget target, OpenWork work, Actor actor) {
        admin.reset(key, target, work, actor);
        return asked(key);
    }

    /**
     * Withdraws a request that waits for the VM to be ready, for example a package change asked for during the deploy. A termination is
     * taken back by {@link #cancelTermination}.
     *
     * @param key the VM
     * @param actor who asks, and why
     * @return false when nothing waits
     * @throws VmException UNKNOWN_VM
     */
    public boolean cancel(VmKey key, Actor actor) {
        return admin.withdraw(key, actor);
    }

    /**
     * Deletes the record of a VM that is removed or whose termination failed, with its log; the cluster is not asked. Called again with
     * {@link AddressFate#FREE} it frees what a record that is deleted already left reserved.
     *
     * @param key the VM
     * @param addresses what becomes of its addresses and its VMID
     * @param actor who asks, and why; kept in the application's log, since the VM's own log goes
     * @throws VmException UNKNOWN_VM; NOT_ALLOWED in any other state, or while something is asked of it
     */
    public void deleteRecord(VmKey key, AddressFate addresses, Actor actor) {
        admin.delete(key, addresses);
        LOG.info("vm {}: record deleted by {}, addresses: {}", key, actor, addresses);
    }

    /**
     * Destroys the VM with proof, releases its addresses and VMID, and deploys anew what was ordered. Backups stay.
     *
     * @param key the VM
     * @param actor who asks, and why
     * @return the VM as it stands
     * @throws VmException UNKNOWN_VM; NOT_ALLOWED when it is removed, being terminated or protected
     */
    public VmView redeploy(VmKey key, Actor actor) {
        desk.renew(key, RenewalPipelines.REDEPLOY, actor);
        return asked(key);
    }

    /**
     * Destroys the VM with proof and clones it anew: new disks; addresses, MAC address, VMID and backups stay.
     *
     * @param key the VM
     * @param actor who asks, and why
     * @return the VM as it stands
     * @throws VmException UNKNOWN_VM; NOT_ALLOWED when it is removed, being terminated or protected
     */
    public VmView reinstall(VmKey key, Actor actor) {
        desk.renew(key, RenewalPipelines.REINSTALL, actor);
        return asked(key);
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
        return engine.retryNow(key.value());
    }

    /**
     * Lets a VM stand still: at once, or, when a step of it runs, behind that step. Nothing of it runs until {@link #resume}; what is
     * asked for meanwhile, a termination too, waits. Seen as hold {@code paused by …} and as event {@code paused}.
     *
     * @param key the VM
     * @param actor who asks, and why
     * @return the VM as it stands
     * @throws VmException UNKNOWN_VM
     */
    public VmView pause(VmKey key, Actor actor) {
        return operators.pause(key, actor);
    }

    /**
     * Takes a pause back; the VM goes on where it stands. Changes nothing when it is not paused. Event {@code resumed}.
     *
     * @param key the VM
     * @param actor who asks, and why
     * @return the VM as it stands
     * @throws VmException UNKNOWN_VM
     */
    public VmView resume(VmKey key, Actor actor) {
        return operators.resume(key, actor);
    }

    /**
     * Lets exactly the next step run, to its end or its first failure, and pauses the VM then. Event {@code one_step}.
     *
     * @param key the VM
     * @param actor who asks, and why
     * @return the VM as it stands
     * @throws VmException UNKNOWN_VM; NOT_ALLOWED when a worker has it, or no step comes next
     */
    public VmView runOneStep(VmKey key, Actor actor) {
        return operators.runOneStep(key, Optional.empty(), actor);
    }

    /**
     * As {@link #runOneStep(VmKey, Actor)}, with a step chosen by its label out of the pipeline in which the VM is or was last. After it
     * the VM stands behind that step, paused, and {@link #resume} goes on from there. A pipeline of destruction has no such choice.
     *
     * @param key the VM
     * @param label for example {@code Configure firewall}
     * @param actor who asks, and why
     * @return the VM as it stands
     * @throws VmException UNKNOWN_VM; NOT_ALLOWED when a worker has it, the pipeline has no such step, another step has begun
     *     something that may still be under way, or the VM is being terminated
     */
    public VmView runOneStep(VmKey key, String label, Actor actor) {
        return operators.runOneStep(key, Optional.of(label), actor);
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
     * @return the plan; what {@link #preflight} finds wrong stands in it as refused, and then nothing else does
     * @throws VmException UNKNOWN_PLACE when the cluster or a pool is not configured
     * @throws dev.vmlifecycle.proxmox.error.ProxmoxException when the cluster does not answer
     */
    public Plan plan(DeployRequest request) {
        desk.requirePlace(request.placement());
        return Planner.deploy(services, request);
    }

    /**
     * What {@link #terminate(VmKey)} would take away, without doing it. Reads the cluster, on the caller's thread.
     *
     * @param key the VM
     * @return the plan; empty when there is nothing left
     * @throws VmException UNKNOWN_VM; UNKNOWN_PLACE when its cluster is not configured
     * @throws dev.vmlifecycle.proxmox.error.ProxmoxException when the cluster does not answer
     */
    public Plan planTerminate(VmKey key) {
        return planTerminate(key, TerminateOptions.defaults());
    }

    /**
     * What {@link #terminate(VmKey, TerminateOptions)} would take away, without doing it. Reads the cluster, on the caller's thread.
     *
     * @param key the VM
     * @param options how
     * @return the plan; empty when there is nothing left
     * @throws VmException UNKNOWN_VM; UNKNOWN_PLACE when its cluster is not configured
     * @throws dev.vmlifecycle.proxmox.error.ProxmoxException when the cluster does not answer
     */
    public Plan planTerminate(VmKey key, TerminateOptions options) {
        return Planner.terminate(store, services, key, options);
    }

    /**
     * Looks whether a deploy can succeed, without changing anything.
     *
     * @param request what would be deployed
     * @return what was met, each with its remedy; nothing that is an {@link Finding#isError error} when the deploy can succeed
     * @throws VmException UNKNOWN_PLACE when the cluster or a pool is not configured
     * @throws dev.vmlifecycle.proxmox.error.ProxmoxException when the cluster does not answer
     */
    public List<Finding> preflight(DeployRequest request) {
        desk.requirePlace(request.placement());
        return dev.vmlifecycle.vm.internal.Preflight.of(services, request);
    }

    /**
     * Tells of each node a VM could go to whether it could take it now, and why not. Reads the cluster, on the caller's thread.
     *
     * @param request what would be deployed
     * @return the candidates in order; of those accepted the one with most memory left would be picked
     * @throws VmException UNKNOWN_PLACE when the cluster or a pool is not configured
     * @throws dev.vmlifecycle.proxmox.error.ProxmoxException when the cluster does not answer
     */
    public List<NodeVerdict> explain(DeployRequest request) {
        desk.requirePlace(request.placement());
        return Planner.explain(store, services, request);
    }

    /**
     * How full the address pools are.
     *
     * @return one line a pool, in order of their ids
     */
    public List<PoolUsage> poolUsage() {
        return new AddressDesk(store, services.pools()).usage();
    }

    /**
     * Notes addresses that VMs have already, whoever gave them, so that they are given to nobody else: before a panel's VMs are taken over,
     * for example. May be repeated. A VM with a record gets an event; a key without one keeps its addresses until it is deployed and
     * terminated, or {@link #deleteRecord} frees them.
     *
     * @param held which
     * @param actor who asks, and why
     * @return what became of each, in the same order; conflicts changed nothing
     * @throws VmException UNKNOWN_PLACE when a pool is not configured; then nothing was noted
     */
    public List<AddressImport> importAddresses(List<HeldAddress> held, Actor actor) {
        return new AddressDesk(store, services.pools()).take(held, actor);
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
        chores.close();
        dnsWorkers.close();
    }
}
