package dev.vmlifecycle.benchmarks.engine;

import com.zaxxer.hikari.HikariDataSource;
import dev.vmlifecycle.engine.Budget;
import dev.vmlifecycle.engine.LifecycleEngine;
import dev.vmlifecycle.engine.StepContext;
import dev.vmlifecycle.engine.TickReport;
import dev.vmlifecycle.storage.jdbc.JdbcStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

/** The engine with everything on: claim, fence, history, listeners, leases renewed. */
final class Throughput {
    private final Server server;
    private final int workers;

    Throughput(Server server, int workers) {
        this.server = server;
        this.workers = workers;
    }

    /** Submits, then works all off; answers steps a second without the submitting. */
    double run(int instances, int steps, boolean durableEvents) {
        Stores.drop(server, "vml_");
        try (HikariDataSource pool = server.pool(workers)) {
            JdbcStore store = Stores.create(pool, "vml_");
            for (int n = 1; n <= instances; n++) {
                Steps.submit(store, "vm" + n);
            }
            server.execute("CHECKPOINT");
            return timed(store, new Steps(steps, durableEvents), instances * steps);
        }
    }

    private double timed(JdbcStore store, Steps steps, int expected) {
        LongAdder told = new LongAdder();
        ExecutorService executor = Executors.newFixedThreadPool(workers);
        try (LifecycleEngine<StepContext> engine = LifecycleEngine.<StepContext>builder()
                .store(store)
                .pipelines(List.of(steps.pipeline()))
                .context(Function.identity())
                .listener(event -> told.increment())
                .build()) {
            long began = System.nanoTime();
            TickReport report = engine.tick(Budget.of(Duration.ofMinutes(5)), executor, workers);
            double seconds = (System.nanoTime() - began) / 1e9;
            check(report.steps(), expected);
            check(steps.bodies(), expected);
            check(told.intValue() >= expected ? expected : told.intValue(), expected);
            check(Integer.parseInt(server.text("SELECT count(*) FROM vml_step")), expected);
            return expected / seconds;
        } finally {
            executor.shutdownNow();
        }
    }

    private static void check(int found, int expected) {
        if (found != expected) {
            throw new IllegalStateException("steps: " + found + " (expected: " + expected + ")");
        }
    }
}
