package dev.vmlifecycle.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vmlifecycle.engine.testing.ManualEngine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TickTest {

    private final Bench bench = new Bench();
    private final AtomicInteger bodies = new AtomicInteger();

    private StepResult slow(StepContext context) {
        bodies.incrementAndGet();
        bench.clock.advance(Duration.ofSeconds(20));
        return StepResult.done();
    }

    private Pipeline<StepContext> fiveSlowSteps() {
        return Bench.pipeline("deploy")
                .at("creation", "One", this::slow)
                .at("one", "Two", this::slow)
                .at("two", "Three", this::slow)
                .at("three", "Four", this::slow)
                .at("four", "Five", this::slow)
                .end("ready");
    }

    @Test
    void budget_over_stopsBetweenStepsAndGivesTheClaimBack() {
        bench.insert("vm1");
        bench.insert("vm2");
        ManualEngine<StepContext> engine = bench.engine(fiveSlowSteps());

        TickReport report = engine.engine().tick(Budget.of(Duration.ofSeconds(50)));

        assertThat(bodies).hasValue(3);
        assertThat(report.processed()).isEqualTo(1);
        assertThat(report.steps()).isEqualTo(3);
        assertThat(report.took()).isEqualTo(Duration.ofSeconds(60));
        assertThat(report.nextDue()).contains(Bench.START);
        Instance row = bench.row("vm1");
        assertThat(row.pointer().state()).isEqualTo("three");
        assertThat(row.lease().owner()).isEmpty();
        assertThat(bench.told(EngineEvent.RunClosed.class))
                .extracting(EngineEvent.RunClosed::status)
                .containsExactly(RunStatus.WAITING);
        engine.runAllDue();
        assertThat(bench.row("vm1").pointer().state()).isEqualTo("ready");
        assertThat(bench.row("vm2").pointer().state()).isEqualTo("ready");
    }

    @Test
    void budget_sleepsUntilSomethingBecomesDueInside() {
        bench.insert("vm1");
        ManualEngine<StepContext> engine = bench.engine(Bench.single(context ->
                context.waits() < 3 ? StepResult.waiting("task", Duration.ofSeconds(7)) : StepResult.done()));

        TickReport report = engine.engine().tick(Budget.of(Duration.ofSeconds(50)));

        assertThat(report).isEqualTo(new TickReport(1, 4, 0, Duration.ofSeconds(21), Optional.empty()));
        assertThat(bench.row("vm1").pointer().state()).isEqualTo("ready");
    }

    @Test
    void budget_nothingDueInside_returnsAtOnce() {
        bench.insert("vm1");
        ManualEngine<StepContext> engine =
                bench.engine(Bench.single(context -> StepResult.waiting("task", Duration.ofMinutes(5))));

        TickReport report = engine.engine().tick(Budget.of(Duration.ofSeconds(50)));

        assertThat(report.steps()).isEqualTo(1);
        assertThat(report.took()).isZero();
        assertThat(report.nextDue()).contains(Bench.START.plusSeconds(300));
    }

    @Test
    void once_doesNotLookTwice_evenAtWhatAsksForNoDelay() {
        bench.insert("vm1");
        bench.insert("vm2");
        ManualEngine<StepContext> engine =
                bench.engine(Bench.single(context -> StepResult.waiting("task", Duration.ZERO)));

        TickReport report = engine.runAllDue();

        assertThat(report.steps()).isEqualTo(2);
        assertThat(bench.row("vm1").tries().waits()).isEqualTo(1);
        assertThat(bench.row("vm1").lease().owner()).isEmpty();
        assertThat(engine.runAllDue().steps()).isEqualTo(2);
    }

    @Test
    void everyTick_triesOncePerTick_whateverTheBudget() {
        bench.insert("vm1");
        bench.insert("vm2", "deploy", "second");
        Pipeline<StepContext> pipeline = Bench.pipeline("deploy")
                .at("creation", "Fails", context -> StepResult.failed(ErrorKind.CONFIG, "no pool"))
                .at(
                        "second",
                        "Waits",
                        context -> context.waits() < 2
                                ? StepResult.waiting("task", Duration.ofSeconds(5))
                                : StepResult.done())
                .end("ready");
        ManualEngine<StepContext> engine =
                bench.engine(List.of(pipeline), settings -> settings.pacing(Pacing.everyTick()));

        TickReport report = engine.engine().tick(Budget.of(Duration.ofSeconds(50)));

        assertThat(bench.row("vm1").tries().failures()).isEqualTo(1);
        assertThat(bench.row("vm2").pointer().state()).isEqualTo("ready");
        assertThat(report.errors()).isEqualTo(1);
        assertThat(report.processed()).isEqualTo(2);
        assertThat(bench.row("vm1").lease().owner()).isEmpty();
    }

    @Test
    void oneBadSubject_doesNotStopTheOthers() {
        bench.insert("a_bad");
        bench.insert("b_good");
        ManualEngine<StepContext> engine = bench.engine(Bench.single(context -> {
            if (context.key().equals("a_bad")) {
                throw new AssertionError("broken");
            }
            return StepResult.done();
        }));

        TickReport report = engine.runAllDue();

        assertThat(report.processed()).isEqualTo(2);
        assertThat(report.errors()).isEqualTo(1);
        assertThat(bench.row("b_good").pointer().state()).isEqualTo("ready");
        assertThat(bench.row("a_bad").lastError().orElseThrow().kind()).isEqualTo(ErrorKind.BUG);
    }

    @Test
    void listener_throws_othersAndEngineGoOn() {
        bench.insert("vm1");
        List<EngineEvent> heard = new ArrayList<>();
        ManualEngine<StepContext> engine = bench.engine(
                List.of(Bench.single(context -> StepResult.done())),
                settings -> settings.listener(event -> {
                            throw new IllegalStateException("deaf");
                        })
                        .listener(heard::add)
                        .headline(row -> {
                            throw new IllegalStateException("nameless");
                        }));

        engine.runAllDue();

        assertThat(bench.row("vm1").pointer().state()).isEqualTo("ready");
        assertThat(heard).hasSize(3);
        assertThat(((EngineEvent.RunOpened) heard.get(0)).headline()).isEqualTo("vm1");
    }

    @Test
    void interruptedStep_isGivenBackUnrecorded() {
        bench.insert("vm1");
        ManualEngine<StepContext> engine = bench.engine(Bench.single(context -> {
            throw new InterruptedException();
        }));

        engine.runAllDue();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(bench.row("vm1").lastError()).isEmpty();
        assertThat(bench.row("vm1").lease().owner()).isEmpty();
        assertThat(bench.store.runs("vm1", 9)).isEmpty();
    }

    @Test
    void interruptedWhileAResultIsAtHand_recordsItAndStops() {
        bench.insert("vm1");
        List<Boolean> flagInStore = new ArrayList<>();
        bench.store.at(point -> flagInStore.add(Thread.currentThread().isInterrupted()));
        Pipeline<StepContext> pipeline = Bench.pipeline("deploy")
                .at("creation", "One", context -> {
                    Thread.currentThread().interrupt();
                    return StepResult.done();
                })
                .at("one", "Two", context -> StepResult.done())
                .end("ready");

        bench.engine(pipeline).runOne();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(flagInStore).doesNotContain(true);
        assertThat(bench.row("vm1").pointer().state()).isEqualTo("one");
        assertThat(bench.row("vm1").lease().owner()).isEmpty();
    }

    @Test
    void closedEngine_refuses() {
        ManualEngine<StepContext> engine = bench.engine(Bench.single(context -> StepResult.done()));
        engine.close();

        assertThatThrownBy(engine::runAllDue).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(engine::runOne).hasMessage("engine: closed (expected: open)");
    }

    @Test
    void build_outOfRange_isRefused() {
        Pipeline<StepContext> pipeline = Bench.single(context -> StepResult.done());

        assertThatThrownBy(() ->
                        bench.threaded(pipeline).lease(Duration.ofMillis(5)).build())
                .hasMessage("lease: PT0.005S (expected: at least PT1S)");
        assertThatThrownBy(() -> bench.threaded(pipeline).attentionAfter(0).build())
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> bench.threaded(pipeline).pipelines(List.of()).build())
                .hasMessage("pipelines: none (expected: at least one)");
        assertThatThrownBy(() -> bench.threaded(pipeline)
                        .pipelines(List.of(pipeline, pipeline))
                        .build())
                .hasMessage("pipeline deploy: twice (expected: each name once)");
        assertThatThrownBy(() -> bench.threaded(pipeline).build().tick(Budget.once(), Runnable::run, 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Budget.of(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
    }
}
