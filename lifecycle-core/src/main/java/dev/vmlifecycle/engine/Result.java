package dev.vmlifecycle.engine;

import java.util.function.Function;

/**
 * What came of a claimed subject's next thing, before it is written.
 *
 * @param claim the subject
 * @param commit what is to be written
 * @param refused what to write instead when the store refuses it for good; may throw the refusal
 */
record Result(Claim claim, StepCommit commit, Function<RuntimeException, StepCommit> refused) {

    /** A result without an alternative. */
    static Result of(Claim claim, StepCommit commit) {
        return new Result(claim, commit, refusal -> {
            throw refusal;
        });
    }

    StepCommit otherwise(RuntimeException refusal) {
        return refused.apply(refusal);
    }
}
