package dev.vmlifecycle.storage.jdbc;

import dev.vmlifecycle.engine.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs work in transactions of READ COMMITTED, each on a connection of its own that goes back at once.
 *
 * <p>Work that was rolled back by a race (see {@link Dialect#mayRepeat}) is run again, a bounded number of times; it must
 * have no effect outside its transaction. A failed COMMIT is never repeated, unless the database says that it refused it: its
 * outcome is unknown.
 */
final class Transactions implements Runner {
    private static final Logger LOG = LoggerFactory.getLogger(Transactions.class);
    private static final int ATTEMPTS = 20;

    private final DataSource dataSource;
    private final Dialect dialect;
    private final Names names;
    private final StoreClock clock;

    Transactions(DataSource dataSource, Dialect dialect, Names names, StoreClock clock) {
        this.dataSource = dataSource;
        this.dialect = dialect;
        this.names = names;
        this.clock = clock;
    }

    @Override
    public <R> R answer(String what, Work<R> work) {
        return answer(what, true, work, dialect::mayRepeat);
    }

    @Override
    public <R> R read(String what, Work<R> work) {
        return answer(what, false, work, dialect::mayRepeat);
    }

    /**
     * Runs work of one statement as a transaction of its own, which costs one round trip instead of three. Not repeated after a
     * failure, whose outcome is unknown.
     */
    <R> R statement(String what, Work<R> work) {
        if (!dialect.isReadCommittedAlready()) {
            return answer(what, true, work, e -> false);
        }
        try {
            return alone(work);
        } catch (SQLException e) {
            throw failure(what, dialect, e);
        }
    }

    private <R> R alone(Work<R> work) throws SQLException {
        Connection connection = dataSource.getConnection();
        try {
            boolean autoCommit = connection.getAutoCommit();
            connection.setAutoCommit(true);
            try {
                return work.in(new Tx(connection, dialect, names, clock));
            } finally {
                restore(connection, autoCommit);
            }
        } finally {
            close(connection);
        }
    }

    /** For DDL, which many databases commit statement by statement: the task must be fit to be run again from anywhere. */
    void runDdl(String what, Task task) {
        Work<String> work = tx -> {
            task.in(tx);
            return what;
        };
        answer(what, true, work, e -> dialect.mayRepeat(e) || dialect.isCreationRace(e));
    }

    /** Runs the same work on a connection of the host's, as part of its transaction. */
    Runner in(Connection connection) {
        return new HostTransaction(connection, dialect, names, clock);
    }

    private <R> R answer(String what, boolean writes, Work<R> work, Predicate<SQLException> mayRepeat) {
        for (int attempt = 1; ; attempt++) {
            try {
                return once(writes, work);
            } catch (RolledBack e) {
                if (attempt == ATTEMPTS || !mayRepeat.test(e.reason())) {
                    throw failure(what, dialect, e.reason());
                }
                LOG.debug("{}: attempt {} lost a race, trying again", what, attempt, e.reason());
            } catch (SQLException e) {
                throw failure(what, dialect, e);
            }
        }
    }

    private <R> R once(boolean writes, Work<R> work) throws SQLException, RolledBack {
        Connection connection = dataSource.getConnection();
        try {
            boolean autoCommit = connection.getAutoCommit();
            connection.setAutoCommit(dialect.usesAutoCommit());
            begin(connection, writes, autoCommit);
            R answer = attempt(work, connection, autoCommit);
            commit(connection, autoCommit);
            restore(connection, autoCommit);
            return answer;
        } finally {
            close(connection);
        }
    }

    /** Nothing is written yet: whatever fails here, may be repeated. */
    private void begin(Connection connection, boolean writes, boolean autoCommit) throws RolledBack {
        try {
            dialect.begin(connection, writes);
        } catch (SQLException e) {
            restore(connection, autoCommit);
            throw new RolledBack(e);
        }
    }

    private <R> R attempt(Work<R> work, Connection connection, boolean autoCommit) throws RolledBack {
        try {
            return work.in(new Tx(connection, dialect, names, clock));
        } catch (SQLException e) {
            undo(connection, autoCommit, e);
            throw new RolledBack(e);
        } catch (RuntimeException | Error e) {
            undo(connection, autoCommit, e);
            throw e;
        }
    }

    /** A COMMIT that was not reached leaves its transaction open: a pool must not get that back. */
    private void commit(Connection connection, boolean autoCommit) throws SQLException, RolledBack {
        try {
            dialect.commit(connection);
        } catch (SQLException e) {
            undo(connection, autoCommit, e);
            if (dialect.isRefusedCommit(e)) {
                throw new RolledBack(e);
            }
            throw e;
        }
    }

    static StoreException failure(String what, Dialect dialect, SQLException e) {
        // the driver's own text may quote values; it stays in the cause
        return new StoreException(
                what + ": SQLState " + e.getSQLState() + ", vendor code " + e.getErrorCode(),
                dialect.isTransient(e),
                e);
    }

    /** The mode is set back only after the rollback: to switch it inside a transaction would commit. */
    private void undo(Connection connection, boolean autoCommit, Throwable reason) {
        try {
            dialect.rollback(connection);
            connection.setAutoCommit(autoCommit);
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
    }

    /** What follows a commit must not turn it into a failure. */
    private static void restore(Connection connection, boolean autoCommit) {
        try {
            connection.setAutoCommit(autoCommit);
        } catch (SQLException e) {
            LOG.debug("connection could not be reset after its commit", e);
        }
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.debug("connection could not be closed", e);
        }
    }

    /** The work failed before its COMMIT. */
    private static final class RolledBack extends Exception {
        private static final long serialVersionUID = 1L;

        private final SQLException reason;

        RolledBack(SQLException reason) {
            super(reason);
            this.reason = reason;
        }

        SQLException reason() {
            return reason;
        }
    }
}
