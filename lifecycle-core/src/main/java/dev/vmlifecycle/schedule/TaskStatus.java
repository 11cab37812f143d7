package dev.vmlifecycle.schedule;

import java.time.Instant;
import java.util.Optional;

/**
 * How a task stands.
 *
 * @param name the task
 * @param interval how often it runs
 * @param lastStart when it was started last, possibly still running
 * @param done the run that ended last, with its duration and result
 * @param nextDue when it is due next, possibly past; empty when disabled
 * @param lock who holds it; empty when nobody does
 * @param cleared the last time somebody cleared its lock
 */
public record TaskStatus(
        TaskName name,
        Interval interval,
        Optional<Instant> lastStart,
        Optional<TaskRow.Done> done,
        Optional<Instant> nextDue,
        Optional<TaskLock> lock,
        Optional<TaskRow.Cleared> cleared) {}
