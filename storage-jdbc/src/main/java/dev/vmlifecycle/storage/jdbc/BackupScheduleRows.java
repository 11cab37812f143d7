package dev.vmlifecycle.storage.jdbc;

import dev.vmlifecycle.backup.BackupSchedule;
import dev.vmlifecycle.backup.BackupStore.Scheduled;
import dev.vmlifecycle.proxmox.StorageId;
import dev.vmlifecycle.proxmox.backup.BackupMode;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** When VMs are backed up by themselves. */
final class BackupScheduleRows {

    private BackupScheduleRows() {}

    static void save(Tx tx, String key, Optional<BackupSchedule> schedule) throws SQLException {
        tx.update("DELETE FROM ${prefix}backup_schedule WHERE skey = ?", key);
        if (schedule.isPresent()) {
            tx.update(
                    "INSERT INTO ${prefix}backup_schedule (skey, times_text, zone_id, storage_id, backup_mode)"
                            + " VALUES (?, ?, ?, ?, ?)",
                    key,
                    text(schedule.get().times()),
                    schedule.get().zone().map(ZoneId::getId),
                    schedule.get().storage().toString(),
                    schedule.get().mode());
        }
    }

    static Optional<BackupSchedule> find(Tx tx, String key) throws SQLException {
        return tx.first("SELECT * FROM ${prefix}backup_schedule WHERE skey = ?", BackupScheduleRows::schedule, key);
    }

    static List<Scheduled> list(Tx tx, String afterKey, int limit) throws SQLException {
        return tx.list(
                "SELECT * FROM ${prefix}backup_schedule WHERE skey > ? ORDER BY skey LIMIT ?",
                row -> new Scheduled(row.text("skey"), schedule(row)),
                afterKey,
                Math.max(0, limit));
    }

    private static String text(Map<DayOfWeek, LocalTime> times) {
        return new TreeMap<>(times)
                .entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                        .collect(Collectors.joining(" "));
    }

    private static BackupSchedule schedule(Row row) throws SQLException {
        Map<DayOfWeek, LocalTime> times = new EnumMap<>(DayOfWeek.class);
        for (String entry : row.text("times_text").split(" ", -1)) {
            int sign = entry.indexOf('=');
            times.put(DayOfWeek.valueOf(entry.substring(0, sign)), LocalTime.parse(entry.substring(sign + 1)));
        }
        return new BackupSchedule(
                times,
                row.optionalText("zone_id").map(ZoneId::of),
                StorageId.of(row.text("storage_id")),
                BackupMode.valueOf(row.text("backup_mode")));
    }
}
