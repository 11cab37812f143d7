package dev.vmlifecycle.engine;

/**
 * Why a step failed, in words an operator can act on. Never holds a secret.
 *
 * @param kind the sort of trouble
 * @param message one or more sentences: what was met, what was expected
 */
public record StepError(ErrorKind kind, String message) {

    /**
     * Makes an error.
     *
     * @param kind the sort of trouble
     * @param message what was met, what was expected
     * @return the error
     */
    public static StepError of(ErrorKind kind, String message) {
        return new StepError(kind, message);
    }

    @Override
    public String toString() {
        return kind + ": " + message;
    }
}
