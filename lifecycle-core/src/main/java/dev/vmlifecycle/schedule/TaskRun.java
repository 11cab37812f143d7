package dev.vmlifecycle.schedule;

import java.time.Duration;

/**
 * A run that has ended.
 *
 * @param name the task
 * @param took how long it ran
 * @param result what came of it
 * @param lost whether its lock was lost meanwhile: what it did stands, its result is not recorded
 */
public record TaskRun(TaskName name, Duration took, TaskResult result, boolean lost) {}
