package dev.vmlifecycle.storage.jdbc;

import java.sql.SQLException;

/** What differs from database to database. Stateless. */
interface Dialect {

    /** The folder of its DDL below {@code ddl/}. */
    String ddlFolder();

    /** A query of one row and column: epoch milliseconds by the database's clock. */
    String clockQuery();

    /** What makes a SELECT lock the rows it finds until the transaction ends; empty where writers exclude each other anyway. */
    String lockSuffix();

    /** How workers claim rows without blocking or doubling each other. */
    ClaimStrategy claims();

    /**
     * Whether the transaction was rolled back for a reason that a fresh attempt may not meet: a deadlock, a lock time-out, or
     * a unique key that somebody else wrote between our look and our write.
     */
    boolean mayRepeat(SQLException e);

    /** Whether a statement of the DDL failed only because somebody else ran it at the same time. */
    boolean isCreationRace(SQLException e);

    /** Whether the same call may succeed later without anybody's help. */
    boolean isTransient(SQLException e);
}
