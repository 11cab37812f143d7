package dev.vmlifecycle.vm.internal;

import dev.vmlifecycle.engine.EngineStore;
import dev.vmlifecycle.engine.Instance;
import dev.vmlifecycle.ip.AddressesOf;
import dev.vmlifecycle.proxmox.Node;
import dev.vmlifecycle.proxmox.NodeName;
import dev.vmlifecycle.proxmox.ProxmoxClient;
import dev.vmlifecycle.proxmox.Vmid;
import dev.vmlifecycle.proxmox.cluster.GuestResource;
import dev.vmlifecycle.proxmox.config.PendingConfig;
import dev.vmlifecycle.proxmox.error.NotFoundException;
import dev.vmlifecycle.vm.DeployRequest;
import dev.vmlifecycle.vm.Finding;
import dev.vmlifecycle.vm.NodeVerdict;
import dev.vmlifecycle.vm.PackageSpec;
import dev.vmlifecycle.vm.Plan;
import dev.vmlifecycle.vm.PlannedChange;
import dev.vmlifecycle.vm.TerminateOptions;
import dev.vmlifecycle.vm.VmException;
import dev.vmlifecycle.vm.VmKey;
import dev.vmlifecycle.vm.store.IsProtected;
import dev.vmlifecycle.vm.store.LedgerOf;
import dev.vmlifecycle.vm.store.ReservedNodes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what a plan needs, for a caller who only wants to know. */
public final class Planner {
    private Planner() {}

    /**
     * The plan of a package change.
     *
     * @param store where the record is
     * @param services what is configured
     * @param key the VM
     * @param pkg the package
     * @return the plan
     */
    public static Plan change(EngineStore store, VmServices services, VmKey key, PackageSpec pkg) {
        Instance row = require(store, key);
        VmRecord vm = VmCodec.read(row.subject()).withPkg(pkg);
        Vmid vmid = vm.remote().vmid().orElseThrow(() -> none(row, vm));
        ProxmoxClient pve = client(services, vm);
        Node node = pve.node(find(pve, vmid).orElseThrow(() -> none(row, vm)));
        PendingConfig config;
        try {
            config = node.qemu(vmid).pending();
        } catch (NotFoundException e) {
            throw none(row, vm);
        }
        if (!Ownership.isOurs(vm, vmid, config.value("description"))) {
            throw new VmException(VmException.Code.NOT_ALLOWED, Ownership.refusal(vm, vmid, node.name()));
        }
        Seen seen = Seen.of(config, node, node.qemu(vmid), store.ask(new AddressesOf(key.value())), services.pools());
        return ChangePlan.of(vm, seen, services.settings().stopPolicy());
    }

    /**
     * The plan of a deploy: what the template's config lacks, and what preflight found as refusals.
     *
     * @param services what is configured
     * @param request what would be deployed
     * @return the plan; it stops nothing
     */
    public static Plan deploy(VmServices services, DeployRequest request) {
        List<PlannedChange> changes = new ArrayList<>();
        Preflight.of(services, request).stream()
                .filter(Finding::isError)
                .forEach(one -> changes.add(PlannedChange.refused(
                        "Preflight",
                        one.subject(),
                        "as it is",
                        "as asked",
                        one.problem() + " (" + one.remedy() + ")")));
        if (changes.isEmpty()) {
            changes.addAll(DeployPlan.of(client(services, VmRecord.first(request, 1)), request));
        }
        return new Plan(changes, false);
    }

    /**
     * The plan of a termination.
     *
     * @param store where the record is
     * @param services what is configured
     * @param key the VM
     * @param options how it would be terminated
     * @return the plan
     */
    public static Plan terminate(EngineStore store, VmServices services, VmKey key, TerminateOptions options) {
        VmRecord vm = VmCodec.read(require(store, key).subject());
        return TerminatePlan.of(
                client(services, vm),
                vm,
                options,
                store.ask(new IsProtected(key.value())),
                store.ask(new LedgerOf(key.value())),
                store.ask(new AddressesOf(key.value())));
    }

    /**
     * Which nodes could take a VM.
     *
     * @param store where promises are
     * @param services what is configured
     * @param request what would be deployed
     * @return each candidate
     */
    public static List<NodeVerdict> explain(EngineStore store, VmServices services, DeployRequest request) {
        return NodeSurvey.of(
                client(services, VmRecord.first(request, 1)),
                request.pkg(),
                request.placement(),
                store.ask(new ReservedNodes(request.placement().cluster())));
    }

    /** All of a VM that a plan compares. */
    static Seen look(
            EngineStore store, VmServices services, ProxmoxClient pve, VmRecord vm, Vmid vmid, NodeName where) {
        Node node = pve.node(where);
        return Seen.of(
                node.qemu(vmid).pending(),
                node,
                node.qemu(vmid),
                store.ask(new AddressesOf(vm.id().key().value())),
                services.pools());
    }

    private static Instance require(EngineStore store, VmKey key) {
        return store.find(key.value())
                .orElseThrow(() -> new VmException(
                        VmException.Code.UNKNOWN_VM, "vm " + key + ": unknown (expected: one that was deployed)"));
    }

    private static ProxmoxClient client(VmServices services, VmRecord vm) {
        return Optional.ofNullable(services.clusters().get(vm.placement().cluster()))
                .orElseThrow(() -> new VmException(
                        VmException.Code.UNKNOWN_PLACE,
                        "cluster " + vm.placement().cluster() + ": not configured (expected: one of "
                                + services.clusters().keySet() + ")"));
    }

    private static Optional<NodeName> find(ProxmoxClient pve, Vmid vmid) {
        return pve.cluster().guests().stream()
                .filter(guest -> guest.vmid().equals(vmid))
                .map(GuestResource::node)
                .findFirst();
    }

    private static VmException none(Instance row, VmRecord vm) {
        return new VmException(
                VmException.Code.NOT_ALLOWED,
                "vm " + vm.id().key() + ": is " + Views.status(row) + " and has no VM (expected: one that was cloned)");
    }
}
