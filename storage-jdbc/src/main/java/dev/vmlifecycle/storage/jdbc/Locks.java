package dev.vmlifecycle.storage.jdbc;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Locks by name that outlive a transaction. */
final class Locks {

    private Locks() {}

    private record Held(String holder, Instant until) {}

    static boolean take(Tx tx, String name, String holder, Duration leaseFor) throws SQLException {
        Instant until = tx.in(leaseFor);
        Optional<Held> found = tx.first(
                "SELECT holder, held_until FROM ${prefix}named_lock WHERE lock_name = ?",
                row -> new Held(row.text("holder"), row.instant("held_until")),
                name);
        if (found.isEmpty()) {
            // two first takers meet at the primary key: the second is run again and finds the row
            tx.update(
                    "INSERT INTO ${prefix}named_lock (lock_name, holder, held_until) VALUES (?, ?, ?)",
                    name,
                    holder,
                    until);
            return true;
        }
        Held held = found.get();
        if (held.equals(new Held(holder, until))) {
            return true;
        }
        boolean free = held.holder().equals(holder) || !held.until().isAfter(tx.now());
        return free
                && tx.update(
                                "UPDATE ${prefix}named_lock SET holder = ?, held_until = ?"
                                        + " WHERE lock_name = ? AND holder = ? AND held_until = ?",
                                holder,
                                until,
                                name,
                                held.holder(),
                                held.until())
                        == 1;
    }

    static void release(Tx tx, String name, String holder) throws SQLException {
        tx.update("DELETE FROM ${prefix}named_lock WHERE lock_name = ? AND holder = ?", name, holder);
    }
}
