package dev.vmlifecycle.storage.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;

/** What differs from database to database. Stateless. */
interface Dialect {

    /** The folder of its DDL below {@code ddl/}. */
    String ddlFolder();

    /** Words of its DDL, beside the prefix, that depend on the server. */
    default Map<String, String> ddlWords() {
        return Map.of();
    }

    /** Whether tables can be in a named schema that every connection reaches. */
    default boolean hasSchemas() {
        return true;
    }

    /** A query of one row and column named {@code answer}: epoch milliseconds by the database's clock. */
    String clockQuery();

    /** A query that finds a row when a table is there; its one argument is the table's name without the schema. */
    String tableQuery(Optional<String> schema);

    /** What makes a SELECT lock the rows it finds until the transaction ends; empty where writers exclude each other anyway. */
    String lockSuffix();

    /** What makes a query read the index of due rows, where the planner would choose otherwise. */
    default String dueIndexHint() {
        return "";
    }

    /** As {@link #lockSuffix}, but rows that another transaction has are left out. */
    default String lockIfFreeSuffix() {
        return lockSuffix().isEmpty() ? "" : lockSuffix() + " SKIP LOCKED";
    }

    /** How several commits are written at once, where there is a better way than one after the other. */
    default Optional<GroupWrite> groupWrite() {
        return Optional.empty();
    }

    /** How workers claim rows without blocking or doubling each other. */
    ClaimStrategy claims();

    /** Whether the driver is to be left in auto-commit mode, because {@link #begin} and its companions are statements. */
    default boolean usesAutoCommit() {
        return false;
    }

    /** Begins a transaction of READ COMMITTED or stricter, and leaves no trace of that in the host's session. */
    void begin(Connection connection, boolean writes) throws SQLException;

    /** Whether a statement in auto-commit mode is a transaction of READ COMMITTED without {@link #begin}. */
    default boolean isReadCommittedAlready() {
        return false;
    }

    /** Ends the transaction. */
    default void commit(Connection connection) throws SQLException {
        connection.commit();
    }

    /** Whether a COMMIT that failed like this has certainly not taken effect. */
    default boolean isRefusedCommit(SQLException e) {
        return false;
    }

    /** Undoes the transaction. */
    default void rollback(Connection connection) throws SQLException {
        connection.rollback();
    }

    /** Keeps other processes from the schema until {@link #unlockSchema}. The tables may be missing. */
    void lockSchema(Tx tx, String name) throws SQLException;

    /** Ends what {@link #lockSchema} began, where the end of the transaction does not. */
    default void unlockSchema(Tx tx, String name) throws SQLException {}

    /** Whether a statement of the DDL failed because its effect is there already. */
    default boolean isDone(SQLException e) {
        return false;
    }

    /** Whether a statement of the DDL failed only because somebody else ran it at the same time. */
    default boolean isCreationRace(SQLException e) {
        return false;
    }

    /**
     * Whether the transaction was rolled back for a reason that a fresh attempt may not meet: a deadlock, a lock time-out, or
     * a unique key that somebody else wrote between our look and our write.
     */
    boolean mayRepeat(SQLException e);

    /** Whether a unique key was met. */
    boolean isDuplicate(SQLException e);

    /** Whether the same call may succeed later without anybody's help. */
    boolean isTransient(SQLException e);
}
