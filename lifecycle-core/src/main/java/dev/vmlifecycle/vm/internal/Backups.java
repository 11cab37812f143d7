package dev.vmlifecycle.vm.internal;

import dev.vmlifecycle.proxmox.NodeName;
import dev.vmlifecycle.proxmox.ProxmoxClient;
import dev.vmlifecycle.proxmox.StorageId;
import dev.vmlifecycle.proxmox.Vmid;
import dev.vmlifecycle.proxmox.VolumeId;
import dev.vmlifecycle.proxmox.cluster.ClusterStatus;
import dev.vmlifecycle.proxmox.error.ProxmoxException;
import dev.vmlifecycle.proxmox.storage.BackupVolume;
import dev.vmlifecycle.proxmox.storage.StorageContent;
import dev.vmlifecycle.proxmox.storage.StorageStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A VM's backups on all storages of all nodes: a VM that once lived elsewhere has left some there. Only those made since our VM was
 * created are its own.
 */
final class Backups {
    private static final Duration CLOCK_SKEW = Duration.ofSeconds(2);

    private final ProxmoxClient pve;
    private final Vmid vmid;
    private final Consumer<String> trouble;
    private final List<Found> found = new ArrayList<>();
    private final Set<StorageId> shared = new HashSet<>();

    private Backups(ProxmoxClient pve, Vmid vmid, Consumer<String> trouble) {
        this.pve = pve;
        this.vmid = vmid;
        this.trouble = trouble;
    }

    /** One backup, and where it can be reached. */
    record Found(NodeName node, StorageStatus storage, BackupVolume backup) {}

    /**
     * Looks everywhere.
     *
     * @param trouble is told of each node that does not answer; the others are looked at all the same
     */
    static List<Found> of(ProxmoxClient pve, VmRecord vm, Vmid vmid, Consumer<String> trouble) {
        Instant created = vm.remote().createdAt().orElse(Instant.MAX).minus(CLOCK_SKEW);
        Backups look = new Backups(pve, vmid, trouble);
        pve.cluster().status().nodes().stream()
                .filter(ClusterStatus.Member::online)
                .forEach(member -> look.collect(member.name()));
        Set<VolumeId> seen = new HashSet<>();
        look.found.removeIf(one -> one.backup().createdAt().isBefore(created)
                || (one.storage().shared() && !seen.add(one.backup().volume())));
        return look.found;
    }

    private void collect(NodeName node) {
        try {
            for (StorageStatus storage : pve.node(node).storages(StorageContent.BACKUP)) {
                boolean again = storage.shared() && shared.contains(storage.storage());
                if (storage.active() && !again) {
                    if (storage.shared()) {
                        shared.add(storage.storage());
                    }
                    pve.node(node)
                            .storage(storage.storage())
                            .backups(vmid)
                            .forEach(backup -> found.add(new Found(node, storage, backup)));
                }
            }
        } catch (ProxmoxException e) {
            trouble.accept(node + "  " + e.getMessage());
        }
    }
}
