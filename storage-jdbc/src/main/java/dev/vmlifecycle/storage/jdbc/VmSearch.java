package dev.vmlifecycle.storage.jdbc;

import dev.vmlifecycle.proxmox.NodeName;
import dev.vmlifecycle.vm.store.CountVms;
import dev.vmlifecycle.vm.store.FindVms;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Lists and counts VMs: by their own columns, and by where their subjects stand. */
final class VmSearch {
    private static final String ENDING = "i.request_pipeline = 'terminate'";
    private static final String NOT_ENDING = "(i.request_pipeline IS NULL OR i.request_pipeline <> 'terminate')";

    private VmSearch() {}

    static List<String> keys(Tx tx, FindVms find) throws SQLException {
        List<Object> arguments = new ArrayList<>();
        StringBuilder where = new StringBuilder("i.skey > ?");
        arguments.add(find.afterKey());
        states(find).ifPresent(condition -> {
            where.append(" AND ").append(condition);
            arguments.addAll(find.states());
        });
        equal(where, arguments, "v.cluster_name", find.cluster());
        equal(where, arguments, "v.node_name", find.node().map(NodeName::value));
        equal(where, arguments, "v.fqdn", find.fqdn());
        if (find.needingAttention()) {
            where.append(" AND (i.needs_attention = 1 OR i.hold_reason IS NOT NULL)");
        }
        arguments.add(Math.max(0, find.limit()));
        return tx.list(
                "SELECT i.skey AS skey FROM ${prefix}instance i JOIN ${prefix}vm v ON v.skey = i.skey WHERE " + where
                        + " ORDER BY i.skey LIMIT ?",
                row -> row.text("skey"),
                arguments.toArray());
    }

    private static Optional<String> states(FindVms find) {
        Optional<String> listed = find.states().isEmpty()
                ? Optional.empty()
                : Optional.of("i.state IN ("
                        + String.join(", ", Collections.nCopies(find.states().size(), "?")) + ")");
        if (find.ending().isEmpty()) {
            return listed;
        }
        if (find.ending().get()) {
            return listed.map(condition -> "(" + condition + " OR " + ENDING + ")");
        }
        return Optional.of(listed.map(condition -> condition + " AND ").orElse("") + NOT_ENDING);
    }

    private static void equal(StringBuilder where, List<Object> arguments, String column, Optional<String> value) {
        value.ifPresent(text -> {
            where.append(" AND ").append(column).append(" = ?");
            arguments.add(text);
        });
    }

    static List<CountVms.Count> counts(Tx tx) throws SQLException {
        return tx.list(
                "SELECT c.state AS state, c.ending AS ending, c.attention AS attention, c.held AS held, COUNT(*) AS vms"
                        + " FROM (SELECT i.state AS state, CASE WHEN " + ENDING + " THEN 1 ELSE 0 END AS ending,"
                        + " i.needs_attention AS attention, CASE WHEN i.hold_reason IS NULL THEN 0 ELSE 1 END AS held"
                        + " FROM ${prefix}instance i JOIN ${prefix}vm v ON v.skey = i.skey) c"
                        + " GROUP BY c.state, c.ending, c.attention, c.held",
                row -> new CountVms.Count(
                        row.text("state"),
                        row.flag("ending"),
                        row.flag("attention"),
                        row.flag("held"),
                        row.number("vms")));
    }
}
