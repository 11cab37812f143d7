package dev.vmlifecycle.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The timer: renewal, deadline, loss. Real threads; the clock moves by hand. */
@Timeout(60)
class LeaseTest {

    private final Bench bench = new Bench();
    private final ExecutorService host = Executors.newSingleThreadExecutor();
    private final CountDownLatch inside = new CountDownLatch(1);
    private final CountDownLatch cancelled = new CountDownLatch(1);

    @BeforeEach
    void insert() {
        bench.insert("vm1");
    }

    @AfterEach
    void stop() {
        host.shutdownNow();
    }

    private StepResult hangs(StepContext context) throws InterruptedException {
        context.onCancel(cancelled::countDown);
        inside.countDown();
        new CountDownLatch(1).await();
        return StepResult.done();
    }

    private EngineBuilder<StepContext> hanging() {
        return bench.threaded(Bench.single(this::hangs)).clock(bench.clock).lease(Duration.ofSeconds(1));
    }

    @Test
    void longStep_keepsItsLease() throws Exception {
        CountDownLatch renewed = new CountDownLatch(2);
        bench.store.at(point -> {
            if (point.equals("renew")) {
                bench.clock.advance(Duration.ofMillis(900));
                renewed.countDown();
            }
        });
        LifecycleEngine<StepContext> engine = bench.threaded(Bench.single(context -> {
                    renewed.await();
                    return StepResult.done();
                }))
                .clock(bench.clock)
                .lease(Duration.ofSeconds(1))
                .build();

        engine.runOne();
        engine.close();

        assertThat(bench.row("vm1").pointer().state()).isEqualTo("ready");
        assertThat(bench.row("vm1").lease().epoch()).isEqualTo(1);
    }

    @Test
    void deadline_cancelsAndInterrupts_andTheFailureIsRecorded() throws Exception {
        LifecycleEngine<StepContext> engine =
                hanging().stepDeadline(Duration.ofSeconds(5)).build();
        AtomicBoolean flagAfter = new AtomicBoolean();
        Future<?> run = host.submit(() -> {
            engine.runOne();
            flagAfter.set(Thread.currentThread().isInterrupted());
        });
        inside.await();

        bench.clock.advance(Duration.ofSeconds(6));
        run.get();

        assertThat(cancelled.await(1, TimeUnit.SECONDS)).isTrue();
        assertThat(flagAfter).isFalse();
        assertThat(bench.row("vm1").lastError())
                .contains(StepError.of(ErrorKind.TRANSIENT, "cut off after 5s (expected: an end within that time)"));
        assertThat(bench.row("vm1").lease().owner()).isEmpty();
        engine.close();
    }

    @Test
    void lostLease_cancelsAndStops_withoutAnError() throws Exception {
        LifecycleEngine<StepContext> engine = hanging().owner("first").build();
        Future<TickReport> tick = host.submit(() -> engine.tick(Budget.once()));
        inside.await();

        // As if this process had been stopped for longer than its lease.
        do {
            bench.clock.advance(Duration.ofSeconds(2));
        } while (bench.store.claim("second", 1, Duration.ofHours(1)).isEmpty());
        TickReport report = tick.get();

        assertThat(cancelled.await(1, TimeUnit.SECONDS)).isTrue();
        assertThat(report.errors()).isZero();
        assertThat(bench.row("vm1").lease().owner()).contains("second");
        assertThat(bench.store.runs("vm1", 9)).isEmpty();
        engine.close();
    }

    @Test
    void micro_renewAndExpire_needNoThread() {
        EngineClock clock = new EngineClock(bench.store, bench.clock);
        ActiveClaims active = new ActiveClaims(bench.store, clock, Duration.ofSeconds(60));
        Claim claim =
                new Claim(bench.store.claim("me", 1, Duration.ofSeconds(60)).get(0));
        active.add(claim);
        Attempt attempt = claim.begin(Bench.START, Bench.START.plusSeconds(90));

        bench.clock.advance(Duration.ofSeconds(50));
        active.renew();
        assertThat(bench.row("vm1").lease().until()).contains(Bench.START.plusSeconds(110));

        bench.clock.advance(Duration.ofSeconds(41));
        active.expire();
        active.renew();
        assertThat(bench.row("vm1").lease().until()).contains(Bench.START.plusSeconds(110));
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
        assertThat(claim.end(attempt)).contains(Attempt.CutOff.DEADLINE);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        assertThat(claim.isRenewable()).isTrue();
    }

    @Test
    void close_letsTheRunningStepEnd() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        Pipeline<StepContext> pipeline = Bench.pipeline("deploy")
                .at("creation", "One", context -> {
                    inside.countDown();
                    go.await();
                    return StepResult.done();
                })
                .at("one", "Two", context -> StepResult.halted("error", ErrorKind.BUG, "ran"))
                .halt("error")
                .end("ready");
        LifecycleEngine<StepContext> engine = bench.threaded(pipeline).build();
        Future<?> tick = host.submit(() -> engine.tick(Budget.once()));
        inside.await();
        Thread closing = new Thread(engine::close);
        closing.start();
        while (closing.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }

        go.countDown();
        tick.get();
        closing.join();

        assertThat(bench.row("vm1").pointer().state()).isEqualTo("one");
        assertThat(bench.row("vm1").lease().owner()).isEmpty();
    }
}
