package dev.vmlifecycle.storage.jdbc;

import dev.vmlifecycle.proxmox.ByteSize;
import dev.vmlifecycle.proxmox.NodeName;
import dev.vmlifecycle.vm.store.NoRoomException;
import dev.vmlifecycle.vm.store.ReleaseNode;
import dev.vmlifecycle.vm.store.ReserveNode;
import dev.vmlifecycle.vm.store.ReservedNodes;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Memory of nodes that is promised. Reservations in one cluster come one after the other, see {@link Mutex}. */
final class NodeRooms {

    private NodeRooms() {}

    static NodeName reserve(Tx tx, ReserveNode ask) throws SQLException {
        Optional<NodeName> mine = tx.first(
                "SELECT node_name FROM ${prefix}node_promise WHERE skey = ? AND cluster_name = ?",
                row -> NodeName.of(row.text("node_name")),
                ask.key(),
                ask.cluster());
        if (mine.isPresent()) {
            return mine.get();
        }
        List<ReservedNodes.Promise> promises = of(tx, ask.cluster());
        Optional<NodeName> best = Optional.empty();
        long most = 0;
        for (ReserveNode.Room room : ask.rooms()) {
            long left = room.free().bytes() - promised(promises, room.node());
            if (left >= ask.memory().bytes() && (best.isEmpty() || left > most)) {
                best = Optional.of(room.node());
                most = left;
            }
        }
        NodeName node = best.orElseThrow(() -> new NoRoomException(ask));
        release(tx, new ReleaseNode(ask.key()));
        tx.update(
                "INSERT INTO ${prefix}node_promise (skey, cluster_name, node_name, memory_bytes) VALUES (?, ?, ?, ?)",
                ask.key(),
                ask.cluster(),
                node.value(),
                ask.memory().bytes());
        return node;
    }

    private static long promised(List<ReservedNodes.Promise> promises, NodeName node) {
        return promises.stream()
                .filter(promise -> promise.node().equals(node))
                .mapToLong(promise -> promise.memory().bytes())
                .sum();
    }

    static List<ReservedNodes.Promise> of(Tx tx, String cluster) throws SQLException {
        return tx.list(
                "SELECT skey, node_name, memory_bytes FROM ${prefix}node_promise WHERE cluster_name = ? ORDER BY skey",
                row -> new ReservedNodes.Promise(
                        row.text("skey"),
                        NodeName.of(row.text("node_name")),
                        ByteSize.ofBytes(row.number("memory_bytes"))),
                cluster);
    }

    static void release(Tx tx, ReleaseNode release) throws SQLException {
        tx.update("DELETE FROM ${prefix}node_promise WHERE skey = ?", release.key());
    }
}
