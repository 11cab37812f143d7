package dev.vmlifecycle.vm.store;

import dev.vmlifecycle.proxmox.ByteSize;
import dev.vmlifecycle.proxmox.NodeName;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Memory of nodes that is promised, in memory. Guarded by the store's lock. */
final class MemoryNodes {
    private final Map<String, Held> held = new TreeMap<>();

    private record Held(String cluster, ReservedNodes.Promise promise) {}

    NodeName reserve(ReserveNode ask) {
        Held mine = held.get(ask.key());
        if (mine != null && mine.cluster().equals(ask.cluster())) {
            return mine.promise().node();
        }
        ReserveNode.Room best = null;
        long most = 0;
        for (ReserveNode.Room room : ask.rooms()) {
            long left = room.free().bytes() - promised(ask.cluster(), room.node());
            if (left >= ask.memory().bytes() && (best == null || left > most)) {
                best = room;
                most = left;
            }
        }
        if (best == null) {
            throw new NoRoomException(ask);
        }
        ReservedNodes.Promise promise = new ReservedNodes.Promise(ask.key(), best.node(), ask.memory());
        held.put(ask.key(), new Held(ask.cluster(), promise));
        return best.node();
    }

    private long promised(String cluster, NodeName node) {
        return of(cluster).stream()
                .filter(promise -> promise.node().equals(node))
                .map(ReservedNodes.Promise::memory)
                .mapToLong(ByteSize::bytes)
                .sum();
    }

    List<ReservedNodes.Promise> of(String cluster) {
        return held.values().stream()
                .filter(one -> one.cluster().equals(cluster))
                .map(Held::promise)
                .toList();
    }

    void release(ReleaseNode release) {
        held.remove(release.key());
    }
}
