package dev.vmlifecycle.storage.jdbc;

import dev.vmlifecycle.engine.Notification;
import dev.vmlifecycle.engine.OutboxEntry;
import java.sql.SQLException;
import java.util.List;

/** Notifications between their commit and their delivery; delivered ones stay, so that their ids are known. */
final class Outbox {

    private Outbox() {}

    static void add(Tx tx, String key, List<Notification> notifications) throws SQLException {
        int position = 0;
        for (Notification notification : notifications) {
            if (!tx.exists("SELECT 1 FROM ${prefix}outbox WHERE id = ?", notification.id())) {
                tx.update(
                        "INSERT INTO ${prefix}outbox (id, skey, event_type, message, created_at, position_no, attempts)"
                                + " VALUES (?, ?, ?, ?, ?, ?, 0)",
                        notification.id(),
                        key,
                        notification.type(),
                        notification.text(),
                        tx.now(),
                        position);
            }
            position++;
        }
    }

    static List<OutboxEntry> waiting(Tx tx, int limit) throws SQLException {
        return tx.list(
                "SELECT * FROM ${prefix}outbox WHERE delivered_at IS NULL"
                        + " ORDER BY created_at, position_no, id LIMIT ?",
                row -> new OutboxEntry(
                        row.text("skey"),
                        new Notification(row.text("id"), row.text("event_type"), row.text("message")),
                        row.integer("attempts")),
                Math.max(0, limit));
    }

    static void result(Tx tx, String id, boolean delivered) throws SQLException {
        if (delivered) {
            tx.update(
                    "UPDATE ${prefix}outbox SET delivered_at = ? WHERE id = ? AND delivered_at IS NULL", tx.now(), id);
        } else {
            tx.update("UPDATE ${prefix}outbox SET attempts = attempts + 1 WHERE id = ? AND delivered_at IS NULL", id);
        }
    }
}
