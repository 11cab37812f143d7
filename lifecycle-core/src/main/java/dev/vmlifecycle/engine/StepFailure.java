package dev.vmlifecycle.engine;

/** Thrown inside a step to fail it with a known {@link StepError}. */
public final class StepFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient StepError error;

    /**
     * Makes a failure.
     *
     * @param kind the sort of trouble
     * @param message what was met, what was expected
     */
    public StepFailure(ErrorKind kind, String message) {
        super(message);
        this.error = StepError.of(kind, message);
    }

    /**
     * The error to record.
     *
     * @return the error
     */
    public StepError error() {
        return error;
    }
}
