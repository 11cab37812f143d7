package dev.vmlifecycle.storage.jdbc;

import dev.vmlifecycle.engine.Instance;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * Claims in one statement. The rows are chosen in a MATERIALIZED part: a plain subselect may be run anew for each row and then
 * claims more than asked.
 */
final class ReturningClaim implements ClaimStrategy {
    /** Arguments: the supplied instant or NULL, how many, owner, length of the lease in milliseconds. */
    static final String SQL =
            "WITH " + PostgresDialect.NOW + ", due AS MATERIALIZED (SELECT skey FROM ${prefix}instance WHERE "
                    + Claims.CLAIMABLE.replace("?", "(SELECT now FROM clock)") + """
             ORDER BY due_at, skey LIMIT ? FOR UPDATE SKIP LOCKED)
            UPDATE ${prefix}instance AS one SET epoch = one.epoch + 1, owner = ?, lease_until = clock.now + ?,
              attempt = one.attempt + 1, row_version = one.row_version + 1, updated_at = clock.now
            FROM due CROSS JOIN clock WHERE one.skey = due.skey RETURNING one.*""";

    private static final Comparator<Instance> OLDEST_FIRST = Comparator.comparing(
                    (Instance row) -> row.dueAt().orElse(Instant.MAX))
            .thenComparing(Instance::key);

    @Override
    public boolean isOneStatement() {
        return true;
    }

    @Override
    public List<Instance> claim(Tx tx, String owner, int max, Duration leaseFor) throws SQLException {
        if (max <= 0) {
            return List.of();
        }
        return tx.list(SQL, InstanceRows::instance, tx.suppliedNow(), max, owner, leaseFor).stream()
                .sorted(OLDEST_FIRST)
                .toList();
    }
}
