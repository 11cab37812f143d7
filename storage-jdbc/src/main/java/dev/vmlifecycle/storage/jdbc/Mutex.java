package dev.vmlifecycle.storage.jdbc;

import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/**
 * Row locks by name, held until the transaction ends. Look-then-write under a unique key alone is correct but starves: of many
 * hosts that all look for the lowest free number, one wins each round and the rest repeat.
 */
final class Mutex {

    private Mutex() {}

    /** Takes the locks, in name order, so that two takers cannot wait for each other in a circle. */
    static void take(Tx tx, Collection<String> names) throws SQLException {
        List<String> ordered = names.stream().distinct().sorted().toList();
        for (String name : ordered) {
            take(tx, name);
        }
    }

    private static void take(Tx tx, String name) throws SQLException {
        if (tx.update("UPDATE ${prefix}mutex SET uses = uses + 1 WHERE mutex_name = ?", name) == 0) {
            // two first takers meet at the primary key: the second is run again and finds the row
            tx.update("INSERT INTO ${prefix}mutex (mutex_name, uses) VALUES (?, 1)", name);
        }
    }
}
