package dev.vmlifecycle.vm;

import dev.vmlifecycle.dns.Zones;
import dev.vmlifecycle.engine.Budget;
import dev.vmlifecycle.engine.EngineListener;
import dev.vmlifecycle.engine.EngineStore;
import dev.vmlifecycle.engine.Pacing;
import dev.vmlifecycle.engine.PermitLimit;
import dev.vmlifecycle.engine.Sleeper;
import dev.vmlifecycle.engine.TickReport;
import dev.vmlifecycle.ip.IpPool;
import dev.vmlifecycle.proxmox.ProxmoxClient;
import dev.vmlifecycle.schedule.TasksBuilder;
import dev.vmlifecycle.vm.internal.Settings;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Collects what a {@link VmLifecycle} works with. Confine to one thread. */
public final class VmLifecycleBuilder {
    private @Nullable EngineStore store;
    final Map<String, ProxmoxClient> clusters = new HashMap<>();
    final Map<String, IpPool> pools = new HashMap<>();
    Zones zones = Zones.none();
    Duration dnsBudget = Duration.ofSeconds(60);
    Optional<Executor> dnsExecutor = Optional.empty();
    Notifier notifier = (key, notification) -> {};
    HostRecords hostRecords = HostRecords.none();
    SecretSource secrets = key -> Optional.empty();
    Settings settings = Settings.defaults();
    final List<EngineListener> listeners = new ArrayList<>();
    Duration lease = Duration.ofSeconds(60);
    Pacing pacing = Pacing.standard();
    Sleeper sleeper = Sleeper.system();
    boolean renewLeases = true;
    Optional<InstantSource> clock = Optional.empty();
    Ticking ticking = lifecycle -> lifecycle.tick(Budget.of(Duration.ofSeconds(50)));
    UnaryOperator<TasksBuilder> tasks = own -> own;
    ZoneId zone = ZoneOffset.UTC;
    Duration trafficRetention = Duration.ofDays(400);

    /** How the task {@code process_vms} ticks. */
    @FunctionalInterface
    interface Ticking {
        TickReport tick(VmLifecycle lifecycle);
    }

    VmLifecycleBuilder() {}

    /**
     * Where everything is kept.
     *
     * @param value the store; stays open when the facade is closed
     * @return this
     */
    public VmLifecycleBuilder stores(EngineStore value) {
        store = value;
        return this;
    }

    /**
     * Adds a cluster.
     *
     * @param name the name placements use
     * @param client its client; stays open when the facade is closed
     * @return this
     */
    public VmLifecycleBuilder cluster(String name, ProxmoxClient client) {
        clusters.put(name, client);
        return this;
    }

    /**
     * Adds an address pool.
     *
     * @param pool the pool
     * @return this
     * @throws IllegalArgumentException when its network overlaps another pool's of the same routing domain
     */
    public VmLifecycleBuilder pool(IpPool pool) {
        for (IpPool other : pools.values()) {
            if (!other.id().equals(pool.id()) && other.overlaps(pool)) {
                throw new IllegalArgumentException("pool " + pool.id() + ": overlaps pool " + other.id()
                        + " in routing domain " + pool.scope().domain() + " (expected: no address in two pools)");
            }
        }
        pools.put(pool.id(), pool);
        return this;
    }

    /**
     * Sets the DNS zones. Open all their providers with one {@code ProviderContext}: it holds the locks that writers of one zone
     * share. The providers stay open when the facade is closed.
     *
     * @param value the zones
     * @return this
     */
    public VmLifecycleBuilder dns(Zones value) {
        zones = value;
        return this;
    }

