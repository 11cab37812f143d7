package dev.vmlifecycle.storage.jdbc;

import dev.vmlifecycle.engine.AcquirePermit;
import dev.vmlifecycle.engine.PermitAnswer;
import dev.vmlifecycle.engine.PermitEntry;
import dev.vmlifecycle.engine.PermitName;
import dev.vmlifecycle.engine.ReleasePermits;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Permits and their queues. Askers of one name come one after the other (see {@link Mutex}), so that what they count is all that was
 * granted; giving back needs no turn, since it only makes room.
 */
final class Permits {
    private static final String IN_TURN = " ORDER BY granted DESC, asked_at, skey";

    private record Line(PermitEntry entry, boolean atRest) {}

    private Permits() {}

    static PermitAnswer acquire(Tx tx, AcquirePermit ask) throws SQLException {
        List<PermitEntry> entries = new ArrayList<>();
        for (Line line : lines(tx, ask.name())) {
            if (line.atRest()) {
                forget(tx, ask.name(), line.entry());
            } else {
                entries.add(line.entry());
            }
        }
        PermitAnswer answer = ask.judge(entries, tx.now());
        if (entries.stream().anyMatch(entry -> entry.key().equals(ask.key()))) {
            tx.update(
                    "UPDATE ${prefix}permit SET granted = ?, seen_at = ? WHERE permit_name = ? AND skey = ?",
                    answer.granted(),
                    tx.now(),
                    ask.name().value(),
                    ask.key());
        } else {
            tx.update(
                    "INSERT INTO ${prefix}permit (permit_name, skey, granted, asked_at, seen_at) VALUES (?, ?, ?, ?, ?)",
                    ask.name().value(),
                    ask.key(),
                    answer.granted(),
                    AcquirePermit.placeAfter(entries, tx.now()),
                    tx.now());
        }
        return answer;
    }

    static void release(Tx tx, ReleasePermits release) throws SQLException {
        String places = release.placesOnly() ? " AND granted = 0" : "";
        if (release.name().isPresent()) {
            tx.update(
                    "DELETE FROM ${prefix}permit WHERE permit_name = ? AND skey = ?" + places,
                    release.name().get().value(),
                    release.key());
        } else {
            tx.update("DELETE FROM ${prefix}permit WHERE skey = ?" + places, release.key());
        }
    }

    static Optional<String> next(Tx tx, PermitName name) throws SQLException {
        return tx.first(
                "SELECT skey FROM ${prefix}permit WHERE permit_name = ? AND granted = 0" + IN_TURN + " LIMIT 1",
                row -> row.text("skey"),
                name.value());
    }

    static List<PermitEntry> of(Tx tx, PermitName name) throws SQLException {
        return tx.list("SELECT * FROM ${prefix}permit WHERE permit_name = ?" + IN_TURN, Permits::entry, name.value());
    }

    private static List<Line> lines(Tx tx, PermitName name) throws SQLException {
        return tx.list("""
                SELECT p.skey, p.granted, p.asked_at, p.seen_at,
                  CASE WHEN i.due_at IS NULL AND i.owner IS NULL AND i.hold_reason IS NULL THEN 1 ELSE 0 END AS at_rest
                FROM ${prefix}permit p LEFT JOIN ${prefix}instance i ON i.skey = p.skey
                WHERE p.permit_name = ? ORDER BY p.skey""", row -> new Line(entry(row), row.flag("at_rest")), name.value());
    }

    /** As it was read: an entry that came back to life meanwhile has asked again, and stays. */
    private static void forget(Tx tx, PermitName name, PermitEntry entry) throws SQLException {
        tx.update(
                "DELETE FROM ${prefix}permit WHERE permit_name = ? AND skey = ? AND seen_at = ?",
                name.value(),
                entry.key(),
                entry.seenAt());
    }

    private static PermitEntry entry(Row row) throws SQLException {
        Instant askedAt = row.instant("asked_at");
        return new PermitEntry(row.text("skey"), row.flag("granted"), askedAt, row.instant("seen_at"));
    }
}
