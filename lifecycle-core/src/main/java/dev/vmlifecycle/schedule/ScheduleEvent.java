package dev.vmlifecycle.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What a listener is told. A closed set. */
public sealed interface ScheduleEvent {

    /**
     * A round over all due tasks begins.
     *
     * @param at when
     */
    record RoundStarted(Instant at) implements ScheduleEvent {}

    /**
     * A task begins.
     *
     * @param name the task
     * @param interval how often it runs
     * @param before when it was started before; empty when never
     */
    record TaskStarted(TaskName name, Interval interval, Optional<Instant> before) implements ScheduleEvent {}

    /**
     * The lock of a run that did not come back was taken over.
     *
     * @param name the task
     * @param lock the lock as it was
     */
    record LockTakenOver(TaskName name, TaskLock lock) implements ScheduleEvent {}

    /**
     * A task is due but somebody else runs it.
     *
     * @param name the task
     * @param lock who
     */
    record TaskHeld(TaskName name, TaskLock lock) implements ScheduleEvent {}

    /**
     * A live line out of a run.
     *
     * @param name the task
     * @param line the line
     */
    record Progress(TaskName name, String line) implements ScheduleEvent {}

    /**
     * A task has ended.
     *
     * @param name the task
     * @param took how long it ran
     * @param result what came of it
     * @param lost whether its lock was lost meanwhile; the result is then not recorded
     */
    record TaskEnded(TaskName name, Duration took, TaskResult result, boolean lost) implements ScheduleEvent {}

    /**
     * A lock was cleared by hand.
     *
     * @param name the task
     * @param lock the lock as it was
     * @param by who cleared it, and why
     */
    record LockCleared(TaskName name, TaskLock lock, String by) implements ScheduleEvent {}
}
