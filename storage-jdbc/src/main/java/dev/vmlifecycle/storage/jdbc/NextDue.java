package dev.vmlifecycle.storage.jdbc;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * When the next row becomes claimable. Two short looks into the narrow index, however many rows wait: the earliest row that nobody
 * has, and the rows in front of it, which are all claimed ones and so no more than there are workers.
 */
final class NextDue {
    /** No arguments. */
    static final String FREE = "SELECT due_at FROM ${prefix}instance${due_index} WHERE " + Claims.NOT_HELD_BACK
            + " AND owner IS NULL ORDER BY due_at, skey LIMIT 1";

    /** One argument: where the free rows begin. */
    static final String CLAIMED =
            "SELECT MIN(CASE WHEN lease_until > due_at THEN lease_until ELSE due_at END) AS next_due"
                    + " FROM ${prefix}instance${due_index} WHERE due_at < ? AND owner IS NOT NULL AND "
                    + Claims.NOT_HELD_BACK;

    private NextDue() {}

    static Optional<Instant> of(Tx tx) throws SQLException {
        Optional<Instant> free = tx.first(inDialect(tx.dialect(), FREE), row -> row.instant("due_at"));
        Optional<Instant> claimed = tx.first(
                        inDialect(tx.dialect(), CLAIMED),
                        row -> row.optionalInstant("next_due"),
                        free.map(Instant::toEpochMilli).orElse(Long.MAX_VALUE))
                .flatMap(next -> next);
        return Stream.concat(free.stream(), claimed.stream()).min(Instant::compareTo);
    }

    static String inDialect(Dialect dialect, String sql) {
        return sql.replace("${due_index}", dialect.dueIndexHint());
    }
}
