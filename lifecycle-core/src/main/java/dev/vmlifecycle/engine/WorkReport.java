package dev.vmlifecycle.engine;

import java.time.Duration;
import java.util.Optional;

/**
 * What came of one claim.
 *
 * @param key the subject
 * @param steps outcomes recorded
 * @param errors failures among them, plus trouble
 * @param again when the subject may be looked at again
 * @param trouble what the store or the engine itself threw
 */
record WorkReport(String key, int steps, int errors, Again again, Optional<RuntimeException> trouble) {

    /** When a subject may be looked at again. */
    enum Again {
        /** When it is due. */
        WHEN_DUE,
        /** It asked for no delay: with the next tick, or for a request that can start. */
        NEXT_TICK_OR_REQUEST,
        /** It is on hold, and what stands there does not lead out of it: with the next tick. */
        NEXT_TICK
    }

    static WorkReport begin(String key) {
        return new WorkReport(key, 0, 0, Again.WHEN_DUE, Optional.empty());
    }

    /** Counts a recorded commit. */
    WorkReport recorded(StepCommit commit) {
        boolean failed =
                commit.run().filter(run -> run.line().result().equals("error")).isPresent();
        return new WorkReport(
                key, steps + (commit.run().isPresent() ? 1 : 0), errors + (failed ? 1 : 0), again(commit), trouble);
    }

    WorkReport troubled(RuntimeException met) {
        return new WorkReport(key, steps, errors + 1, again, Optional.of(met));
    }

    private static Again again(StepCommit commit) {
        if (commit.hold().isPresent()) {
            return Again.NEXT_TICK;
        }
        boolean atOnce = commit.leaseFor().isZero()
                && commit.dueIn().filter(Duration::isZero).isPresent();
        return atOnce ? Again.NEXT_TICK_OR_REQUEST : Again.WHEN_DUE;
    }
}
