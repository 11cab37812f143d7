package dev.vmlifecycle.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a store knows of a task.
 *
 * @param name the task
 * @param last the run that was started last
 * @param heldUntil when its lock goes stale; empty when nobody holds it
 * @param done the run that ended last; empty when none did
 * @param cleared the last time somebody cleared the lock
 */
public record TaskRow(
        TaskName name, Start last, Optional<Instant> heldUntil, Optional<Done> done, Optional<Cleared> cleared) {

    /** Whether the run that was started last has ended; false while it runs, or when it did not come back. */
    boolean hasEnded() {
        return done.filter(run -> run.startedAt().equals(last.at())).isPresent();
    }

    /**
     * A run that was started.
     *
     * @param runId a text that no other run has, at most 190 characters
     * @param owner the process that started it, at most 400 characters
     * @param at when
     */
    public record Start(String runId, String owner, Instant at) {}

    /**
     * A run that ended.
     *
     * @param startedAt when it was started
     * @param at when it ended
     * @param result what came of it
     */
    public record Done(Instant startedAt, Instant at, TaskResult result) {

        /**
         * How long it ran.
         *
         * @return the time
         */
        public Duration took() {
            return Duration.between(startedAt, at);
        }
    }

    /**
     * A lock that was cleared.
     *
     * @param owner whose lock it was
     * @param by who cleared it, and why
     * @param at when
     */
    public record Cleared(String owner, String by, Instant at) {}
}
