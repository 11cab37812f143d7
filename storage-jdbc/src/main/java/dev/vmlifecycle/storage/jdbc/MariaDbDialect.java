package dev.vmlifecycle.storage.jdbc;

import static dev.vmlifecycle.storage.jdbc.SqlErrors.state;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** MariaDB 10.6 and later, MySQL 8: one dialect. A schema is what these call a database. */
final class MariaDbDialect implements Dialect {
    private static final int DUPLICATE = 1062;
    // lock wait time-out, deadlock, record changed since it was read (MariaDB 11 with snapshot isolation)
    private static final Set<Integer> REPEATABLE = Set.of(DUPLICATE, 1205, 1213, 1020);
    // table, column and key that are there already
    private static final Set<Integer> DONE = Set.of(1050, 1060, 1061);
    // too many connections, shutting down, disk full, out of memory (3), read-only server (2) or transaction,
    // cancelled,
    // connection killed, statement time-outs (2)
    private static final Set<Integer> PASSING =
            Set.of(1040, 1053, 1021, 1037, 1038, 1041, 1290, 1836, 1792, 1317, 1927, 1969, 3024);
    private static final String READ_ONLY = "25006";
    private static final int LOCK_SECONDS = 60;

    private final boolean isMySql;

    MariaDbDialect(boolean isMySql) {
        this.isMySql = isMySql;
    }

    @Override
    public String ddlFolder() {
        return "mariadb";
    }

    /** Names are compared byte by byte, trailing spaces included; each of the two has its own word for that. */
    @Override
    public Map<String, String> ddlWords() {
        return Map.of("${collation}", isMySql ? "utf8mb4_0900_bin" : "utf8mb4_nopad_bin");
    }

    @Override
    public String clockQuery() {
        // UNIX_TIMESTAMP goes through the session's time zone, where an hour of each autumn is ambiguous
        return "SELECT TIMESTAMPDIFF(MICROSECOND, '1970-01-01 00:00:00', UTC_TIMESTAMP(6)) DIV 1000 AS answer";
    }

    @Override
    public String tableQuery(Optional<String> schema) {
        return "SELECT 1 FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_NAME = ? AND TABLE_SCHEMA = "
                + schema.map(name -> "'" + name + "'").orElse("DATABASE()");
    }

    @Override
    public String lockSuffix() {
        return " FOR UPDATE";
    }

    @Override
    public String dueIndexHint() {
        return " FORCE INDEX (${index}instance_due)";
    }

    @Override
    public ClaimStrategy claims() {
        return new SkipLockedClaim();
    }

    /** Their default is REPEATABLE READ, which locks gaps. The statement holds for the next transaction only. */
    @Override
    public void begin(Connection connection, boolean writes) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET TRANSACTION ISOLATION LEVEL READ COMMITTED");
        }
    }

    /** A lock of the session by name: DDL ends the transaction with each statement. */
    @Override
    public void lockSchema(Tx tx, String name) throws SQLException {
        boolean locked = tx.first(
                        "SELECT COALESCE(GET_LOCK(" + lock(name) + ", " + LOCK_SECONDS + "), 0) AS answer",
                        row -> row.flag("answer"))
                .orElse(false);
        if (!locked) {
            throw new SQLTransientException(
                    "schema " + name + ": locked by another process for " + LOCK_SECONDS + " s (expected: free)",
                    "HYT00");
        }
    }

    @Override
    public void unlockSchema(Tx tx, String name) throws SQLException {
        tx.exists("SELECT RELEASE_LOCK(" + lock(name) + ")");
    }

    @Override
    public boolean isDone(SQLException e) {
        return DONE.contains(e.getErrorCode());
    }

    @Override
    public boolean mayRepeat(SQLException e) {
        return REPEATABLE.contains(e.getErrorCode()) || state(e).equals("40001");
    }

    @Override
    public boolean isDuplicate(SQLException e) {
        return e.getErrorCode() == DUPLICATE;
    }

    @Override
    public boolean isTransient(SQLException e) {
        return SqlErrors.isOutage(e)
                || mayRepeat(e)
                || PASSING.contains(e.getErrorCode())
                || state(e).equals(READ_ONLY);
    }

    /** MySQL takes at most 64 characters; such locks are the server's, not the database's. */
    private static String lock(String name) {
        return "SHA1(CONCAT(COALESCE(DATABASE(), ''), ' vm-lifecycle " + name + "'))";
    }
}