    /**
     * Sets how long the DNS of one step may last; what is not done by then is noted as a repair. 60 s unless set.
     *
     * @param value the budget, more than zero
     * @return this
     * @throws IllegalArgumentException when it is not positive
     */
    public VmLifecycleBuilder dnsBudget(Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException("dns budget: " + value + " (expected: more than zero)");
        }
        dnsBudget = value;
        return this;
    }

    /**
     * Sets whose threads wait for DNS servers; by default the facade has a few of its own while they are needed. {@code Runnable::run}
     * makes a world of one thread: connections then come one after another, each with its share of the budget.
     *
     * @param value the executor; stays open when the facade is closed
     * @return this
     */
    public VmLifecycleBuilder dnsExecutor(Executor value) {
        dnsExecutor = Optional.of(value);
        return this;
    }

    /**
     * Sets who tells the host's people.
     *
     * @param value the notifier
     * @return this
     */
    public VmLifecycleBuilder notifier(Notifier value) {
        notifier = value;
        return this;
    }

    /**
     * Sets the host's own records.
     *
     * @param value the records
     * @return this
     */
    public VmLifecycleBuilder hostRecords(HostRecords value) {
        hostRecords = value;
        return this;
    }

    /**
     * Sets where cloud-init passwords come from.
     *
     * @param value the source
     * @return this
     */
    public VmLifecycleBuilder secrets(SecretSource value) {
        secrets = value;
        return this;
    }

    /**
     * Adds a listener, for example a {@code TextRenderer}.
     *
     * @param value the listener
     * @return this
     */
    public VmLifecycleBuilder listener(EngineListener value) {
        listeners.add(value);
        return this;
    }

    /**
     * Sets whether a package change stops the VM.
     *
     * @param value the policy
     * @return this
     */
    public VmLifecycleBuilder stopPolicy(StopPolicy value) {
        settings = settings.withStopPolicy(value);
        return this;
    }

    /**
     * Sets whether a package change may force the stop it needs; {@link ForceStop#AFTER_WINDOW} unless set.
     *
     * @param value the policy
     * @return this
     */
    public VmLifecycleBuilder forceStop(ForceStop value) {
        settings = settings.withForceStop(value);
        return this;
    }

    /**
     * Sets how long a call whose answer was lost may still take effect. The default, 60 s, covers Proxmox's own lock wait and
     * proxy limit; shorten it only for a simulator.
     *
     * @param value the settle time
     * @return this
     */
    public VmLifecycleBuilder settleTime(Duration value) {
        settings = settings.withSettle(value);
        return this;
    }

    /**
     * Sets how long a released address is given to nobody.
     *
     * @param value the quarantine
     * @return this
     */
    public VmLifecycleBuilder addressQuarantine(Duration value) {
        settings = settings.withIpQuarantine(value);
        return this;
    }

    /**
     * Sets how many full clones may be written to one storage of a cluster at a time; further VMs wait their turn, in order of asking,
     * before any call to Proxmox. 4 unless set. All hosts that share a store count together; give them the same limit.
     *
     * @param value the limit
     * @return this
     */
    public VmLifecycleBuilder clonesPerStorage(PermitLimit value) {
        settings = settings.withClonesPerStorage(value);
        return this;
    }

    /**
     * Sets how long a worker that died keeps others from its VMs.
     *
     * @param value the lease, at least a second
     * @return this
     */
    public VmLifecycleBuilder lease(Duration value) {
        lease = value;
        return this;
    }

    /**
     * Sets how failed steps are paced.
     *
     * @param value the pacing
     * @return this
     */
    public VmLifecycleBuilder pacing(Pacing value) {
        pacing = value;
        return this;
    }

    /**
     * Sets how a tick waits inside its budget; tests move a settable clock instead.
     *
     * @param value the sleeper
     * @return this
     */
    public VmLifecycleBuilder sleeper(Sleeper value) {
        sleeper = value;
        return this;
    }

    /**
     * Sets whether a timer thread renews the leases of steps that run; off only for a world on one settable clock.
     *
     * @param value false for no timer thread
     * @return this
     */
    public VmLifecycleBuilder renewLeases(boolean value) {
        renewLeases = value;
        return this;
    }

    /**
     * Sets what measures time between two looks at the store's clock; a monotonic system clock unless set. It is also the clock that
     * DNS deadlines are given by; the system's unless set, as {@code ProviderContext} has it.
     *
     * @param value the store's own clock, in a world on one settable clock
     * @return this
     */
    public VmLifecycleBuilder clock(InstantSource value) {
        clock = Optional.of(value);
        return this;
    }

    /**
     * Sets how long the task {@code process_vms} ticks, on the thread that runs it. 50 s unless set, to be done before a timer of a
     * minute calls again.
     *
     * @param budget how long
     * @return this
     */
    public VmLifecycleBuilder ticks(Budget budget) {
        ticking = lifecycle -> lifecycle.tick(budget);
        return this;
    }

    /**
     * Sets how the task {@code process_vms} ticks, several VMs at a time.
     *
     * @param budget how long
     * @param executor whose threads to use; stays open when the facade is closed
     * @param parallelism at most so many VMs at a time
     * @return this
     */
    public VmLifecycleBuilder ticks(Budget budget, Executor executor, int parallelism) {
        ticking = lifecycle -> lifecycle.tick(budget, executor, parallelism);
        return this;
    }

    /**
     * Changes the scheduled tasks: intervals, tasks of the host's own, listeners, lock time-out, zone. Ours are there already.
     *
     * @param settings called once, when the facade is made, if its store keeps scheduled tasks
     * @return this
     */
    public VmLifecycleBuilder tasks(UnaryOperator<TasksBuilder> settings) {
        tasks = settings;
        return this;
    }

    /**
     * Sets by which clock backup schedules go that name none, and at whose midnights traffic is split, so that billing periods of
     * that zone add up exactly. UTC unless set. The same on all hosts.
     *
     * @param value the zone
     * @return this
     */
    public VmLifecycleBuilder zone(ZoneId value) {
        zone = value;
        return this;
    }

    /**
     * Sets how long counted traffic is kept. 400 days unless set.
     *
     * @param value at least 40 days, longer than any statistics of Proxmox that are used
     * @return this
     * @throws IllegalArgumentException when it is shorter
     */
    public VmLifecycleBuilder trafficRetention(Duration value) {
        if (value.compareTo(Duration.ofDays(40)) < 0) {
            throw new IllegalArgumentException("traffic retention: " + value + " (expected: 40 days or longer)");
        }
        trafficRetention = value;
        return this;
    }

    /**
     * Makes the facade.
     *
     * @return the facade
     * @throws NullPointerException when no store was given
     */
    public VmLifecycle build() {
        return new VmLifecycle(this, Objects.requireNonNull(store, "stores: none (expected: a store)"));
    }
}
