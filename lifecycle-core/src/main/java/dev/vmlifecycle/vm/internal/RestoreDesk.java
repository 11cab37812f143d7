package dev.vmlifecycle.vm.internal;

import dev.vmlifecycle.engine.Instance;
import dev.vmlifecycle.engine.NewEvent;
import dev.vmlifecycle.engine.Request;
import dev.vmlifecycle.engine.SubjectStore;
import dev.vmlifecycle.proxmox.Cancellation;
import dev.vmlifecycle.proxmox.ProxmoxClient;
import dev.vmlifecycle.proxmox.Vmid;
import dev.vmlifecycle.proxmox.VolumeId;
import dev.vmlifecycle.proxmox.storage.BackupVolume;
import dev.vmlifecycle.vm.Actor;
import dev.vmlifecycle.vm.VmException;
import dev.vmlifecycle.vm.VmKey;
import dev.vmlifecycle.vm.restore.RestorePipeline;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Takes wishes for restores: looks at the cluster to refuse what cannot be done, then writes one row. */
public final class RestoreDesk {
    private static final int ID_BYTES = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final SubjectStore store;
    private final VmServices services;
    private final SecureRandom random = new SecureRandom();

    /**
     * Makes the desk.
     *
     * @param store the VMs
     * @param services their clusters
     */
    public RestoreDesk(SubjectStore store, VmServices services) {
        this.store = store;
        this.services = services;
    }

    /**
     * The archives that a VM can be restored from.
     *
     * @param key the VM
     * @return oldest first
     */
    public List<BackupVolume> archives(VmKey key) {
        Instance row = require(key);
        VmRecord vm = VmCodec.read(row.subject());
        return vm.remote().vmid().isEmpty()
                ? List.of()
                : archives(vm, vm.remote().vmid().get());
    }

    /** Those made since the VM was created, and those of this VM before its disks were made anew; on its node or on shared storage. */
    private List<BackupVolume> archives(VmRecord vm, Vmid vmid) {
        return Backups.of(client(vm), vm, vmid, trouble -> {}).stream()
                .filter(found -> found.storage().shared() || vm.remote().node().equals(Optional.of(found.node())))
                .map(Backups.Found::backup)
                .sorted(Comparator.comparing(BackupVolume::createdAt))
                .toList();
    }

    private ProxmoxClient client(VmRecord vm) {
        return Optional.ofNullable(services.clusters().get(vm.placement().cluster()))
                .map(client -> client.within(PATIENCE, new Cancellation()))
                .orElseThrow(() -> new VmException(
                        VmException.Code.UNKNOWN_PLACE,
                        "cluster " + vm.placement().cluster() + ": not configured (expected: one of "
                                + services.clusters().keySet() + ")"));
    }

    /**
     * Takes a wish.
     *
     * @param key the VM
     * @param archive which backup
     * @param actor who asks, and why
     */
    public void restore(VmKey key, VolumeId archive, Actor actor) {
        Instance row = require(key);
        // one that failed and left no task behind may be asked for with another backup
        boolean failing = row.pointer().state().equals("restore")
                && row.lastError().isPresent()
                && row.checkpoint().isEmpty();
        VmRecord vm = failing ? VmCodec.read(row.subject()) : stopped(key, row);
        Vmid vmid = vm.remote().vmid().orElseThrow();
        boolean there =
                archives(vm, vmid).stream().anyMatch(found -> found.volume().equals(archive));
        if (!there) {
            throw refusal(key, "no backup " + archive + " of this VM on its node", "one made since it was created");
        }
        byte[] id = new byte[ID_BYTES];
        random.nextBytes(id);
        RestoreAsk ask = RestoreAsk.of(archive, HexFormat.of().formatHex(id), actor.toString());
        Optional<RestoreAsk> before = failing ? RestoreAsk.in(row.subject()) : Optional.empty();
        RestoreAsk whole = before.flatMap(RestoreAsk::nic).map(ask::withNic).orElse(ask);
        Request request =
                new Request(0, RestorePipeline.NAME, failing, whole.toText(), actor.toString(), Instant.EPOCH);
        if (!store.request(
                row, request, List.of(new NewEvent("requested", "restore of " + archive + " by " + actor)))) {
            throw refusal(key, "is being worked on", "ready, and nothing that waits");
        }
    }

    private VmRecord stopped(VmKey key, Instance row) {
        LiveVm live = LiveVm.of(store, services, key);
        if (!LiveVm.isAtRest(row)) {
            throw refusal(key, "is " + Views.status(row), "ready, and nothing that waits");
        }
        live.qemu().config().lock().ifPresent(lock -> {
            throw refusal(key, "locked (" + lock + ")", "no lock of Proxmox");
        });
        if (live.qemu().status().isRunning()) {
            throw refusal(key, "is running", "stopped");
        }
        return live.vm();
    }

    private static VmException refusal(VmKey key, String what, String expected) {
        return new VmException(
                VmException.Code.NOT_ALLOWED, "vm " + key + ": " + what + " (expected: " + expected + ")");
    }

    private Instance require(VmKey key) {
        return store.find(key.value())
                .orElseThrow(() -> new VmException(
                        VmException.Code.UNKNOWN_VM, "vm " + key + ": unknown (expected: one that was deployed)"));
    }
}
