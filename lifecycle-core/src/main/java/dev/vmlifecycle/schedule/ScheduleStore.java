package dev.vmlifecycle.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where last runs, results and locks of scheduled tasks are kept: the persistence port. Thread-safe. Every method is one
 * transaction and may throw {@link dev.vmlifecycle.engine.StoreException}; each may simply be repeated.
 *
 * <p>Intervals and locks are judged by the store's own clock ({@link #now}); callers pass durations. One row a task, made by its
 * first start.
 */
public interface ScheduleStore {

    /**
     * The clock by which intervals and locks are judged.
     *
     * @return now, to the millisecond
     */
    Instant now();

    /**
     * All tasks that were ever started.
     *
     * @return the rows in order of names
     */
    List<TaskRow> tasks();

    /**
     * Starts a run: atomically looks whether it is due and the lock is free, run out or held by {@link TaskStart#insteadOf}, and if
     * so notes the start and takes the lock. A start that was noted already, with the same run id, is answered as started.
     *
     * @param start the wish
     * @return started, or why not; a task that is held says so even if it is not due
     */
    Begin begin(TaskStart start);

    /**
     * Extends a lock.
     *
     * @param name the task
     * @param runId the run that holds it
     * @param lockFor how long it lasts from the store's now
     * @return false when that run holds it no more
     */
    boolean extend(TaskName name, String runId, Duration lockFor);

    /**
     * Notes what came of a run and gives its lock back.
     *
     * @param name the task
     * @param runId the run
     * @param startedAt when it was started
     * @param result what came of it
     * @param locked whether the run had a lock; then a run that lost it changes nothing
     * @return false when it was lost
     */
    boolean end(TaskName name, String runId, Instant startedAt, TaskResult result, boolean locked);

    /**
     * Takes a lock away.
     *
     * @param name the task
     * @param runId the run that holds it
     * @param by who does that, and why
     * @return false when that run holds it no more
     */
    boolean clear(TaskName name, String runId, String by);

    /** What came of the wish to start. A closed set. */
    sealed interface Begin {

        /**
         * It is started.
         *
         * @param row as it is now
         * @param before the row before it; its {@link TaskRow#heldUntil} is there when a stale lock was taken over
         */
        record Started(TaskRow row, Optional<TaskRow> before) implements Begin {}

        /**
         * Somebody else holds the lock.
         *
         * @param row the row
         */
        record Held(TaskRow row) implements Begin {}

        /**
         * The last start is too recent.
         *
         * @param row the row
         */
        record NotDue(TaskRow row) implements Begin {}
    }
}
