package dev.vmlifecycle.vm.store;

import dev.vmlifecycle.schedule.ScheduleStore.Begin;
import dev.vmlifecycle.schedule.TaskName;
import dev.vmlifecycle.schedule.TaskResult;
import dev.vmlifecycle.schedule.TaskRow;
import dev.vmlifecycle.schedule.TaskStart;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Scheduled tasks in memory. Guarded by the store's lock. */
final class MemorySchedule {
    private final TreeMap<TaskName, Kept> rows = new TreeMap<>();

    /** The row, and which run's end it tells of: an end that is repeated is known by it. */
    private record Kept(TaskRow row, String endedRun) {}

    List<TaskRow> tasks() {
        return rows.values().stream().map(Kept::row).toList();
    }

    Begin begin(TaskStart start, Instant now) {
        Optional<Kept> kept = Optional.ofNullable(rows.get(start.name()));
        Optional<TaskRow> before = kept.map(Kept::row);
        Optional<Begin> answer = before.flatMap(row -> start.answerTo(row, now));
        if (answer.isPresent()) {
            return answer.get();
        }
        TaskRow row = new TaskRow(
                start.name(),
                new TaskRow.Start(start.runId(), start.owner(), now),
                start.lockFor().map(time -> now.plusMillis(time.toMillis())),
                before.flatMap(TaskRow::done),
                before.flatMap(TaskRow::cleared));
        rows.put(start.name(), new Kept(row, kept.map(Kept::endedRun).orElse("")));
        return new Begin.Started(row, before);
    }

    boolean extend(TaskName name, String runId, Duration lockFor, Instant now) {
        Optional<Kept> held = held(name, runId);
        held.ifPresent(kept -> rows.put(
                name,
                new Kept(withLock(kept.row(), Optional.of(now.plusMillis(lockFor.toMillis()))), kept.endedRun())));
        return held.isPresent();
    }

    boolean end(TaskName name, String runId, Instant startedAt, TaskResult result, boolean locked, Instant now) {
        Kept kept = rows.get(name);
        if (kept == null) {
            return false;
        }
        if (kept.endedRun().equals(runId)) {
            return true;
        }
        if (locked && held(name, runId).isEmpty()) {
            return false;
        }
        TaskRow row = kept.row();
        rows.put(
                name,
                new Kept(
                        new TaskRow(
                                name,
                                row.last(),
                                locked ? Optional.empty() : row.heldUntil(),
                                Optional.of(new TaskRow.Done(startedAt, now, result)),
                                row.cleared()),
                        runId));
        return true;
    }

    boolean clear(TaskName name, String runId, String by, Instant now) {
        Optional<Kept> held = held(name, runId);
        held.ifPresent(kept -> {
            TaskRow row = kept.row();
            TaskRow.Cleared cleared = new TaskRow.Cleared(row.last().owner(), by, now);
            rows.put(
                    name,
                    new Kept(
                            new TaskRow(name, row.last(), Optional.empty(), row.done(), Optional.of(cleared)),
                            kept.endedRun()));
        });
        return held.isPresent();
    }

    private Optional<Kept> held(TaskName name, String runId) {
        return Optional.ofNullable(rows.get(name))
                .filter(kept -> kept.row().heldUntil().isPresent()
                        && kept.row().last().runId().equals(runId));
    }

    private static TaskRow withLock(TaskRow row, Optional<Instant> until) {
        return new TaskRow(row.name(), row.last(), until, row.done(), row.cleared());
    }
}
