package dev.vmlifecycle.storage.jdbc;

import dev.vmlifecycle.schedule.ScheduleStore.Begin;
import dev.vmlifecycle.schedule.TaskName;
import dev.vmlifecycle.schedule.TaskResult;
import dev.vmlifecycle.schedule.TaskRow;
import dev.vmlifecycle.schedule.TaskStart;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Scheduled tasks. Each change locks the row first: what "changed" means for a row that stays equal differs from driver to driver. */
final class Schedule {
    private static final String ALL = "SELECT * FROM ${prefix}scheduled_task";

    private Schedule() {}

    /** The row, and which run's end it tells of: an end that is repeated is known by it. */
    private record Kept(TaskRow row, Optional<String> endedRun) {
        boolean isHeldBy(String runId) {
            return row.heldUntil().isPresent() && row.last().runId().equals(runId);
        }
    }

    static List<TaskRow> tasks(Tx tx) throws SQLException {
        return tx.list(ALL + " ORDER BY task_name", row -> kept(row).row());
    }

    static Begin begin(Tx tx, TaskStart start) throws SQLException {
        Optional<Kept> kept = locked(tx, start.name());
        if (kept.isEmpty()) {
            return first(tx, start);
        }
        TaskRow before = kept.get().row();
        Optional<Begin> answer = start.answerTo(before, tx.now());
        if (answer.isPresent()) {
            return answer.get();
        }
        Optional<Instant> until = until(tx, start);
        tx.update(
                "UPDATE ${prefix}scheduled_task SET run_id = ?, owner = ?, started_at = ?, held_until = ?"
                        + " WHERE task_name = ?",
                start.runId(),
                start.owner(),
                tx.now(),
                until,
                start.name().value());
        return new Begin.Started(
                new TaskRow(start.name(), last(tx, start), until, before.done(), before.cleared()),
                Optional.of(before));
    }

    /** Two first starters meet at the primary key: the second is run again and finds the row. */
    private static Begin first(Tx tx, TaskStart start) throws SQLException {
        Optional<Instant> until = until(tx, start);
        tx.update(
                "INSERT INTO ${prefix}scheduled_task (task_name, run_id, owner, started_at, held_until)"
                        + " VALUES (?, ?, ?, ?, ?)",
                start.name().value(),
                start.runId(),
                start.owner(),
                tx.now(),
                until);
        return new Begin.Started(
                new TaskRow(start.name(), last(tx, start), until, Optional.empty(), Optional.empty()),
                Optional.empty());
    }

    static boolean extend(Tx tx, TaskName name, String runId, Duration lockFor) throws SQLException {
        if (!isHeld(tx, name, runId)) {
            return false;
        }
        tx.update(
                "UPDATE ${prefix}scheduled_task SET held_until = ? WHERE task_name = ?", tx.in(lockFor), name.value());
        return true;
    }

    static boolean end(Tx tx, TaskName name, String runId, Instant startedAt, TaskResult result, boolean locked)
            throws SQLException {
        Optional<Kept> kept = locked(tx, name);
        if (kept.flatMap(Kept::endedRun).equals(Optional.of(runId))) {
            return true;
        }
        if (kept.isEmpty() || (locked && !kept.get().isHeldBy(runId))) {
            return false;
        }
        tx.update(
                "UPDATE ${prefix}scheduled_task SET held_until = ?, done_run_id = ?, done_started_at = ?, done_at = ?,"
                        + " done_processed = ?, done_errors = ?, done_details = ? WHERE task_name = ?",
                locked ? Optional.empty() : kept.get().row().heldUntil(),
                runId,
                startedAt,
                tx.now(),
                result.processed(),
                result.errors(),
                Details.write(result.details()),
                name.value());
        return true;
    }

    static boolean clear(Tx tx, TaskName name, String runId, String by) throws SQLException {
        if (!isHeld(tx, name, runId)) {
            return false;
        }
        tx.update(
                "UPDATE ${prefix}scheduled_task SET held_until = NULL, cleared_owner = owner, cleared_by = ?,"
                        + " cleared_at = ? WHERE task_name = ?",
                by,
                tx.now(),
                name.value());
        return true;
    }

    private static boolean isHeld(Tx tx, TaskName name, String runId) throws SQLException {
        return locked(tx, name).filter(kept -> kept.isHeldBy(runId)).isPresent();
    }

    private static Optional<Kept> locked(Tx tx, TaskName name) throws SQLException {
        return tx.first(ALL + " WHERE task_name = ?" + tx.dialect().lockSuffix(), Schedule::kept, name.value());
    }

    private static TaskRow.Start last(Tx tx, TaskStart start) throws SQLException {
        return new TaskRow.Start(start.runId(), start.owner(), tx.now());
    }

    private static Optional<Instant> until(Tx tx, TaskStart start) throws SQLException {
        return start.lockFor().isPresent() ? Optional.of(tx.in(start.lockFor().get())) : Optional.empty();
    }

    private static Kept kept(Row row) throws SQLException {
        return new Kept(
                new TaskRow(
                        TaskName.of(row.text("task_name")),
                        new TaskRow.Start(row.text("run_id"), row.text("owner"), row.instant("started_at")),
                        row.optionalInstant("held_until"),
                        done(row),
                        cleared(row)),
                row.optionalText("done_run_id"));
    }

    private static Optional<TaskRow.Done> done(Row row) throws SQLException {
        return row.optionalText("done_run_id").isEmpty()
                ? Optional.empty()
                : Optional.of(new TaskRow.Done(
                        row.instant("done_started_at"),
                        row.instant("done_at"),
                        new TaskResult(
                                row.integer("done_processed"),
                                row.integer("done_errors"),
                                Details.read(row.text("done_details")))));
    }

    private static Optional<TaskRow.Cleared> cleared(Row row) throws SQLException {
        return row.optionalText("cleared_by").isEmpty()
                ? Optional.empty()
                : Optional.of(new TaskRow.Cleared(
                        row.text("cleared_owner"), row.text("cleared_by"), row.instant("cleared_at")));
    }
}
