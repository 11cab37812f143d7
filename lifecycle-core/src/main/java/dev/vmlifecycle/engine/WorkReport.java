package dev.vmlifecycle.engine;

import java.util.Optional;

/**
 * What came of one claim.
 *
 * @param key the subject
 * @param steps outcomes recorded
 * @param errors failures among them, plus trouble
 * @param dueAtOnce whether it asked to be looked at again without delay: not before the next tick, then
 * @param trouble what the store or the engine itself threw
 */
record WorkReport(String key, int steps, int errors, boolean dueAtOnce, Optional<RuntimeException> trouble) {

    static WorkReport begin(String key) {
        return new WorkReport(key, 0, 0, false, Optional.empty());
    }

    /** Counts a recorded commit. */
    WorkReport recorded(StepCommit commit) {
        boolean failed = commit.run()
                .filter(run -> run.line().result().equals("error"))
                .isPresent();
        boolean atOnce = commit.leaseFor().isZero()
                && commit.dueIn().filter(java.time.Duration::isZero).isPresent();
        return new WorkReport(
                key, steps + (commit.run().isPresent() ? 1 : 0), errors + (failed ? 1 : 0), atOnce, trouble);
    }

    WorkReport troubled(RuntimeException met) {
        return new WorkReport(key, steps, errors + 1, dueAtOnce, Optional.of(met));
    }
}
