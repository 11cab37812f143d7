package dev.vmlifecycle.vm.store;

import dev.vmlifecycle.backup.BackupId;
import dev.vmlifecycle.backup.BackupProgress;
import dev.vmlifecycle.backup.BackupRecord;
import dev.vmlifecycle.backup.BackupSchedule;
import dev.vmlifecycle.backup.BackupStore.Scheduled;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Backups and their schedules in memory. Guarded by the store's lock. */
final class MemoryBackups {
    private static final Comparator<BackupRecord> NEWEST_FIRST = Comparator.comparing(
                    (BackupRecord record) -> record.wish().at())
            .thenComparing(BackupRecord::id)
            .reversed();

    private final TreeMap<BackupId, BackupRecord> records = new TreeMap<>();
    private final TreeMap<String, BackupSchedule> schedules = new TreeMap<>();

    boolean add(BackupRecord record) {
        Predicate<BackupRecord> inTheWay = other -> other.id().equals(record.id())
                || (other.key().equals(record.key())
                        && (other.progress().state().isOpen()
                                || (other.wish().day().isPresent()
                                        && other.wish()
                                                .day()
                                                .equals(record.wish().day()))));
        if (records.values().stream().anyMatch(inTheWay)) {
            return false;
        }
        records.put(record.id(), record);
        return true;
    }

    boolean update(BackupRecord seen, BackupProgress progress) {
        BackupRecord present = records.get(seen.id());
        if (present == null || !present.progress().equals(seen.progress())) {
            return false;
        }
        records.put(seen.id(), present.with(progress));
        return true;
    }

    List<BackupRecord> open(Optional<BackupId> after, int limit) {
        return after.map(id -> records.tailMap(id, false)).orElse(records).values().stream()
                .filter(record -> record.progress().state().isOpen())
                .limit(Math.max(0, limit))
                .toList();
    }

    List<BackupRecord> of(String key, int limit) {
        return records.values().stream()
                .filter(record -> record.key().equals(key))
                .sorted(NEWEST_FIRST)
                .limit(Math.max(0, limit))
                .toList();
    }

    int forget(Instant before) {
        int size = records.size();
        records.values()
                .removeIf(record -> !record.progress().state().isOpen()
                        && record.progress().changedAt().isBefore(before));
        return size - records.size();
    }

    void save(String key, Optional<BackupSchedule> schedule) {
        schedule.ifPresentOrElse(value -> schedules.put(key, value), () -> schedules.remove(key));
    }

    List<Scheduled> schedules(String afterKey, int limit) {
        return schedules.tailMap(afterKey, false).entrySet().stream()
                .limit(Math.max(0, limit))
                .map(entry -> new Scheduled(entry.getKey(), entry.getValue()))
                .toList();
    }

    Optional<BackupSchedule> schedule(String key) {
        return Optional.ofNullable(schedules.get(key));
    }
}
