package dev.vmlifecycle.vm.internal;

import dev.vmlifecycle.engine.Instance;
import dev.vmlifecycle.engine.NewEvent;
import dev.vmlifecycle.engine.NewInstance;
import dev.vmlifecycle.engine.Request;
import dev.vmlifecycle.engine.SubjectStore;
import dev.vmlifecycle.ip.AddressesOf;
import dev.vmlifecycle.vm.Actor;
import dev.vmlifecycle.vm.DeployRequest;
import dev.vmlifecycle.vm.PackageSpec;
import dev.vmlifecycle.vm.Placement;
import dev.vmlifecycle.vm.TerminateOptions;
import dev.vmlifecycle.vm.VmException;
import dev.vmlifecycle.vm.VmKey;
import dev.vmlifecycle.vm.change.ChangePipeline;
import dev.vmlifecycle.vm.deploy.DeployPipeline;
import dev.vmlifecycle.vm.dns.DnsPipelines;
import dev.vmlifecycle.vm.store.SaveVmRow;
import dev.vmlifecycle.vm.store.VmRowOf;
import dev.vmlifecycle.vm.terminate.TerminatePipeline;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Takes the host's requests: what may be asked for when, and what asking again means. Writes rows, never calls Proxmox. */
public final class FrontDesk {
    private static final Set<String> BEFORE_THE_CLONE = Set.of("creation", "set_ip");

    private final SubjectStore store;
    private final VmServices services;

    /**
     * Makes the desk.
     *
     * @param store where the rows are
     * @param services what is configured
     */
    public FrontDesk(SubjectStore store, VmServices services) {
        this.store = store;
        this.services = services;
    }

    /**
     * Takes a deploy.
     *
     * @param request what is wanted
     */
    public void deploy(DeployRequest request) {
        request.fqdn().requireHostname();
        requirePlace(request.placement());
        new AddressDesk(store, services.pools()).requireAddresses(request);
        VmRecord vm = VmRecord.first(request, 1);
        NewInstance row = new NewInstance(
                request.key().value(),
                DeployPipeline.NAME,
                "creation",
                1,
                VmCodec.write(vm),
                Duration.ZERO,
                List.of(new SaveVmRow(VmRun.row(vm))),
                List.of(new NewEvent("started", "deploy by host")));
        requireNoLeftovers(request.key(), store.find(request.key().value()));
        if (!store.insert(row)) {
            again(request);
        }
    }

    /** Addresses that a record marked or deleted by hand left reserved: its VM may still be there and use them. */
    private void requireNoLeftovers(VmKey key, Optional<Instance> row) {
        boolean noLiveRecord = row.isPresent()
                ? isGone(row.get())
                : store.ask(new VmRowOf(key.value())).isPresent();
        if (noLiveRecord && !store.ask(new AddressesOf(key.value())).isEmpty()) {
            throw new VmException(
                    VmException.Code.NOT_ALLOWED,
                    "vm " + key + ": an earlier VM of that key was not proved gone and its addresses are reserved"
                            + " (expected: it is terminated, or its record deleted and its addresses freed)");
        }
    }

    private void again(DeployRequest request) {
        Instance row = require(request.key());
        Optional<Request> redeploy = row.request().filter(ask -> ask.pipeline().equals(DeployPipeline.NAME));
        VmRecord present = VmCodec.read(redeploy.map(Request::payload).orElse(row.subject()));
        if (isGone(row)) {
            VmRecord anew = VmRecord.first(request, present.id().deploy() + 1);
            Request ask = ask(DeployPipeline.NAME, false, VmCodec.write(anew), Actor.host());
            if (!store.request(row, ask, List.of())) {
                again(request);
            }
            return;
        }
        boolean comparable = redeploy.isPresent() || row.pointer().pipeline().equals(DeployPipeline.NAME);
        if (present.asksTheSameAs(request) && !(comparable && otherPackage(present, request))) {
            return;
        }
        if (!hasBegun(row, present)) {
            mend(row, present, request);
            return;
        }
        throw new VmException(
                VmException.Code.CONFLICT,
                "vm " + request.key() + ": is " + Views.status(row)
                        + " with other settings (expected: the same request, or a key that is removed)");
    }

    /** Removed, and nothing asked of it; a repair of what it left in DNS does not count. */
    static boolean isGone(Instance row) {
        boolean removed = row.pointer().state().equals("remove")
                || row.pointer().pipeline().equals(DnsPipelines.CLEANUP);
        return removed
                && row.request()
                        .filter(ask -> !ask.pipeline().equals(DnsPipelines.CLEANUP))
                        .isEmpty();
    }

    /**
     * Whether something exists on the cluster, or may: from the clone on, settings are fixed. A worker that holds the row may be about
     * to clone; the store takes the request only if nobody claimed the row since it was read.
     */
    private static boolean hasBegun(Instance row, VmRecord present) {
        boolean early = row.pointer().pipeline().equals(DeployPipeline.NAME)
                && BEFORE_THE_CLONE.contains(row.pointer().state());
        return !early
                || row.lease().owner().isPresent()
                || row.checkpoint().isPresent()
                || present.remote().vmid().isPresent()
                || present.open().isPresent()
                || row.request().isPresent();
    }

    /** A package can be compared only until a change was asked for: from then on it is no longer the one deployed with. */
    private static boolean otherPackage(VmRecord present, DeployRequest request) {
        return !PackageCodec.toText(present.pkg()).equals(PackageCodec.toText(request.pkg()));
    }

