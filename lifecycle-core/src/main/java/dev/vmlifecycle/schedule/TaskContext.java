package dev.vmlifecycle.schedule;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Function;

/** All that a task sees of its run. Belongs to one run on one thread. */
public interface TaskContext {

    /**
     * The clock of the store.
     *
     * @return now
     */
    Instant now();

    /**
     * The time zone of what goes by the wall clock.
     *
     * @return the zone
     */
    ZoneId zone();

    /**
     * By when the run should end; what is not done by then is left to the next.
     *
     * @return the deadline
     */
    Instant deadline();

    /**
     * Whether to end at the next good point: the deadline has passed, or the process is about to end. Cheap.
     *
     * @return true to end
     */
    boolean shouldStop();

    /**
     * Extends the lock by its time-out. Cheap: the store is asked only now and then. Call it between subjects, and at least
     * every few minutes.
     *
     * @throws LockLostException when another process has the lock by now, or it was cleared: stop at once, make no further call
     */
    void keepAlive();

    /**
     * Shows a line at once. Not kept; details of a result that are worth showing are shown this way too.
     *
     * @param line one line; never a secret
     */
    void progress(String line);

    /**
     * Runs work over subjects one by one, keeping the lock; what one throws is counted and becomes a detail, and the
     * others go on. Details are shown at once. Ends early when {@link #shouldStop}.
     *
     * @param subjects what to work on
     * @param nameOf how a subject is called in a detail line
     * @param work answers a detail line worth keeping, or empty
     * @param <T> the subjects
     * @return what was done
     * @throws LockLostException see {@link #keepAlive}
     */
    <T> TaskResult each(
            Iterable<? extends T> subjects,
            Function<? super T, String> nameOf,
            Function<? super T, Optional<String>> work);
}
