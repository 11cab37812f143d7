package dev.vmlifecycle.engine;

import java.time.Duration;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** What the builder collected, checked. */
record EngineSettings<C>(
        EngineStore store,
        Pipelines<C> pipelines,
        Function<StepContext, C> context,
        RequestApplier requests,
        ErrorClassifier errors,
        Pace pace,
        Leasing leasing,
        int inFlight,
        Sleeper sleeper,
        EngineClock clock,
        Listeners listeners) {

    /** How failures are paced. */
    record Pace(Pacing pacing, int attentionAfter, RandomGenerator random) {

        /** Generators are for one thread each; workers share this one. */
        Duration delay(int failures, ErrorKind kind) {
            synchronized (random) {
                Duration delay = pacing.delay(failures, kind, random);
                return delay.isNegative() ? Duration.ZERO : delay;
            }
        }

        boolean isAlarming(int failures) {
            return failures >= attentionAfter;
        }
    }

    /** How claims are held. */
    record Leasing(String owner, Duration lease, Duration stepDeadline, Duration stuckAfter, boolean renew) {

        /** A lease that nobody renews bounds the attempt as well. */
        Duration attemptTime() {
            return renew || stepDeadline.compareTo(lease) < 0 ? stepDeadline : lease;
        }
    }
}
