package dev.vmlifecycle.schedule;

/** The task's lock belongs to somebody else by now, or was cleared. No further call may be made. */
public final class LockLostException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception.
     *
     * @param name whose lock
     */
    public LockLostException(TaskName name) {
        super("task " + name + ": lock lost (expected: held until the end of the run)");
    }
}
