package dev.vmlifecycle.storage.jdbc;

import java.sql.SQLException;

/** Runs statements that belong together, in a transaction of its own or of the host's. */
interface Runner {

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

    /** Runs work that may write. */
    <R> R answer(String what, Work<R> work);

    /** Runs work that only reads. */
    <R> R read(String what, Work<R> work);

    /** Runs work that may write and has no answer. */
    default void run(String what, Task task) {
        answer(what, tx -> {
            task.in(tx);
            return what;
        });
    }
}
