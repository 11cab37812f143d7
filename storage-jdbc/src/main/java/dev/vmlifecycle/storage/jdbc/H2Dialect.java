package dev.vmlifecycle.storage.jdbc;

import static dev.vmlifecycle.storage.jdbc.SqlErrors.state;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/** H2 2.x with its MVStore, in memory or in a file. */
final class H2Dialect implements Dialect {
    private static final String UNIQUE_VIOLATION = "23505";
    private static final String DEADLOCK = "40001";
    private static final String LOCK_TIMEOUT = "HYT00";
    private static final String CONCURRENT_UPDATE = "90131";
    // shared by all stores of this process, which know nothing else of each other
    private static final ReentrantLock DDL = new ReentrantLock();
    private static final Set<String> REPEATABLE = Set.of(UNIQUE_VIOLATION, DEADLOCK, LOCK_TIMEOUT, CONCURRENT_UPDATE);
    // the table, index or column is there; "general error" for an index; the table is gone for the moment of an ALTER
    // TABLE
    private static final Set<String> CREATED_MEANWHILE = Set.of("42S01", "42S11", "42S21", "HY000", "42S02");
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
    public String tableQuery(Optional<String> schema) {
        return "SELECT 1 FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_NAME = UPPER(?) AND TABLE_SCHEMA = "
                + schema.map(name -> "UPPER('" + name + "')").orElse("CURRENT_SCHEMA");
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
    public void begin(Connection connection, boolean writes) throws SQLException {
        if (connection.getTransactionIsolation() != Connection.TRANSACTION_READ_COMMITTED) {
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        }
    }

    /**
     * H2 has no lock that outlives a DDL statement. Nearly always one process has the database; where a server shares it, two
     * meet as {@link #isCreationRace} and repeat their statements, which can be repeated.
     */
    @Override
    public void lockSchema(Tx tx, String name) {
        DDL.lock();
    }

    @Override
    public void unlockSchema(Tx tx, String name) {
        DDL.unlock();
    }

    @Override
    public boolean isCreationRace(SQLException e) {
        // IF NOT EXISTS looks first and adds later: between the two H2 2.5 fails, for an index with a "general error"
        return CREATED_MEANWHILE.contains(state(e));
    }

    @Override
    public boolean mayRepeat(SQLException e) {
        return REPEATABLE.contains(state(e));
    }

    @Override
    public boolean isDuplicate(SQLException e) {
        return state(e).equals(UNIQUE_VIOLATION);
    }

    @Override
    public boolean isTransient(SQLException e) {
        return SqlErrors.isOutage(e) || mayRepeat(e) || PASSING.contains(state(e));
    }
}
