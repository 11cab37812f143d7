package dev.vmlifecycle.engine;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What one attempt left behind: the verdict, and what is to be committed with it.
 *
 * @param result the verdict, policies applied
 * @param checkpoint the step's notes as they stand
 * @param effects what the step collected; none after an exception
 * @param details its detail lines
 * @param permits the permits it asked for
 * @param queued whether it only waits for one of them
 */
record Outcome(
        StepResult result,
        Optional<String> checkpoint,
        Effects effects,
        List<String> details,
        Set<PermitName> permits,
        boolean queued) {

    /** The same attempt as a failure without effects. */
    Outcome asFailure(StepError error) {
        return new Outcome(
                new StepResult.Failed(error, Optional.empty()), checkpoint, Effects.NONE, details, permits, false);
    }
}
