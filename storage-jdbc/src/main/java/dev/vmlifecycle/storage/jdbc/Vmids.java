package dev.vmlifecycle.storage.jdbc;

import dev.vmlifecycle.proxmox.Vmid;
import dev.vmlifecycle.vm.store.ReserveVmid;
import dev.vmlifecycle.vm.store.RetireVmid;
import dev.vmlifecycle.vm.store.VmidRangeExhaustedException;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** VMIDs reserved and retired. Reservations in one cluster come one after the other (see {@link Mutex}), and the primary key stands behind that. */
final class Vmids {

    private Vmids() {}

    static Vmid reserve(Tx tx, ReserveVmid ask) throws SQLException {
        Optional<Vmid> held = held(tx, ask.cluster(), ask.key());
        if (held.isPresent() && !ask.refused().contains(held.get())) {
            return held.get();
        }
        Optional<Vmid> free = lowestFree(tx, ask);
        Vmid vmid = (free.isPresent() ? free : retiredLongestAgo(tx, ask))
                .orElseThrow(() -> new VmidRangeExhaustedException(ask));
        if (held.isPresent()) {
            tx.update(
                    "UPDATE ${prefix}vmid SET skey = NULL, retired_at = ?, quarantine_until = ?"
                            + " WHERE cluster_name = ? AND vmid = ?",
                    tx.now(),
                    tx.in(ask.quarantine()),
                    ask.cluster(),
                    held.get().value());
        }
        take(tx, ask, vmid);
        return vmid;
    }

    static Optional<Vmid> held(Tx tx, String cluster, String key) throws SQLException {
        return tx.first(
                "SELECT vmid FROM ${prefix}vmid WHERE cluster_name = ? AND skey = ? ORDER BY vmid LIMIT 1",
                Vmids::vmid,
                cluster,
                key);
    }

    static void retire(Tx tx, RetireVmid retire) throws SQLException {
        tx.update(
                "UPDATE ${prefix}vmid SET skey = NULL, retired_at = ?, quarantine_until = ? WHERE skey = ?",
                tx.now(),
                tx.in(retire.quarantine()),
                retire.key());
    }

    private static Optional<Vmid> lowestFree(Tx tx, ReserveVmid ask) throws SQLException {
        Set<Vmid> taken = new HashSet<>(ask.refused());
        taken.addAll(tx.list(
                "SELECT vmid FROM ${prefix}vmid WHERE cluster_name = ? AND vmid BETWEEN ? AND ?"
                        + " AND (skey IS NOT NULL OR quarantine_until > ?)",
                Vmids::vmid,
                ask.cluster(),
                ask.first().value(),
                ask.last().value(),
                tx.now()));
        for (int number = ask.first().value(); number <= ask.last().value(); number++) {
            Vmid vmid = new Vmid(number);
            if (!taken.contains(vmid)) {
                return Optional.of(vmid);
            }
        }
        return Optional.empty();
    }

    private static Optional<Vmid> retiredLongestAgo(Tx tx, ReserveVmid ask) throws SQLException {
        return tx
                .list(
                        "SELECT vmid FROM ${prefix}vmid WHERE cluster_name = ? AND vmid BETWEEN ? AND ?"
                                + " AND skey IS NULL ORDER BY retired_at, vmid",
                        Vmids::vmid,
                        ask.cluster(),
                        ask.first().value(),
                        ask.last().value())
                .stream()
                .filter(vmid -> !ask.refused().contains(vmid))
                .findFirst();
    }

    private static void take(Tx tx, ReserveVmid ask, Vmid vmid) throws SQLException {
        int taken = tx.update(
                "UPDATE ${prefix}vmid SET skey = ?, retired_at = NULL, quarantine_until = NULL"
                        + " WHERE cluster_name = ? AND vmid = ? AND skey IS NULL",
                ask.key(),
                ask.cluster(),
                vmid.value());
        if (taken == 0) {
            tx.update(
                    "INSERT INTO ${prefix}vmid (cluster_name, vmid, skey) VALUES (?, ?, ?)",
                    ask.cluster(),
                    vmid.value(),
                    ask.key());
        }
    }

    private static Vmid vmid(Row row) throws SQLException {
        return new Vmid(row.integer("vmid"));
    }
}
