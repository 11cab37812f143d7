package dev.vmlifecycle.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Real threads on one store. */
@Timeout(60)
class ConcurrencyTest {

    private static final int SUBJECTS = 200;
    private static final int STEPS = 5;

    private final Bench bench = new Bench();
    private final ExecutorService workers = Executors.newFixedThreadPool(16);
    private final ExecutorService hosts = Executors.newFixedThreadPool(2);
    private final Map<String, AtomicInteger> bodies = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> inside = new ConcurrentHashMap<>();
    private final AtomicInteger overlaps = new AtomicInteger();

    @AfterEach
    void stop() {
        workers.shutdownNow();
        hosts.shutdownNow();
    }

    private Pipeline<StepContext> steps() {
        Pipeline.Builder<StepContext> builder = Bench.pipeline("deploy");
        for (int i = 0; i < STEPS; i++) {
            builder.at(i == 0 ? "creation" : "s" + i, "Step " + i, this::body);
        }
        return builder.end("ready");
    }

    private StepResult body(StepContext context) {
        AtomicInteger here = inside.computeIfAbsent(context.key(), key -> new AtomicInteger());
        if (here.incrementAndGet() > 1) {
            overlaps.incrementAndGet();
        }
        bodies.computeIfAbsent(context.key() + "/" + context.state(), key -> new AtomicInteger())
                .incrementAndGet();
        context.event("did", context.state());
        here.decrementAndGet();
        return context.state().equals("s2") && context.waits() == 0
                ? StepResult.waiting("a moment", Duration.ZERO)
                : StepResult.done();
    }

    @Test
    void twoEngines_sixteenThreads_recordEachStepOnce() throws Exception {
        for (int i = 0; i < SUBJECTS; i++) {
            bench.insert("vm" + i);
        }
        List<LifecycleEngine<StepContext>> engines = List.of(
                bench.threaded(steps()).owner("a").build(),
                bench.threaded(steps()).owner("b").build());

        List<TickReport> reports = new ArrayList<>();
        for (int round = 0; round < 3; round++) {
            List<Future<TickReport>> ticks = new ArrayList<>();
            for (LifecycleEngine<StepContext> engine : engines) {
                ticks.add(hosts.submit(() -> engine.tick(Budget.once(), workers, 8)));
            }
            for (Future<TickReport> tick : ticks) {
                reports.add(tick.get());
            }
        }
        engines.forEach(LifecycleEngine::close);

        assertThat(overlaps).hasValue(0);
        assertThat(reports).extracting(TickReport::errors).containsOnly(0);
        assertThat(reports.stream().mapToInt(TickReport::steps).sum()).isEqualTo(SUBJECTS * (STEPS + 1));
        for (int i = 0; i < SUBJECTS; i++) {
            assertComplete("vm" + i);
        }
    }

    private void assertComplete(String key) {
        Instance row = bench.row(key);
        assertThat(row.pointer().state()).isEqualTo("ready");
        assertThat(row.lease().owner()).isEmpty();
        List<String> labels = new ArrayList<>();
        for (Run run : bench.store.runs(key, 50)) {
            labels.addAll(
                    0,
                    run.lines().stream()
                            .filter(line -> line.result().equals("success"))
                            .map(StepLine::label)
                            .toList());
        }
        assertThat(labels).containsExactly("Step 0", "Step 1", "Step 2", "Step 3", "Step 4");
        assertThat(bodies.get(key + "/s2")).hasValue(2);
        assertThat(bodies.get(key + "/s3")).hasValue(1);
        assertThat(bench.store.events(key, 0, 50)).hasSize(STEPS + 1);
    }

    @Test
    void rejectingExecutor_endsTheTickAndGivesTheClaimBack() {
        bench.insert("vm1");
        workers.shutdown();
        try (LifecycleEngine<StepContext> engine = bench.threaded(steps()).build()) {
            TickReport report = engine.tick(Budget.once(), workers, 4);

            assertThat(report.steps()).isZero();
            assertThat(bench.row("vm1").lease().owner()).isEmpty();
        }
    }
}
