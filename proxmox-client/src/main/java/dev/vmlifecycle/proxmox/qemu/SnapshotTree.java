package dev.vmlifecycle.proxmox.qemu;

import dev.vmlifecycle.proxmox.Digest;
import java.util.List;
import java.util.Optional;

/**
 * The snapshots of a VM, and what the present state rests on. The server lists the present state as if it were a
 * snapshot; here it is told apart.
 *
 * @param snapshots all snapshots
 * @param parentOfCurrent the snapshot made or rolled back to last
 * @param digest checksum of the configuration, absent when the server gave none
 */
public record SnapshotTree(List<Snapshot> snapshots, Optional<SnapshotName> parentOfCurrent, Optional<Digest> digest) {

    /**
     * Copies the list.
     *
     * @param snapshots see above
     * @param parentOfCurrent see above
     * @param digest see above
     */
    public SnapshotTree {
        snapshots = List.copyOf(snapshots);
    }

    /**
     * {@return one of them}
     *
     * @param name its name
     */
    public Optional<Snapshot> find(SnapshotName name) {
        return snapshots.stream()
                .filter(snapshot -> snapshot.name().equals(name))
                .findFirst();
    }
}
