package dev.vmlifecycle.benchmarks.engine;

import com.zaxxer.hikari.HikariDataSource;
import dev.vmlifecycle.engine.EngineEvent;
import dev.vmlifecycle.engine.LifecycleEngine;
import dev.vmlifecycle.engine.StepContext;
import dev.vmlifecycle.storage.jdbc.JdbcStore;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** One instance on an engine with nothing else to do, against the bare statements on one connection, in turn. */
final class IdleLatency {
    private final Server server;
    private final int workers;

    IdleLatency(Server server, int workers) {
        this.server = server;
        this.workers = workers;
    }

    /**
     * Medians, in milliseconds.
     *
     * @param ours from the wake-up after the submitting commit to the end of the run as a listener hears of it
     * @param raw claim and fenced steps
     */
    record Figures(double ours, double raw) {
        double ratio() {
            return ours / raw;
        }
    }

    Figures run(int samples, int steps) {
        Stores.drop(server, "idle_");
        BlockingQueue<Long> ends = new LinkedBlockingQueue<>();
        RawSteps bare = new RawSteps(server);
        bare.prepare(samples);
        ExecutorService executor = Executors.newFixedThreadPool(workers + 1);
        try (HikariDataSource pool = server.pool(workers);
                RawSteps.OneByOne raw = bare.new OneByOne()) {
            JdbcStore store = Stores.create(pool, "idle_");
            try (LifecycleEngine<StepContext> engine = LifecycleEngine.<StepContext>builder()
                    .store(store)
                    .pipelines(List.of(new Steps(steps, false).pipeline()))
                    .context(Function.identity())
                    .listener(event -> {
                        if (event instanceof EngineEvent.RunClosed) {
                            ends.add(System.nanoTime());
                        }
                    })
                    .build()) {
                engine.start(executor, workers);
                return alternate(store, engine, raw, ends, samples, steps);
            }
        } catch (SQLException | InterruptedException e) {
            throw new IllegalStateException("idle latency", e);
        } finally {
            executor.shutdownNow();
        }
    }

    private static Figures alternate(
            JdbcStore store,
            LifecycleEngine<StepContext> engine,
            RawSteps.OneByOne raw,
            BlockingQueue<Long> ends,
            int samples,
            int steps)
            throws SQLException, InterruptedException {
        long[] ours = new long[samples];
        long[] bare = new long[samples];
        for (int n = 0; n < samples; n++) {
            bare[n] = raw.run(steps);
            Steps.submit(store, "vm" + n);
            long began = System.nanoTime();
            engine.wakeUp();
            Long end = ends.poll(60, TimeUnit.SECONDS);
            if (end == null) {
                throw new IllegalStateException("vm" + n + ": not finished within a minute");
            }
            ours[n] = end - began;
        }
        // the first ones warm up
        return new Figures(median(ours, samples / 4), median(bare, samples / 4));
    }

    private static double median(long[] nanos, int skipped) {
        long[] sorted = Arrays.copyOfRange(nanos, skipped, nanos.length);
        Arrays.sort(sorted);
        return sorted[sorted.length / 2] / 1e6;
    }
}
