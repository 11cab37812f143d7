package dev.vmlifecycle.benchmarks.engine;

import dev.vmlifecycle.engine.NewInstance;
import dev.vmlifecycle.engine.Pipeline;
import dev.vmlifecycle.engine.StepContext;
import dev.vmlifecycle.engine.StepResult;
import dev.vmlifecycle.storage.jdbc.JdbcStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A pipeline of steps that do nothing, and subjects for it. */
final class Steps {
    private final AtomicInteger bodies = new AtomicInteger();
    private final int count;
    private final boolean events;

    Steps(int count, boolean events) {
        this.count = count;
        this.events = events;
    }

    Pipeline<StepContext> pipeline() {
        Pipeline.Builder<StepContext> rows = Pipeline.of(StepContext.class, "deploy");
        for (int step = 1; step <= count; step++) {
            String text = "Step " + step;
            rows = rows.at("state" + (step - 1), text, context -> {
                bodies.incrementAndGet();
                if (events) {
                    context.event("step", text);
                }
                return StepResult.done();
            });
        }
        return rows.end("state" + count);
    }

    /** How often a body ran so far. */
    int bodies() {
        return bodies.get();
    }

    static void submit(JdbcStore store, String key) {
        store.insert(new NewInstance(key, "deploy", "state0", 1, "{}", Duration.ZERO, List.of(), List.of()));
    }
}
