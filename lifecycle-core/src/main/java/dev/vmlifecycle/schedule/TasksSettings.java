package dev.vmlifecycle.schedule;

import dev.vmlifecycle.engine.Sleeper;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** What all runs share. */
record TasksSettings(
        ScheduleStore store,
        Map<TaskName, Interval> intervals,
        Duration timeout,
        Owners owners,
        Supplier<String> runIds,
        Sleeper sleeper,
        ZoneId zone,
        ScheduleListeners listeners) {

    Interval interval(ScheduledTask task) {
        Interval set = intervals.get(task.name());
        return set == null ? task.defaultInterval() : set;
    }

    /** Now when it never ran, or when its last run did not come back. */
    Optional<Instant> nextDue(ScheduledTask task, Optional<TaskRow> row, Instant now) {
        Interval interval = interval(task);
        boolean left = row.isEmpty()
                || (task.lock() == ScheduledTask.Lock.EXCLUSIVE
                        && !row.get().hasEnded()
                        && lock(row.get(), now).filter(held -> !held.stale()).isEmpty());
        return left
                ? interval.time().map(any -> now)
                : interval.dueAfter(row.get().last().at());
    }

    Optional<TaskLock> lock(TaskRow row, Instant now) {
        return row.heldUntil()
                .map(until -> new TaskLock(
                        row.last().owner(),
                        row.last().at(),
                        Duration.between(row.last().at(), now),
                        until,
                        !until.isAfter(now) || owners.isDead(row.last().owner())));
    }
}
