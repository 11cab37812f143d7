package dev.vmlifecycle.vm;

import dev.vmlifecycle.dns.Zones;
import dev.vmlifecycle.engine.Budget;
import dev.vmlifecycle.engine.DurableEvent;
import dev.vmlifecycle.engine.EngineListener;
import dev.vmlifecycle.engine.EngineStore;
import dev.vmlifecycle.engine.Instance;
import dev.vmlifecycle.engine.LifecycleEngine;
import dev.vmlifecycle.engine.Pacing;
import dev.vmlifecycle.engine.Pipeline;
import dev.vmlifecycle.engine.Run;
import dev.vmlifecycle.engine.Sleeper;
import dev.vmlifecycle.engine.SubjectStore;
import dev.vmlifecycle.engine.TickReport;
import dev.vmlifecycle.ip.IpPool;
import dev.vmlifecycle.proxmox.ProxmoxClient;
import dev.vmlifecycle.vm.change.ChangePipeline;
import dev.vmlifecycle.vm.deploy.DeployPipeline;
import dev.vmlifecycle.vm.internal.FrontDesk;
import dev.vmlifecycle.vm.internal.Outbox;
import dev.vmlifecycle.vm.internal.Settings;
import dev.vmlifecycle.vm.internal.Views;
import dev.vmlifecycle.vm.internal.VmCodec;
import dev.vmlifecycle.vm.internal.VmErrors;
import dev.vmlifecycle.vm.internal.VmRecord;
import dev.vmlifecycle.vm.internal.VmRequests;
import dev.vmlifecycle.vm.internal.VmRun;
import dev.vmlifecycle.vm.internal.VmServices;
import dev.vmlifecycle.vm.terminate.TerminatePipeline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

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
    private final FrontDesk desk;

    private VmLifecycle(Builder builder, EngineStore store) {
        this.store = store;
        this.services = new VmServices(
                builder.clusters, builder.pools, builder.zones, builder.hostRecords, builder.secrets, builder.settings);
        this.desk = new FrontDesk(store, services);
        this.outbox = new Outbox(store, builder.notifier);
        LifecycleEngine.Builder<VmRun> runs = LifecycleEngine.<VmRun>builder()
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
        this.engine = runs.build();
    }

    /**
     * Starts a builder. Needed: {@link Builder#stores}. Defaults: no clusters, no pools, no DNS, no notifier, no host records, no
     * passwords, stop only when required, settle time 60 s, address quarantine 15 min, VMID quarantine 30 days, lease 60 s.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The pipelines as they are run.
     *
     * @return deploy, change package, terminate
     */
    public static List<Pipeline<VmRun>> pipelines() {
        return List.of(DeployPipeline.create(), ChangePipeline.create(), TerminatePipeline.create());
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
     * @param view the view, for example {@code jdbcStore.in(connection)}; on the same database as {@link Builder#stores}
     * @return the requests, for as long as the transaction lasts
     */
    public VmOrders in(SubjectStore view) {
        return new VmOrders(view, new FrontDesk(view, services));
    }

    /**
     * Does the work that is due, on the caller's thread alone, and delivers notifications.
     *
     * @param budget how long
     * @return what was done
     */
    public TickReport tick(Budget budget) {
        TickReport report = engine.tick(budget);
        outbox.deliver();
        return report;
    }

    /**
     * Does the work that is due, several VMs at a time, and delivers notifications.
     *
     * @param budget how long
     * @param executor whose threads to use
     * @param parallelism at most so many VMs at a time
     * @return what was done
     */
    public TickReport tick(Budget budget, Executor executor, int parallelism) {
        TickReport report = engine.tick(budget, executor, parallelism);
        outbox.deliver();
        return report;
    }

    /**
     * When there is work next.
     *
     * @return the instant, possibly past; empty when every VM is at rest
     */
    public Optional<Instant> nextDue() {
        return engine.nextDue();
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
     * Makes a waiting or failing VM due at once.
     *
     * @param key the VM
     * @return false when it is at rest or on hold
     */
    public boolean retryNow(VmKey key) {
        return store.retryNow(key.value());
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

    @Override
    public void close() {
        engine.close();
    }

    /** Collects what the facade works with. Confine to one thread. */
    public static final class Builder {
        private @Nullable EngineStore store;
        private final Map<String, ProxmoxClient> clusters = new HashMap<>();
        private final Map<String, IpPool> pools = new HashMap<>();
        private Zones zones = Zones.none();
        private Notifier notifier = (key, notification) -> {};
        private HostRecords hostRecords = HostRecords.none();
        private SecretSource secrets = key -> Optional.empty();
        private Settings settings = Settings.defaults();
        private final List<EngineListener> listeners = new ArrayList<>();
        private Duration lease = Duration.ofSeconds(60);
        private Pacing pacing = Pacing.standard();
        private Sleeper sleeper = Sleeper.system();
        private boolean renewLeases = true;

        private Builder() {}

        /**
         * Where everything is kept.
         *
         * @param value the store; stays open when the facade is closed
         * @return this
         */
        public Builder stores(EngineStore value) {
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
        public Builder cluster(String name, ProxmoxClient client) {
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
        public Builder pool(IpPool pool) {
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
         * Sets the DNS zones.
         *
         * @param value the zones
         * @return this
         */
        public Builder dns(Zones value) {
            zones = value;
            return this;
        }

        /**
         * Sets who tells the host's people.
         *
         * @param value the notifier
         * @return this
         */
        public Builder notifier(Notifier value) {
            notifier = value;
            return this;
        }

        /**
         * Sets the host's own records.
         *
         * @param value the records
         * @return this
         */
        public Builder hostRecords(HostRecords value) {
            hostRecords = value;
            return this;
        }

        /**
         * Sets where cloud-init passwords come from.
         *
         * @param value the source
         * @return this
         */
        public Builder secrets(SecretSource value) {
            secrets = value;
            return this;
        }

        /**
         * Adds a listener, for example a {@code TextRenderer}.
         *
         * @param value the listener
         * @return this
         */
        public Builder listener(EngineListener value) {
            listeners.add(value);
            return this;
        }

        /**
         * Sets whether a package change stops the VM.
         *
         * @param value the policy
         * @return this
         */
        public Builder stopPolicy(StopPolicy value) {
            settings = settings.withStopPolicy(value);
            return this;
        }

        /**
         * Sets how long a call whose answer was lost may still take effect. The default, 60 s, covers Proxmox's own lock wait and
         * proxy limit; shorten it only for a simulator.
         *
         * @param value the settle time
         * @return this
         */
        public Builder settleTime(Duration value) {
            settings = settings.withSettle(value);
            return this;
        }

        /**
         * Sets how long a released address is given to nobody.
         *
         * @param value the quarantine
         * @return this
         */
        public Builder addressQuarantine(Duration value) {
            settings = settings.withIpQuarantine(value);
            return this;
        }

        /**
         * Sets how long a worker that died keeps others from its VMs.
         *
         * @param value the lease, at least a second
         * @return this
         */
        public Builder lease(Duration value) {
            lease = value;
            return this;
        }

        /**
         * Sets how failed steps are paced.
         *
         * @param value the pacing
         * @return this
         */
        public Builder pacing(Pacing value) {
            pacing = value;
            return this;
        }

        /**
         * Sets how a tick waits inside its budget; tests move a settable clock instead.
         *
         * @param value the sleeper
         * @return this
         */
        public Builder sleeper(Sleeper value) {
            sleeper = value;
            return this;
        }

        /**
         * Sets whether a timer thread renews the leases of steps that run; off only for a world on one settable clock.
         *
         * @param value false for no timer thread
         * @return this
         */
        public Builder renewLeases(boolean value) {
            renewLeases = value;
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
}
