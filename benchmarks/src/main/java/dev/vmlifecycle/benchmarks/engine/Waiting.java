package dev.vmlifecycle.benchmarks.engine;

import com.zaxxer.hikari.HikariDataSource;
import dev.vmlifecycle.engine.Budget;
import dev.vmlifecycle.engine.LifecycleEngine;
import dev.vmlifecycle.engine.Pipeline;
import dev.vmlifecycle.engine.StepContext;
import dev.vmlifecycle.engine.StepResult;
import dev.vmlifecycle.storage.jdbc.JdbcStore;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** Instances that all wait for something: what they hold meanwhile. */
final class Waiting {
    private Waiting() {}

    static String run(Server server, int instances, int workers) {
        Stores.drop(server, "wait_");
        ExecutorService executor = Executors.newFixedThreadPool(workers);
        Pipeline<StepContext> pipeline = Pipeline.of(StepContext.class, "deploy")
                .at("state0", "Wait for the task", context -> StepResult.waiting("task", Duration.ofHours(1)))
                .end("state1");
        try (HikariDataSource pool = server.pool(workers)) {
            JdbcStore store = Stores.create(pool, "wait_");
            server.execute(
                    "INSERT INTO wait_instance (skey, pipeline, state, definition_version, attempt, waits, failures,"
                            + " since_at, epoch, due_at, subject_doc, needs_attention, request_seq, last_run, last_event, row_version,"
                            + " created_at, updated_at) SELECT 'vm' || n, 'deploy', 'state0', 1, 0, 0, 0, 0, 0, 0, '{}', 0, 0, 0, 0, 1,"
                            + " 0, 0 FROM generate_series(1, " + instances + ") AS n");
            try (LifecycleEngine<StepContext> engine = LifecycleEngine.<StepContext>builder()
                    .store(store)
                    .pipelines(List.of(pipeline))
                    .context(Function.identity())
                    .build()) {
                String before = held(pool);
                engine.tick(Budget.once(), executor, workers);
                int waiting = Integer.parseInt(
                        server.text("SELECT count(*) FROM wait_instance WHERE waits = 1 AND owner IS NULL"));
                if (waiting != instances) {
                    throw new IllegalStateException("waiting: " + waiting + " (expected: " + instances + ")");
                }
                return waiting + " wait: " + held(pool) + "; before: " + before;
            }
        } finally {
            executor.shutdownNow();
        }
    }

    private static String held(HikariDataSource pool) {
        System.gc();
        double heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1e6;
        return String.format(
                Locale.ROOT,
                "%d threads, %d connections in use, %.1f MB of heap",
                ManagementFactory.getThreadMXBean().getThreadCount(),
                pool.getHikariPoolMXBean().getActiveConnections(),
                heap);
    }
}
