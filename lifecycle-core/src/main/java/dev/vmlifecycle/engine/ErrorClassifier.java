package dev.vmlifecycle.engine;

/**
 * Says what an exception out of a step means. {@link StepFailure} and {@link StoreException} never come here: the engine
 * knows them.
 */
@FunctionalInterface
public interface ErrorClassifier {

    /**
     * Classifies an exception.
     *
     * @param thrown what the step threw
     * @return the error to record; never a secret in it
     */
    StepError classify(Throwable thrown);

    /**
     * Takes every exception for a defect.
     *
     * @return a classifier that answers {@link ErrorKind#BUG} with class and message
     */
    static ErrorClassifier bugs() {
        return thrown -> StepError.of(ErrorKind.BUG, thrown.getClass().getName() + ": " + thrown.getMessage());
    }
}
