package dev.vmlifecycle.storage.jdbc;

import dev.vmlifecycle.engine.Instance;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Locks due rows that nobody else has locked, then takes them, for databases without UPDATE ... RETURNING. */
final class SkipLockedClaim implements ClaimStrategy {
    /**
     * Arguments: now (2), how many. The index is named because its order ends the search at the limit: a plan that sorts would lock
     * every due row first, and all other workers would find none.
     */
    static final String SQL = "SELECT * FROM ${prefix}instance FORCE INDEX (${index}instance_due) WHERE "
            + Claims.CLAIMABLE + " ORDER BY due_at, skey LIMIT ? FOR UPDATE SKIP LOCKED";

    @Override
    public List<Instance> claim(Tx tx, String owner, int max, Duration leaseFor) throws SQLException {
        if (max <= 0) {
            return List.of();
        }
        Instant now = tx.now();
        Instant until = tx.in(leaseFor);
        List<Instance> claimed = new ArrayList<>();
        for (Instance row : tx.list(SQL, InstanceRows::instance, now, now, max)) {
            tx.update(
                    "UPDATE ${prefix}instance SET epoch = epoch + 1, owner = ?, lease_until = ?, attempt = attempt + 1,"
                            + " row_version = row_version + 1, updated_at = ? WHERE skey = ?",
                    owner,
                    until,
                    now,
                    row.key());
            claimed.add(Transitions.claimed(row, owner, until));
        }
        return List.copyOf(claimed);
    }
}
