package dev.vmlifecycle.storage.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;

/**
 * Runs work inside a transaction that the host began and will end. Each piece of work has a savepoint, so that one that fails
 * leaves nothing behind and the host's transaction usable, as far as the database allows. Confined to the host's thread.
 */
final class HostTransaction implements Runner {
    private static final int ATTEMPTS = 3;

    private final Connection connection;
    private final Dialect dialect;
    private final Names names;
    private final StoreClock clock;

    HostTransaction(Connection connection, Dialect dialect, Names names, StoreClock clock) {
        this.connection = connection;
        this.dialect = dialect;
        this.names = names;
        this.clock = clock;
    }

    @Override
    public <R> R answer(String what, Work<R> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                requireTransaction();
                return once(work);
            } catch (SQLException e) {
                // a deadlock or a serialization failure has ended the host's transaction: only the host can repeat all
                // of it
                if (attempt == ATTEMPTS || !dialect.isDuplicate(e)) {
                    throw Transactions.failure(what, dialect, e);
                }
            }
        }
    }

    @Override
    public <R> R read(String what, Work<R> work) {
        return answer(what, work);
    }

    private <R> R once(Work<R> work) throws SQLException {
        Savepoint before = connection.setSavepoint();
        try {
            R answer = work.in(new Tx(connection, dialect, names, clock));
            connection.releaseSavepoint(before);
            return answer;
        } catch (SQLException | RuntimeException | Error e) {
            undo(before, e);
            throw e;
        }
    }

    private void undo(Savepoint before, Throwable reason) {
        try {
            connection.rollback(before);
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
    }

    private void requireTransaction() throws SQLException {
        if (connection.getAutoCommit()) {
            throw new IllegalStateException("connection: in auto-commit mode (expected: an open transaction)");
        }
    }
}
