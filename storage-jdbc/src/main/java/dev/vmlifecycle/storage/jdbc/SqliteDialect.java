package dev.vmlifecycle.storage.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Set;

/**
 * SQLite 3.35 and later: one writer at a time. The journal mode is the host's choice, in the URL or a pragma, and so is how long a
 * writer waits for another ({@code busy_timeout}).
 */
final class SqliteDialect implements Dialect {
    private static final int BUSY = 5;
    private static final int LOCKED = 6;
    private static final int CONSTRAINT = 19;
    private static final Set<Integer> REPEATABLE = Set.of(BUSY, LOCKED, CONSTRAINT);
    // out of memory, read-only, interrupted, input/output, full, cannot open, locking protocol
    private static final Set<Integer> PASSING = Set.of(7, 8, 9, 10, 13, 14, 15);

    @Override
    public String ddlFolder() {
        return "sqlite";
    }

    @Override
    public boolean hasSchemas() {
        return false;
    }

    @Override
    public String clockQuery() {
        return "SELECT CAST(strftime('%s', 'now') AS INTEGER) * 1000"
                + " + CAST(substr(strftime('%f', 'now'), 4) AS INTEGER) AS answer";
    }

    @Override
    public String tableQuery(Optional<String> schema) {
        return "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?";
    }

    @Override
    public String lockSuffix() {
        return "";
    }

    @Override
    public ClaimStrategy claims() {
        return new CompareAndSetClaim();
    }

    @Override
    public boolean usesAutoCommit() {
        return true;
    }

    /**
     * A writer says so at once: one that reads first and finds another writer later can only be rolled back, no time-out helps. The
     * driver cannot be told for one transaction.
     */
    @Override
    public void begin(Connection connection, boolean writes) throws SQLException {
        execute(connection, writes ? "BEGIN IMMEDIATE" : "BEGIN DEFERRED");
    }

    @Override
    public void commit(Connection connection) throws SQLException {
        execute(connection, "COMMIT");
    }

    /** Without a write-ahead log a reader can keep a writer from committing. */
    @Override
    public boolean isRefusedCommit(SQLException e) {
        return code(e) == BUSY;
    }

    @Override
    public void rollback(Connection connection) throws SQLException {
        execute(connection, "ROLLBACK");
    }

    /** The transaction is the lock, and DDL is part of it. */
    @Override
    public void lockSchema(Tx tx, String name) {}

    @Override
    public boolean mayRepeat(SQLException e) {
        return REPEATABLE.contains(code(e));
    }

    @Override
    public boolean isDuplicate(SQLException e) {
        return code(e) == CONSTRAINT;
    }

    @Override
    public boolean isTransient(SQLException e) {
        return SqlErrors.isOutage(e) || mayRepeat(e) || PASSING.contains(code(e));
    }

    /** The primary result code; the driver may give the extended one. */
    private static int code(SQLException e) {
        return e.getErrorCode() & 0xff;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
