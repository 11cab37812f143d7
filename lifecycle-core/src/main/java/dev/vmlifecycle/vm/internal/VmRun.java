package dev.vmlifecycle.vm.internal;

import dev.vmlifecycle.engine.ErrorKind;
import dev.vmlifecycle.engine.StepContext;
import dev.vmlifecycle.engine.StepFailure;
import dev.vmlifecycle.engine.StepResult;
import dev.vmlifecycle.ip.AddressesOf;
import dev.vmlifecycle.ip.Allocation;
import dev.vmlifecycle.proxmox.Cancellation;
import dev.vmlifecycle.proxmox.Node;
import dev.vmlifecycle.proxmox.NodeName;
import dev.vmlifecycle.proxmox.ProxmoxClient;
import dev.vmlifecycle.proxmox.Qemu;
import dev.vmlifecycle.proxmox.VmFirewall;
import dev.vmlifecycle.proxmox.Vmid;
import dev.vmlifecycle.proxmox.cluster.GuestResource;
import dev.vmlifecycle.proxmox.config.PendingConfig;
import dev.vmlifecycle.proxmox.error.NotFoundException;
import dev.vmlifecycle.vm.store.SaveVmRow;
import dev.vmlifecycle.vm.store.VmRow;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a VM step works on: the record, the cluster it lives on, and the engine's context. One attempt, one thread. */
public final class VmRun {
    private final StepContext step;
    private final VmServices services;
    private VmRecord vm;
    private @Nullable ProxmoxClient pve;
    private @Nullable List<GuestResource> guests;

    private VmRun(StepContext step, VmServices services) {
        this.step = step;
        this.services = services;
        this.vm = VmCodec.read(step.subject());
    }

    /**
     * Makes the work of one attempt.
     *
     * @param step the engine's context
     * @param services what all VMs share
     * @return the run
     */
    public static VmRun of(StepContext step, VmServices services) {
        return new VmRun(step, services);
    }

    StepContext step() {
        return step;
    }

    VmServices services() {
        return services;
    }

    Settings settings() {
        return services.settings();
    }

    VmRecord vm() {
        return vm;
    }

    /** Changes the record; it is written with the step's commit. */
    void vm(VmRecord changed) {
        vm = changed;
        step.subject(VmCodec.rewrite(step.subject(), changed));
    }

    /** Changes the record and its searchable columns. */
    void relocated(VmRecord changed) {
        services.looks().forget(key());
        vm(changed);
        step.commit(new SaveVmRow(row(changed)));
    }

    /**
     * The searchable columns of a record.
     *
     * @param vm the record
     * @return its row
     */
    public static VmRow row(VmRecord vm) {
        return new VmRow(
                vm.id().key().value(),
                vm.placement().cluster(),
                vm.remote().vmid(),
                vm.remote().node(),
                vm.id().fqdn());
    }

    ProxmoxClient pve() {
        ProxmoxClient known = pve;
        if (known == null) {
            known = connect();
            pve = known;
        }
        return known;
    }

    /** A view of the cluster's client that honours this attempt's deadline and ends with its cancellation. */
    private ProxmoxClient connect() {
        ProxmoxClient client = services.clusters().get(vm.placement().cluster());
        if (client == null) {
            throw new StepFailure(
                    ErrorKind.CONFIG,
                    "cluster " + vm.placement().cluster() + ": not configured (expected: one of "
                            + services.clusters().keySet() + ")");
        }
        Cancellation cancellation = new Cancellation();
        step.onCancel(cancellation::cancel);
        // the deadline is by the store's clock, which may be another than the client's
        return client.within(Duration.between(step.now(), step.deadline()), cancellation);
    }

    Node node(NodeName name) {
        return pve().node(name);
    }

    Vmid vmid() {
        return vm.remote()
                .vmid()
                .orElseThrow(() -> new StepFailure(
                        ErrorKind.CONFIG, vm.id().key() + ": has no VM yet (expected: a clone that is done)"));
    }

    NodeName nodeName() {
        return vm.remote().node().orElseThrow();
    }

    /** The VM, to be changed, or looked at in another way than {@link #observe}: what was seen before no longer counts. */
    Qemu qemu() {
        services.looks().forget(key());
        return remote();
    }

    /** The VM's firewall, which is kept apart from its configuration. */
    VmFirewall firewall() {
        return remote().firewall();
    }

    private Qemu remote() {
        return node(nodeName()).qemu(vmid());
    }

    /**
     * Reads the VM: running values, pending ones, digest and lock in one call; follows it when it has moved; refuses it when
     * its notes do not name us. The look with which the step before ended is used again.
     */
    PendingConfig observe() {
        Optional<PendingConfig> recent = services.looks().get(key(), step.fence(), step.now());
        if (recent.isPresent()) {
            return recent.get();
        }
        PendingConfig seen = readFollowing();
        if (!Ownership.isOurs(vm, vmid(), seen.value("description"))) {
            throw new StepFailure(ErrorKind.FENCED, Ownership.refusal(vm, vmid(), nodeName()));
        }
        saw(seen);
        return seen;
    }

    /** Notes a look at our VM for the next step. A locked VM is looked at anew. */
    void saw(PendingConfig seen) {
        if (seen.lock().isEmpty()) {
            services.looks().note(key(), step.fence(), step.now(), seen);
        }
    }

    private PendingConfig readFollowing() {
        try {
            return remote().pending();
        } catch (NotFoundException e) {
            NodeName now = locate().orElseThrow(() -> new StepFailure(
                    ErrorKind.CONFIG,
                    "VM " + vmid() + ": not found on any node of "
                            + vm.placement().cluster() + " (expected: on " + nodeName() + ")"));
            relocated(vm.withNode(now));
            return remote().pending();
        }
    }

    /** All guests of the cluster that our token sees, listed once an attempt. */
    List<GuestResource> guests() {
        List<GuestResource> known = guests;
        if (known == null) {
            known = pve().cluster().guests();
            guests = known;
        }
        return known;
    }

    /** The list is old: somebody made a VM meanwhile. */
    void forgetGuests() {
        guests = null;
    }

    /** The node a listing shows the VM on. A listing proves presence, never absence. */
    Optional<NodeName> locate() {
        return pve().cluster().guests().stream()
                .filter(guest -> guest.vmid().equals(vmid()))
                .map(GuestResource::node)
                .findFirst();
    }

    /** Waiting, when Proxmox holds a lock on the VM. */
    Optional<StepResult> lockedBy(Optional<String> lock) {
        return lock.map(name -> lockedBy(name, vmid()));
    }

    /** Waiting for a lock. Proxmox tells no age, so it is counted from when this step began. */
    StepResult lockedBy(String lock, Vmid vmid) {
        return waiting("VM " + vmid + " locked (" + lock + ")", "for " + Texts.seconds(waited()));
    }

    StepResult waiting(String on, String changing) {
        services.looks().forget(key());
        return StepResult.waiting(
                on + "|" + (changing.isEmpty() ? "" : " " + changing),
                settings().poll(step.waits()));
    }

    Duration waited() {
        return Duration.between(step.since(), step.now());
    }

    /** All addresses the VM holds, leaving ones included, IPv4 first. */
    List<Allocation> addresses() {
        return step.call(new AddressesOf(key()));
    }

    String key() {
        return vm.id().key().value();
    }

    Optional<Intent> intent() {
        return step.checkpoint().map(Intent::fromJson);
    }

    void save(Intent intent) {
        step.saveCheckpoint(intent.toJson());
    }
}
