package dev.vmlifecycle.engine;

/**
 * One action of a pipeline: look at the present, return early if it is already so, do one call, report.
 *
 * <p>A step must be safe to run twice and to be resumed after a crash at any line. "Still running" is an answer ({@link
 * StepResult#waiting}), never a sleep.
 *
 * @param <C> what the step works on, made anew from the {@link StepContext} for each attempt
 */
@FunctionalInterface
public interface Step<C> {

    /**
     * Does the work.
     *
     * @param context what the step works on
     * @return what came of it
     * @throws Exception anything; the engine classifies it into a {@link StepError} and the step is tried again
     */
    StepResult run(C context) throws Exception;
}
