package dev.vmlifecycle.engine;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One row of a pipeline: what has been done, what comes next, and what runs then.
 *
 * @param state the last completed state: a subject that stands here runs this row's step
 * @param label the step's label, as shown to people
 * @param step what runs, policies included
 * @param <C> what the step works on
 */
public record Row<C>(String state, String label, Step<? super C> step) {

    /**
     * The row's policies in words, the outermost first.
     *
     * @return for example {@code best effort}; empty text when there is none
     */
    public String policy() {
        return policies().stream().map(RowPolicy::describe).collect(Collectors.joining(", "));
    }

    List<RowPolicy> policies() {
        return PolicyStep.policiesOf(step);
    }

    /** How long one attempt may last, when the row says so itself. */
    Optional<Duration> within() {
        return policies().stream()
                .filter(RowPolicy.Within.class::isInstance)
                .map(policy -> ((RowPolicy.Within) policy).time())
                .min(Comparator.naturalOrder());
    }

    Step<? super C> body() {
        return PolicyStep.bodyOf(step);
    }
}
