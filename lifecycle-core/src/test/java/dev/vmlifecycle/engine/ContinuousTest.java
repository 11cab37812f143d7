package dev.vmlifecycle.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The endless loop: real threads, real time. */
@Timeout(60)
class ContinuousTest {

    private static final int WAKE_UPS = 60;

    private final Bench bench = new Bench();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Semaphore ended = new Semaphore(0);
    private final CountDownLatch inside = new CountDownLatch(1);
    private final CountDownLatch go = new CountDownLatch(1);

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    private LifecycleEngine<StepContext> start(Step<StepContext> step) {
        // the bench's clock stands still; this loop shall see time pass
        InstantSource clock = () -> bench.clock.advance(Duration.ofMillis(1));
        LifecycleEngine<StepContext> engine = bench.threaded(Bench.single(step))
                .clock(clock)
                .listener(event -> {
                    if (event instanceof EngineEvent.RunClosed closed && closed.status() == RunStatus.SUCCESS) {
                        ended.release();
                    }
                })
                .build();
        engine.start(threads, 2);
        return engine;
    }

    @Test
    void wakeUp_afterEachSubmission_needsNoPoll() throws Exception {
        LifecycleEngine<StepContext> engine = start(context -> StepResult.done());
        long began = System.nanoTime();

        for (int i = 0; i < WAKE_UPS; i++) {
            bench.insert("vm" + i);
            engine.wakeUp();
            assertThat(ended.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
        }

        // waiting for the one-second look would take half a second each on average
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofMillis(WAKE_UPS * 250L));
        engine.close();
    }

    @Test
    void submission_withoutWakeUp_isFoundByLooking() throws Exception {
        LifecycleEngine<StepContext> engine = start(context -> StepResult.done());

        bench.insert("vm1");

        assertThat(ended.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
        engine.close();
    }

    @Test
    void longStep_delaysNoOtherSubject() throws Exception {
        bench.insert("slow");
        LifecycleEngine<StepContext> engine = start(context -> {
            if (context.key().equals("slow")) {
                inside.countDown();
                go.await();
            }
            return StepResult.done();
        });
        inside.await();

        for (int i = 0; i < 20; i++) {
            bench.insert("vm" + i);
        }
        engine.wakeUp();
        assertThat(ended.tryAcquire(20, 30, TimeUnit.SECONDS)).isTrue();
        assertThat(bench.row("slow").pointer().state()).isEqualTo("creation");

        go.countDown();
        assertThat(ended.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
        engine.close();
    }

    @Test
    void subjectThatAsksAgainAtOnce_neitherSpinsNorHidesTheOthers() throws Exception {
        AtomicInteger looks = new AtomicInteger();
        bench.insert("again");
        LifecycleEngine<StepContext> engine = start(context -> {
            if (context.key().equals("again")) {
                looks.incrementAndGet();
                return StepResult.waiting("a moment", Duration.ZERO);
            }
            return StepResult.done();
        });

        for (int i = 0; i < 200; i++) {
            bench.insert("vm" + i);
            engine.wakeUp();
            assertThat(ended.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
        }

        assertThat(looks.get()).isBetween(1, 100);
        engine.close();
        assertThat(bench.row("again").lease().owner()).isEmpty();
    }

    @Test
    void outageOfTheStore_isOutlived() throws Exception {
        AtomicInteger claims = new AtomicInteger();
        bench.store.at(point -> {
            if (point.equals("before claim") && claims.incrementAndGet() <= 4) {
                throw new StoreException("down", true, new IllegalStateException());
            }
        });
        bench.insert("vm1");

        LifecycleEngine<StepContext> engine = start(context -> StepResult.done());

        assertThat(ended.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
        assertThat(claims.get()).isGreaterThan(4);
        engine.close();
    }

    @Test
    void close_afterTheGrace_cutsOffAndGivesBack_withoutAFailure() throws Exception {
        bench.insert("vm1");
        CountDownLatch cancelled = new CountDownLatch(1);
        LifecycleEngine<StepContext> engine = start(context -> {
            context.onCancel(cancelled::countDown);
            inside.countDown();
            go.await();
            return StepResult.done();
        });
        inside.await();

        engine.close(Duration.ofMillis(50));

        assertThat(cancelled.await(1, TimeUnit.SECONDS)).isTrue();
        Instance row = bench.row("vm1");
        assertThat(row.lease().owner()).isEmpty();
        assertThat(row.lastError()).isEmpty();
        assertThat(bench.store.runs("vm1", 5)).isEmpty();
        assertThat(bench.store.nextDue()).isPresent();
    }

    @Test
    void start_twiceOrClosedOrWithoutHands_isRefused() {
        LifecycleEngine<StepContext> engine = start(context -> StepResult.done());

        assertThatThrownBy(() -> engine.start(threads, 1)).hasMessageContaining("started before");
        assertThatThrownBy(() -> engine.start(threads, 0)).hasMessageContaining("parallelism: 0");
        engine.close();
        assertThatThrownBy(() -> engine.start(threads, 1)).hasMessageContaining("closed");
    }

    @Test
    void stuckStep_isToldOnceWithItsPlace() {
        bench.insert("vm1");
        Claim claim =
                new Claim(bench.store.claim("me", 1, Duration.ofSeconds(60)).get(0));
        claim.begin(Bench.START, Bench.START.plusSeconds(300));

        assertThat(claim.stuckSince(Bench.START)).isEmpty();
        assertThat(claim.stuckSince(Bench.START.plusSeconds(1)))
                .hasValueSatisfying(stack -> assertThat(stack)
                        .extracting(StackTraceElement::getMethodName)
                        .contains("stuckStep_isToldOnceWithItsPlace"));
        assertThat(claim.stuckSince(Bench.START.plusSeconds(2))).isEmpty();
    }
}
