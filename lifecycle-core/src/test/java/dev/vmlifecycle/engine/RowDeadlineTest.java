package dev.vmlifecycle.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vmlifecycle.engine.testing.ManualEngine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A row's own deadline. Real threads; the clock moves by hand. */
@Timeout(60)
class RowDeadlineTest {
    private static final Duration TEN = Duration.ofSeconds(10);

    private final Bench bench = new Bench();
    private final ExecutorService host = Executors.newSingleThreadExecutor();
    private final CountDownLatch inside = new CountDownLatch(1);
    private final CountDownLatch cancelled = new CountDownLatch(1);
    private final CountDownLatch go = new CountDownLatch(1);
    private final CountDownLatch interrupted = new CountDownLatch(1);

    @BeforeEach
    void insert() {
        bench.insert("vm1");
    }

    @AfterEach
    void stop() {
        go.countDown();
        host.shutdownNow();
    }

    private LifecycleEngine<StepContext> engine(Step<StepContext> step) {
        Pipeline<StepContext> pipeline = Bench.pipeline("deploy")
                .at("creation", "Work", Policies.within(TEN, step))
                .end("ready");
        return bench.threaded(pipeline)
                .clock(bench.clock)
                .lease(Duration.ofSeconds(1))
                .build();
    }

    private StepResult hangs(StepContext context) throws InterruptedException {
        context.onCancel(cancelled::countDown);
        inside.countDown();
        new CountDownLatch(1).await();
        return StepResult.done();
    }

    private StepResult isDeaf(StepContext context) {
        context.onCancel(cancelled::countDown);
        inside.countDown();
        while (go.getCount() > 0) {
            try {
                go.await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
        }
        return StepResult.done();
    }

    @Test
    void hangingStep_isCancelledInterruptedAndFails() throws Exception {
        LifecycleEngine<StepContext> engine = engine(this::hangs);
        Future<?> run = host.submit(engine::runOne);
        inside.await();

        bench.clock.advance(TEN.plusMillis(1));
        run.get();

        assertThat(cancelled.await(1, TimeUnit.SECONDS)).isTrue();
        assertThat(bench.row("vm1").lastError())
                .contains(StepError.of(ErrorKind.TRANSIENT, "cut off after 10s (expected: an end within that time)"));
        assertThat(bench.row("vm1").pointer().state()).isEqualTo("creation");
        engine.close();
    }

    @Test
    void deafStep_losesItsLease_andRecordsNothing() throws Exception {
        LifecycleEngine<StepContext> engine = engine(this::isDeaf);
        Future<TickReport> tick = host.submit(() -> engine.tick(Budget.once()));
        inside.await();

        bench.clock.advance(TEN.plusMillis(1));
        assertThat(cancelled.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
        bench.clock.advance(Duration.ofSeconds(2));
        List<Instance> taken = bench.store.claim("second", 1, Duration.ofHours(1));
        go.countDown();
        TickReport report = tick.get();

        assertThat(taken).hasSize(1);
        assertThat(report.steps()).isZero();
        assertThat(bench.row("vm1").lease().owner()).contains("second");
        assertThat(bench.store.runs("vm1", 9)).isEmpty();
        engine.close();
    }

    @Test
    void deadline_isSeenByTheStep_andPrinted() {
        List<Instant> seen = new ArrayList<>();
        Pipeline<StepContext> pipeline = Bench.pipeline("deploy")
                .at("creation", "Short", Policies.within(TEN, Policies.bestEffort(context -> see(context, seen))))
                .at("short", "Long", Policies.within(Duration.ofMinutes(20), context -> see(context, seen)))
                .at("long", "Plain", context -> see(context, seen))
                .end("ready");
        ManualEngine<StepContext> engine =
                bench.engine(List.of(pipeline), settings -> settings.lease(Duration.ofHours(1)));

        engine.runAllDue();

        assertThat(seen)
                .containsExactly(
                        Bench.START.plus(TEN),
                        Bench.START.plus(Duration.ofMinutes(20)),
                        Bench.START.plus(Duration.ofMinutes(5)));
        assertThat(pipeline.render())
                .contains("creation  Short  within 10s an attempt, best effort\n")
                .contains("short     Long   within 20m an attempt\n");
        assertThatThrownBy(() -> Policies.within(Duration.ZERO, context -> StepResult.done()))
                .hasMessage("within: PT0S (expected: more than zero)");
    }

    private static StepResult see(StepContext context, List<Instant> seen) {
        seen.add(context.deadline());
        return StepResult.done();
    }
}
