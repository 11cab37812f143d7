package dev.vmlifecycle.storage.jdbc;

import dev.vmlifecycle.vm.store.DnsRepair;
import dev.vmlifecycle.vm.store.ReplaceRepairs;
import dev.vmlifecycle.vm.store.WaitingRepairs;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/** DNS values that are to be tried again. */
final class DnsRepairs {

    private DnsRepairs() {}

    static void replace(Tx tx, ReplaceRepairs command) throws SQLException {
        tx.update("DELETE FROM ${prefix}dns_repair WHERE skey = ?", command.key());
        for (ReplaceRepairs.Failed failed : command.failed()) {
            tx.update(
                    "INSERT INTO ${prefix}dns_repair (skey, entry_hash, binding_id, zone_name, record_name, record_type,"
                            + " record_value, removal, tries, due_at, error_text) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    command.key(),
                    DnsLedger.hash(failed.entry()),
                    failed.entry().binding(),
                    failed.entry().zone().toString(),
                    failed.entry().name().toString(),
                    failed.entry().type().text(),
                    failed.entry().value(),
                    failed.removal(),
                    failed.tries(),
                    tx.in(failed.dueIn()),
                    failed.error());
        }
    }

    static List<DnsRepair> of(Tx tx, String key) throws SQLException {
        return tx
                .list(
                        "SELECT * FROM ${prefix}dns_repair WHERE skey = ?",
                        row -> new DnsRepair(
                                DnsLedger.entry(row),
                                row.flag("removal"),
                                row.integer("tries"),
                                row.instant("due_at"),
                                row.text("error_text")),
                        key)
                .stream()
                .sorted(Comparator.comparing(DnsRepair::entry))
                .toList();
    }

    static List<WaitingRepairs.Waiting> waiting(Tx tx, WaitingRepairs ask) throws SQLException {
        List<Object> arguments = new ArrayList<>(ask.states());
        arguments.add(Math.max(0, ask.limit()));
        return tx.list(
                "SELECT r.skey AS skey, MIN(r.due_at) AS first_due FROM ${prefix}dns_repair r"
                        + " JOIN ${prefix}instance i ON i.skey = r.skey"
                        + " WHERE i.due_at IS NULL AND i.owner IS NULL AND i.request_id IS NULL AND i.hold_reason IS NULL"
                        + " AND i.state IN ("
                        + String.join(", ", Collections.nCopies(ask.states().size(), "?")) + ")"
                        + " GROUP BY r.skey ORDER BY first_due, skey LIMIT ?",
                row -> new WaitingRepairs.Waiting(row.text("skey"), row.instant("first_due")),
                arguments.toArray());
    }
}
