package dev.vmlifecycle.engine;

import static dev.vmlifecycle.engine.Policies.bestEffort;
import static dev.vmlifecycle.engine.Policies.giveUpAfter;
import static dev.vmlifecycle.engine.Policies.withinTicks;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vmlifecycle.engine.testing.ManualEngine;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PoliciesTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Bench bench = new Bench();

    @BeforeEach
    void insert() {
        bench.insert("vm1");
    }

    @Test
    void bestEffort_failureAndException_countAsSuccess() {
        Pipeline<StepContext> pipeline = Bench.pipeline("deploy")
                .at("creation", "One", bestEffort(context -> StepResult.failed(ErrorKind.CONFIG, "no zone")))
                .at("one", "Two", bestEffort(context -> {
                    throw new StepFailure(ErrorKind.TRANSIENT, "no route");
                }))
                .end("ready");

        bench.engine(pipeline).runOne();

        assertThat(bench.row("vm1").pointer().state()).isEqualTo("ready");
        assertThat(bench.newestRun("vm1").lines())
                .extracting(StepLine::text)
                .containsExactly("best effort: CONFIG: no zone", "best effort: TRANSIENT: no route");
    }

    @Test
    void bestEffort_waiting_isLeftAlone() {
        bench.engine(Bench.single(bestEffort(context -> StepResult.waiting("dns", MINUTE))))
                .runOne();

        assertThat(bench.row("vm1").tries().waits()).isEqualTo(1);
    }

    @Test
    void bestEffort_ownStoreInTrouble_failsTheStep() {
        bench.engine(Bench.single(bestEffort(context -> {
                    throw new StoreException("connection lost", true, new IllegalStateException());
                })))
                .runOne();

        assertThat(bench.row("vm1").pointer().state()).isEqualTo("creation");
        assertThat(bench.row("vm1").lastError()).contains(StepError.of(ErrorKind.TRANSIENT, "store: connection lost"));
    }

    @Test
    void withinTicks_nthWait_failsAndGoesBack() {
        AtomicInteger starts = new AtomicInteger();
        AtomicInteger checks = new AtomicInteger();
        Pipeline<StepContext> pipeline = Bench.pipeline("deploy")
                .at("creation", "Start VM", context -> {
                    starts.incrementAndGet();
                    return StepResult.done();
                })
                .at("starting", "Verify", withinTicks(5, "creation", context -> {
                    checks.incrementAndGet();
                    return StepResult.waiting("not running", MINUTE);
                }))
                .end("ready");
        ManualEngine<StepContext> engine = bench.engine(pipeline);

        for (int i = 0; i < 5; i++) {
            bench.runNext(engine);
        }

        Instance row = bench.row("vm1");
        assertThat(checks).hasValue(5);
        assertThat(row.pointer().state()).isEqualTo("creation");
        assertThat(row.tries().waits()).isZero();
        assertThat(row.lastError()).contains(StepError.of(ErrorKind.TRANSIENT, "not running after 5 checks"));
        bench.runNext(engine);
        assertThat(starts).hasValue(2);
        assertThat(bench.row("vm1").pointer().state()).isEqualTo("starting");
    }

    @Test
    void withinTicks_failuresBetween_doNotCount() {
        AtomicInteger looks = new AtomicInteger();
        ManualEngine<StepContext> engine = bench.engine(Bench.single(withinTicks(
                3,
                "creation",
                context -> looks.incrementAndGet() % 2 == 0
                        ? StepResult.failed(ErrorKind.TRANSIENT, "no route")
                        : StepResult.waiting("not running", MINUTE))));

        for (int i = 0; i < 5; i++) {
            assertThat(bench.row("vm1").tries().waits()).isLessThan(3);
            bench.runNext(engine);
        }

        assertThat(bench.row("vm1").lastError().orElseThrow().message()).isEqualTo("not running after 3 checks");
    }

    @Test
    void giveUpAfter_failingLongerThanTheWindow_halts() {
        ManualEngine<StepContext> engine = bench.engine(Bench.single(giveUpAfter(
                Duration.ofMinutes(15), "error", context -> StepResult.failed(ErrorKind.TRANSIENT, "no route"))));

        bench.runNext(engine);
        assertThat(bench.row("vm1").pointer().state()).isEqualTo("creation");
        Instance row = engine.runUntilRest("vm1");

        assertThat(row.pointer().state()).isEqualTo("error");
        assertThat(bench.clock.instant()).isAfterOrEqualTo(Bench.START.plus(Duration.ofMinutes(15)));
        assertThat(row.lastError().orElseThrow().message()).isEqualTo("no route");
    }

    @Test
    void giveUpAfter_zero_haltsAtOnce() {
        bench.engine(Bench.single(giveUpAfter(
                        Duration.ZERO, "error", context -> StepResult.failed(ErrorKind.FENCED, "not ours"))))
                .runOne();

        assertThat(bench.row("vm1").pointer().state()).isEqualTo("error");
    }

    @Test
    void policies_outOfRange_areRefused() {
        Step<StepContext> step = context -> StepResult.done();

        assertThatThrownBy(() -> withinTicks(0, "a", step)).hasMessage("checks: 0 (expected: at least 1)");
        assertThatThrownBy(() -> giveUpAfter(Duration.ofSeconds(-1), "a", step))
                .hasMessage("window: PT-1S (expected: zero or more)");
    }
}
