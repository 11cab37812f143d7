package dev.vmlifecycle.storage.jdbc;

import dev.vmlifecycle.engine.DurableEvent;
import dev.vmlifecycle.engine.NewEvent;
import java.sql.SQLException;
import java.util.List;

/** Durable events, numbered without gaps: the last number stands in the subject's row, which the writer has locked. */
final class EventLog {

    private EventLog() {}

    static void append(Tx tx, String key, long lastSeq, List<NewEvent> events) throws SQLException {
        long seq = lastSeq;
        for (NewEvent event : events) {
            seq++;
            tx.update(
                    "INSERT INTO ${prefix}event (skey, seq, recorded_at, event_type, message) VALUES (?, ?, ?, ?, ?)",
                    key,
                    seq,
                    tx.now(),
                    event.type(),
                    event.text());
        }
    }

    static List<DurableEvent> read(Tx tx, String key, long afterSeq, int limit) throws SQLException {
        return tx.list(
                "SELECT * FROM ${prefix}event WHERE skey = ? AND seq > ? ORDER BY seq LIMIT ?",
                row -> new DurableEvent(
                        row.text("skey"),
                        row.number("seq"),
                        row.instant("recorded_at"),
                        row.text("event_type"),
                        row.text("message")),
                key,
                afterSeq,
                Math.max(0, limit));
    }
}
