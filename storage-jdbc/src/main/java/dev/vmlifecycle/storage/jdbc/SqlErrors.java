package dev.vmlifecycle.storage.jdbc;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Optional;

/** What exceptions of all drivers have in common. */
final class SqlErrors {

    private SqlErrors() {}

    static String state(SQLException e) {
        return Optional.ofNullable(e.getSQLState()).orElse("");
    }

    /** A pool without a free connection, a server that cannot be reached, a connection that broke, a full disk. */
    static boolean isOutage(SQLException e) {
        return e instanceof SQLTransientException
                || e instanceof SQLRecoverableException
                || e instanceof SQLNonTransientConnectionException
                || state(e).startsWith("08")
                || state(e).startsWith("53");
    }
}
