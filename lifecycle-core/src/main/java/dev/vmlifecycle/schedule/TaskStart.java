package dev.vmlifecycle.schedule;

import dev.vmlifecycle.schedule.ScheduleStore.Begin;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The wish to start a run.
 *
 * @param name the task
 * @param runId a text that no other run has, at most 190 characters
 * @param owner the process, at most 400 characters
 * @param sinceLast how long ago the last start must be; empty to start at once
 * @param lockFor how long the lock lasts unless it is extended; empty for a run without a lock
 * @param insteadOf the run id of a holder that is known dead: its lock is taken although it has not run out
 */
public record TaskStart(
        TaskName name,
        String runId,
        String owner,
        Optional<Duration> sinceLast,
        Optional<Duration> lockFor,
        Optional<String> insteadOf) {

    /**
     * What a store answers, given the row that it has locked: the rule of {@link ScheduleStore#begin}, the same for all stores.
     *
     * @param row the task's row
     * @param now the store's now
     * @return why it is not started, or that it was already; empty when it may be started
     */
    public Optional<Begin> answerTo(TaskRow row, Instant now) {
        if (row.last().runId().equals(runId)) {
            return Optional.of(new Begin.Started(row, Optional.empty()));
        }
        boolean held = row.heldUntil().filter(until -> until.isAfter(now)).isPresent()
                && !insteadOf.equals(Optional.of(row.last().runId()));
        if (held && lockFor.isPresent()) {
            return Optional.of(new Begin.Held(row));
        }
        boolean left = lockFor.isPresent() && !row.hasEnded();
        boolean early = sinceLast
                .filter(span -> row.last().at().plusMillis(span.toMillis()).isAfter(now))
                .isPresent();
        // a run that did not come back does not count as the last one
        return early && !left ? Optional.of(new Begin.NotDue(row)) : Optional.empty();
    }

    TaskStart insteadOf(String deadRun) {
        return new TaskStart(name, runId, owner, sinceLast, lockFor, Optional.of(deadRun));
    }
}
