package dev.vmlifecycle.storage.jdbc;

import static dev.vmlifecycle.storage.jdbc.SqlErrors.state;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Set;

/** PostgreSQL 13 and later. */
final class PostgresDialect implements Dialect {
    private static final String UNIQUE_VIOLATION = "23505";
    private static final Set<String> REPEATABLE = Set.of(UNIQUE_VIOLATION, "40001", "40P01", "55P03");
    // read-only: this server is a standby by now, the data source will find the new primary
    private static final String READ_ONLY = "25006";
    // cancelled (statement time-out), shut down, crashed, starting, disconnected for idling
    private static final Set<String> PASSING = Set.of(READ_ONLY, "57014", "57P01", "57P02", "57P03", "57P05");

    /** A part of a WITH: a row with the store's {@code now}. Argument: the supplied instant, or NULL. */
    static final String NOW = "clock AS MATERIALIZED (SELECT COALESCE(CAST(? AS BIGINT),"
            + " CAST(FLOOR(EXTRACT(EPOCH FROM clock_timestamp()) * 1000) AS BIGINT)) AS now)";

    private final boolean isReadCommitted;

    /**
     * Makes the dialect.
     *
     * @param isReadCommitted whether the data source's connections come with READ COMMITTED: to ask each of them would cost a
     *     round trip a transaction
     */
    PostgresDialect(boolean isReadCommitted) {
        this.isReadCommitted = isReadCommitted;
    }

    @Override
    public String ddlFolder() {
        return "postgresql";
    }

    @Override
    public String clockQuery() {
        // the clock, not the transaction's begin: a lease must not start before the wait for a row's lock
        return "SELECT CAST(FLOOR(EXTRACT(EPOCH FROM clock_timestamp()) * 1000) AS BIGINT) AS answer";
    }

    @Override
    public String tableQuery(Optional<String> schema) {
        return "SELECT 1 WHERE to_regclass("
                + schema.map(name -> "'" + name + ".' || ").orElse("") + "CAST(? AS TEXT)) IS NOT NULL";
    }

    @Override
    public String lockSuffix() {
        return " FOR UPDATE";
    }

    @Override
    public ClaimStrategy claims() {
        return new ReturningClaim();
    }

    @Override
    public Optional<GroupWrite> groupWrite() {
        return Optional.of(new PostgresGroupWrite());
    }

    @Override
    public boolean isReadCommittedAlready() {
        return isReadCommitted;
    }

    @Override
    public void begin(Connection connection, boolean writes) throws SQLException {
        if (!isReadCommitted) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET TRANSACTION ISOLATION LEVEL READ COMMITTED");
            }
        }
    }

    /** Until the transaction ends; the DDL is part of it. */
    @Override
    public void lockSchema(Tx tx, String name) throws SQLException {
        tx.exists("SELECT pg_advisory_xact_lock(hashtext(?))", "vm-lifecycle " + name);
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