    /** A deploy that could not begin, for example for want of addresses, goes on with what is asked now, as the same owner. */
    private void mend(Instance row, VmRecord present, DeployRequest request) {
        VmRecord mended = VmRecord.first(request, present.id().deploy());
        VmRecord same = mended.withOwnerOf(present);
        Request ask = ask(DeployPipeline.NAME, true, VmCodec.write(same), Actor.host());
        if (!store.request(row, ask, List.of(new NewEvent("requested", "deploy with other settings by host")))) {
            again(request);
        }
    }

    /**
     * Takes a package change.
     *
     * @param key the VM
     * @param pkg the package
     */
    public void changePackage(VmKey key, PackageSpec pkg) {
        Instance row = require(key);
        String payload = PackageCodec.toText(pkg);
        boolean changing = row.pointer().pipeline().equals(ChangePipeline.NAME)
                && !row.pointer().state().equals("ready");
        boolean applied = changing
                && row.request().isEmpty()
                && PackageCodec.toText(VmCodec.read(row.subject()).pkg()).equals(payload);
        if (!applied) {
            boolean first = row.pointer().state().equals("change_package");
            request(key, ask(ChangePipeline.NAME, first, payload, Actor.host()));
        }
    }

    /**
     * Takes a termination.
     *
     * @param key the VM
     */
    public void terminate(VmKey key) {
        new TerminationDesk(store).terminate(key, Optional.empty());
    }

    /**
     * Takes a termination.
     *
     * @param key the VM
     * @param options how
     */
    public void terminate(VmKey key, TerminateOptions options) {
        new TerminationDesk(store).terminate(key, Optional.of(options));
    }

    /**
     * Takes a redeploy or a reinstallation: from any state, at the next step boundary.
     *
     * @param key the VM
     * @param pipeline which of the two
     * @param actor who asks, and why
     */
    public void renew(VmKey key, String pipeline, Actor actor) {
        Instance row = require(key);
        if (isGone(row)) {
            throw new VmException(
                    VmException.Code.NOT_ALLOWED,
                    "vm " + key + ": is removed, cannot " + pipeline + " (expected: deploy it anew)");
        }
        boolean under = row.pointer().pipeline().equals(pipeline)
                && row.dueAt().isPresent()
                && row.request().isEmpty();
        if (!under) {
            TerminationDesk.requireUnprotected(store, key);
            request(key, ask(pipeline, true, "", actor));
        }
    }

    /**
     * Takes a full synchronisation of DNS.
     *
     * @param key the VM
     * @param actor who asks, and why
     */
    public void resyncDns(VmKey key, Actor actor) {
        Optional<Request> waiting = require(key)
                .request()
                .filter(ask -> !ask.pipeline().equals(DnsPipelines.RESYNC)
                        && !ask.pipeline().equals(DnsPipelines.REPAIR));
        if (waiting.isPresent()) {
            // there is one place for what waits, and a package change brings DNS up to date itself
            throw new VmException(
                    VmException.Code.NOT_ALLOWED,
                    "vm " + key + ": " + waiting.get().pipeline() + " waits (expected: nothing that waits)");
        }
        request(key, ask(DnsPipelines.RESYNC, false, "", actor));
    }

    private void request(VmKey key, Request ask) {
        while (true) {
            Instance row = require(key);
            requireAllowed(row, ask);
            boolean same = row.request()
                    .filter(old -> old.pipeline().equals(ask.pipeline())
                            && old.payload().equals(ask.payload()))
                    .isPresent();
            if (same
                    || store.request(
                            row, ask, List.of(new NewEvent("requested", ask.pipeline() + " by " + ask.by())))) {
                return;
            }
        }
    }

    private static void requireAllowed(Instance row, Request ask) {
        boolean ending = row.pointer().pipeline().equals(TerminatePipeline.NAME)
                || row.pointer().pipeline().equals(DnsPipelines.CLEANUP)
                || row.request()
                        .filter(old -> old.pipeline().equals(TerminatePipeline.NAME))
                        .isPresent();
        if (ending && !ask.pipeline().equals(TerminatePipeline.NAME)) {
            throw new VmException(
                    VmException.Code.NOT_ALLOWED,
                    "vm " + row.key() + ": is " + Views.status(row) + ", cannot " + ask.pipeline()
                            + " (expected: ready, or on its way there)");
        }
    }

    static Request ask(String pipeline, boolean preempts, String payload, Actor actor) {
        return new Request(0, pipeline, preempts, payload, actor.toString(), Instant.EPOCH);
    }

    private Instance require(VmKey key) {
        return require(store, key);
    }

    static Instance require(SubjectStore store, VmKey key) {
        return store.find(key.value())
                .orElseThrow(() -> new VmException(
                        VmException.Code.UNKNOWN_VM, "vm " + key + ": unknown (expected: one that was deployed)"));
    }

    /**
     * Refuses a placement that names what is not configured.
     *
     * @param place the placement
     */
    public void requirePlace(Placement place) {
        requireCluster(place.cluster());
        for (String pool : place.pools()) {
            if (!services.pools().containsKey(pool)) {
                throw new VmException(
                        VmException.Code.UNKNOWN_PLACE,
                        "pool: " + pool + " (expected: one of "
                                + services.pools().keySet() + ")");
            }
        }
    }

    /**
     * Refuses a cluster that is not configured.
     *
     * @param cluster its name
     */
    public void requireCluster(String cluster) {
        if (!services.clusters().containsKey(cluster)) {
            throw new VmException(
                    VmException.Code.UNKNOWN_PLACE,
                    "cluster: " + cluster + " (expected: one of "
                            + services.clusters().keySet() + ")");
        }
    }
}
