package dev.vmlifecycle.schedule;

/**
 * Something to be done again and again. Implementations may be called by several threads, one run at a time in all processes that
 * share a store, save for the one that says otherwise in {@link #lock}.
 *
 * <p>A run may be cut short at any point by the death of its process; the next one begins when the lock is stale. So a task looks
 * first, and does not count on having been run to its end.
 */
public interface ScheduledTask {

    /** Whether runs exclude each other. */
    enum Lock {
        /** One run at a time among all hosts. */
        EXCLUSIVE,
        /** Runs may overlap, the task itself keeps them apart; the row holds only last run and result. */
        NONE
    }

    /**
     * Its name.
     *
     * @return the same at each call
     */
    TaskName name();

    /**
     * How often it runs unless the host says otherwise.
     *
     * @return the interval
     */
    Interval defaultInterval();

    /**
     * Whether runs exclude each other.
     *
     * @return {@link Lock#EXCLUSIVE} unless overridden
     */
    default Lock lock() {
        return Lock.EXCLUSIVE;
    }

    /**
     * Does it once. One subject that fails must not stop the others: see {@link TaskContext#each}.
     *
     * @param context clock, deadline, lock and output of this run
     * @return what was done
     * @throws RuntimeException when nothing more can be done; it becomes a result with one more error, the lock is released
     */
    TaskResult run(TaskContext context);
}
