package dev.vmlifecycle.engine;

/** The host interrupted a step: no failure of the step, nothing is recorded. */
final class InterruptedWorkException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InterruptedWorkException(Throwable cause) {
        super("interrupted by the host", cause);
    }
}
