package dev.vmlifecycle.storage.jdbc;

import dev.vmlifecycle.proxmox.ByteSize;
import dev.vmlifecycle.traffic.TrafficInterval;
import dev.vmlifecycle.traffic.TrafficQuality;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The traffic ledger and its watermarks. */
final class TrafficRows {

    private TrafficRows() {}

    static Optional<Instant> countedTo(Tx tx, String key) throws SQLException {
        return mark(tx, key, "");
    }

    static boolean count(Tx tx, String key, Optional<Instant> seen, Instant countedTo, List<TrafficInterval> intervals)
            throws SQLException {
        if (!mark(tx, key, tx.dialect().lockSuffix()).equals(seen)) {
            return false;
        }
        if (seen.isEmpty()) {
            // two first counts meet at the primary key: the second is run again and finds the mark
            tx.update("INSERT INTO ${prefix}traffic_mark (skey, counted_to) VALUES (?, ?)", key, countedTo);
        } else {
            tx.update("UPDATE ${prefix}traffic_mark SET counted_to = ? WHERE skey = ?", countedTo, key);
        }
        for (TrafficInterval interval : intervals) {
            tx.update("DELETE FROM ${prefix}traffic WHERE skey = ? AND from_at = ?", key, interval.from());
            tx.update(
                    "INSERT INTO ${prefix}traffic (skey, from_at, to_at, bytes_in, bytes_out, quality, source_text)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                    key,
                    interval.from(),
                    interval.to(),
                    interval.in().bytes(),
                    interval.out().bytes(),
                    interval.quality(),
                    interval.source());
        }
        return true;
    }

    static List<TrafficInterval> between(Tx tx, String key, Instant from, Instant to) throws SQLException {
        return tx.list(
                "SELECT * FROM ${prefix}traffic WHERE skey = ? AND from_at < ? AND to_at > ? ORDER BY from_at",
                TrafficRows::interval,
                key,
                to,
                from);
    }

    static int forget(Tx tx, Instant before) throws SQLException {
        return tx.update("DELETE FROM ${prefix}traffic WHERE to_at <= ?", before);
    }

    private static Optional<Instant> mark(Tx tx, String key, String suffix) throws SQLException {
        return tx.first(
                "SELECT counted_to FROM ${prefix}traffic_mark WHERE skey = ?" + suffix,
                row -> row.instant("counted_to"),
                key);
    }

    private static TrafficInterval interval(Row row) throws SQLException {
        return new TrafficInterval(
                row.instant("from_at"),
                row.instant("to_at"),
                ByteSize.ofBytes(row.number("bytes_in")),
                ByteSize.ofBytes(row.number("bytes_out")),
                TrafficQuality.valueOf(row.text("quality")),
                row.text("source_text"));
    }
}
