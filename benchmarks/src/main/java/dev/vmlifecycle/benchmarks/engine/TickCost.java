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
import java.util.function.Function;

/** One tick over due instances of one step among many that are at rest. */
final class TickCost implements AutoCloseable {
    private final Server server;
    private final String prefix;
    private final int workers;
    private final HikariDataSource pool;
    private final JdbcStore store;
    private final ExecutorService executor;
    private int submitted;

    TickCost(Server server, int atRest, int workers) {
        this.server = server;
        this.prefix = "rest" + atRest + "_";
        this.workers = workers;
        this.pool = server.pool(workers);
        this.store = Stores.create(pool, prefix);
        this.executor = Executors.newFixedThreadPool(workers);
        server.execute("INSERT INTO " + prefix
                + "instance (skey, pipeline, state, definition_version, attempt, waits, failures,"
                + " since_at, epoch, subject_doc, needs_attention, request_seq, last_run, last_event, row_version, created_at,"
                + " updated_at) SELECT 'rest' || n, 'deploy', 'state1', 1, 0, 0, 0, 0, 1, '{}', 0, 0, 0, 0, 1, 0, 0"
                + " FROM generate_series(1, " + atRest + ") AS n");
        server.execute("VACUUM ANALYZE " + prefix + "instance");
    }

    /** Makes instances due and works them off in one tick; answers its milliseconds. */
    double run(int due) {
        for (int n = 0; n < due; n++) {
            submitted++;
            Steps.submit(store, "due" + submitted);
        }
        server.execute("CHECKPOINT");
        try (LifecycleEngine<StepContext> engine = LifecycleEngine.<StepContext>builder()
                .store(store)
                .pipelines(List.of(new Steps(1, false).pipeline()))
                .context(Function.identity())
                .build()) {
            long began = System.nanoTime();
            TickReport report = engine.tick(Budget.of(Duration.ofMinutes(5)), executor, workers);
            double millis = (System.nanoTime() - began) / 1e6;
            if (report.processed() != due) {
                throw new IllegalStateException("processed: " + report.processed() + " (expected: " + due + ")");
            }
            return millis;
        }
    }

    /** How often the table of instances was read as a whole, and how often the index of due ones was used. */
    String scans() {
        return server.text(
                "SELECT 'whole table read ' || t.seq_scan || ' times, index of due rows ' || i.idx_scan || ' times'"
                        + " FROM pg_stat_user_tables t JOIN pg_stat_user_indexes i USING (relid) WHERE t.relname = '"
                        + prefix
                        + "instance' AND i.indexrelname = '" + prefix + "instance_due'");
    }

    String indexSize() {
        return server.text("SELECT pg_size_pretty(pg_relation_size('" + prefix + "instance_due')) || ' of '"
                + " || pg_size_pretty(pg_total_relation_size('" + prefix + "instance'))");
    }

    @Override
    public void close() {
        executor.shutdownNow();
        pool.close();
    }
}
