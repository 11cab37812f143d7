package dev.vmlifecycle.engine;

import java.time.Duration;

/**
 * What may be put around a step in a pipeline's row. Wrappers nest; the inner one judges first.
 *
 * <p>A policy judges the step's own answers and exceptions. Trouble with our own store and a lost lease pass it by: they say
 * nothing about the step.
 */
public final class Policies {

    private Policies() {}

    /**
     * A failure counts as success; the row's text says {@code best effort: <error>}.
     *
     * @param step the step
     * @param <C> what the step works on
     * @return the step under this policy
     */
    public static <C> Step<C> bestEffort(Step<? super C> step) {
        return new PolicyStep<>(new RowPolicy.BestEffort(), step);
    }

    /**
     * The n-th "waiting" counts as a failure and the pointer goes back, so that the earlier step is issued again. Failures
     * in between neither count nor start the count anew.
     *
     * @param checks how often the step may look, at least 1
     * @param returnTo the row state to go back to
     * @param step the step
     * @param <C> what the step works on
     * @return the step under this policy
     * @throws IllegalArgumentException when {@code checks} is below 1
     */
    public static <C> Step<C> withinTicks(int checks, String returnTo, Step<? super C> step) {
        if (checks < 1) {
            throw new IllegalArgumentException("checks: " + checks + " (expected: at least 1)");
        }
        return new PolicyStep<>(new RowPolicy.WithinTicks(checks, returnTo), step);
    }

    /**
     * One attempt at the step may last so long, instead of the engine's {@link EngineBuilder#stepDeadline}: then its cancel hooks run,
     * its thread is interrupted, the attempt fails as {@link ErrorKind#TRANSIENT}, and the lease of a step that is deaf to all that is
     * no longer renewed, so that another worker takes over when it has run out. The step sees it as {@link StepContext#deadline}. Of
     * several in one row the shortest counts.
     *
     * @param time how long, more than zero
     * @param step the step
     * @param <C> what the step works on
     * @return the step under this policy
     * @throws IllegalArgumentException when the time is not positive
     */
    public static <C> Step<C> within(Duration time, Step<? super C> step) {
        if (time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException("within: " + time + " (expected: more than zero)");
        }
        return new PolicyStep<>(new RowPolicy.Within(time), step);
    }

    /**
     * Failing for longer than the window ends the pipeline in a state that needs a human.
     *
     * @param window counted from when the step was first announced; zero: the first failure ends it
     * @param haltState that state, declared with {@link Pipeline.Builder#halt}
     * @param step the step
     * @param <C> what the step works on
     * @return the step under this policy
     * @throws IllegalArgumentException when the window is negative
     */
    public static <C> Step<C> giveUpAfter(Duration window, String haltState, Step<? super C> step) {
        if (window.isNegative()) {
            throw new IllegalArgumentException("window: " + window + " (expected: zero or more)");
        }
        return new PolicyStep<>(new RowPolicy.GiveUpAfter(window, haltState), step);
    }
}
