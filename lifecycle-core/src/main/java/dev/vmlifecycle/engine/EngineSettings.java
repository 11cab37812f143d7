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
        Function<Instance, String> headline,
        Duration lease,
        Duration stepDeadline,
        Pacing pacing,
        int attentionAfter,
        Sleeper sleeper,
        RandomGenerator random,
        String owner,
        boolean renewLeases) {}
