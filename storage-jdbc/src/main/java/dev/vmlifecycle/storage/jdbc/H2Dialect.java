package dev.vmlifecycle.storage.jdbc;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Optional;
import java.util.Set;

/** H2 2.x with its MVStore, in memory or in a file. */
final class H2Dialect implements Dialect {
    private static final String UNIQUE_VIOLATION = "23505";
    private static final String DEADLOCK = "40001";
    private static final String LOCK_TIMEOUT = "HYT00";
    private static final String CONCURRENT_UPDATE = "90131";
    private static final Set<String> REPEATABLE = Set.of(UNIQUE_VIOLATION, DEADLOCK, LOCK_TIMEOUT, CONCURRENT_UPDATE);
    private static final Set<String> CREATED_MEANWHILE = Set.of("42S01", "42S11", "HY000");
    // closed, closing, broken connection, out of memory, locked by another process
    private static final Set<String> PASSING = Set.of("90007", "90098", "90067", "90108", "90020", "90121");

    @Override
    public String ddlFolder() {
        return "h2";
    }

    @Override
    public String clockQuery() {
        return "SELECT CAST(FLOOR(EXTRACT(EPOCH FROM CURRENT_TIMESTAMP) * 1000) AS BIGINT) AS answer";
    }

    @Override
    public String lockSuffix() {
        return " FOR UPDATE";
    }

    @Override
    public ClaimStrategy claims() {
        return new CompareAndSetClaim();
    }

    @Override
    public boolean mayRepeat(SQLException e) {
        return REPEATABLE.contains(state(e));
    }

    @Override
    public boolean isCreationRace(SQLException e) {
        // IF NOT EXISTS looks first and adds later: between the two H2 2.5 fails, for an index with a "general error"
        return CREATED_MEANWHILE.contains(state(e));
    }

    @Override
    public boolean isTransient(SQLException e) {
        return e instanceof SQLTransientException
                || e instanceof SQLRecoverableException
                || mayRepeat(e)
                || state(e).startsWith("08")
                || PASSING.contains(state(e));
    }

    private static String state(SQLException e) {
        return Optional.ofNullable(e.getSQLState()).orElse("");
    }
}
