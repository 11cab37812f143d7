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
 * have no effect outside its transaction. A failed COMMIT is never repeated: its outcome is unknown.
 */
final class Transactions {
    private static final Logger LOG = LoggerFactory.getLogger(Transactions.class);
    private static final int ATTEMPTS = 20;

    private final DataSource dataSource;
    private final Dialect dialect;
    private final String prefix;
    private final StoreClock clock;

    Transactions(DataSource dataSource, Dialect dialect, String prefix, StoreClock clock) {
        this.dataSource = dataSource;
        this.dialect = dialect;
        this.prefix = prefix;
        this.clock = clock;
    }

    /** Statements that belong together. */
    @FunctionalInterface
    interface Work<R> {
        R in(Tx tx) throws SQLException;
    }

    /** Statements that belong together and answer nothing. */
    @FunctionalInterface
    interface Task {
        void in(Tx tx) throws SQLException;
    }

    void run(String what, Task task) {
        answer(what, tx -> {
            task.in(tx);
            return what;
        });
    }

    <R> R answer(String what, Work<R> work) {
        return answer(what, work, dialect::mayRepeat);
    }

    /** For DDL, which many databases commit statement by statement: the task must be fit to be run again from anywhere. */
    void runDdl(String what, Task task) {
        answer(
                what,
                tx -> {
                    task.in(tx);
                    return what;
                },
                e -> dialect.mayRepeat(e) || dialect.isCreationRace(e));
    }

    private <R> R answer(String what, Work<R> work, Predicate<SQLException> mayRepeat) {
        for (int attempt = 1; ; attempt++) {
            try {
                return once(work);
            } catch (RolledBack e) {
                if (attempt == ATTEMPTS || !mayRepeat.test(e.reason())) {
                    throw failure(what, e.reason());
                }
                LOG.debug("{}: attempt {} lost a race, trying again", what, attempt, e.reason());
            } catch (SQLException e) {
                throw failure(what, e);
            }
        }
    }

    private <R> R once(Work<R> work) throws SQLException, RolledBack {
        Connection connection = dataSource.getConnection();
        try {
            boolean autoCommit = connection.getAutoCommit();
            connection.setAutoCommit(false);
            if (connection.getTransactionIsolation() != Connection.TRANSACTION_READ_COMMITTED) {
                connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            }
            R answer = attempt(work, connection, autoCommit);
            connection.commit();
            restore(connection, autoCommit);
            return answer;
        } finally {
            close(connection);
        }
    }

    private <R> R attempt(Work<R> work, Connection connection, boolean autoCommit) throws RolledBack {
        try {
            return work.in(new Tx(connection, dialect, prefix, clock));
        } catch (SQLException e) {
            undo(connection, autoCommit, e);
            throw new RolledBack(e);
        } catch (RuntimeException | Error e) {
            undo(connection, autoCommit, e);
            throw e;
        }
    }

    private StoreException failure(String what, SQLException e) {
        // the driver's own text may quote values; it stays in the cause
        return new StoreException(
                what + ": SQLState " + e.getSQLState() + ", vendor code " + e.getErrorCode(),
                dialect.isTransient(e),
                e);
    }

    /** The mode is set back only after the rollback: to switch it inside a transaction would commit. */
    private static void undo(Connection connection, boolean autoCommit, Throwable reason) {
        try {
            connection.rollback();
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
