package dev.vmlifecycle.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmlifecycle.engine.LifecycleEngine;
import dev.vmlifecycle.engine.NewInstance;
import dev.vmlifecycle.engine.Pipeline;
import dev.vmlifecycle.engine.StepContext;
import dev.vmlifecycle.engine.StepResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** A step may last for minutes; the pool has few connections. */
class StepConnectionTest {

    @Test
    void step_holdsNoConnection() {
        List<Integer> out = new ArrayList<>();
        try (TestPool pool = new TestPool(TestDatabase.H2.empty(), 1)) {
            JdbcStore store = JdbcStore.create(pool);
            store.createSchema();
            store.insert(new NewInstance("vm1", "deploy", "creation", 1, "{}", Duration.ZERO, List.of(), List.of()));
            Pipeline<StepContext> pipeline = Pipeline.of(StepContext.class, "deploy")
                    .at("creation", "Look", context -> {
                        out.add(pool.active());
                        context.saveCheckpoint("note");
                        out.add(pool.active());
                        return StepResult.done();
                    })
                    .end("ready");
            LifecycleEngine<StepContext> engine = LifecycleEngine.<StepContext>builder()
                    .store(store)
                    .pipelines(List.of(pipeline))
                    .context(Function.identity())
                    .renewLeases(false)
                    .build();

            engine.runOne();

            assertThat(store.find("vm1").orElseThrow().pointer().state()).isEqualTo("ready");
        }
        assertThat(out).containsExactly(0, 0);
    }
}
