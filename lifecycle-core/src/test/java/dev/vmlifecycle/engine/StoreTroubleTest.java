package dev.vmlifecycle.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vmlifecycle.engine.testing.ManualEngine;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The store fails before or after it has done its work. */
class StoreTroubleTest {

    private final Bench bench = new Bench();
    private final AtomicInteger bodies = new AtomicInteger();
    private final Pipeline<StepContext> pipeline = Bench.pipeline("deploy")
            .at("creation", "One", this::body)
            .at("one", "Two", this::body)
            .end("ready");

    @BeforeEach
    void insert() {
        bench.insert("vm1");
    }

    private StepResult body(StepContext context) {
        bodies.incrementAndGet();
        context.event("did", context.state());
        return StepResult.done();
    }

    private void failAt(String point, int times, boolean passing) {
        AtomicInteger left = new AtomicInteger(times);
        bench.store.at(met -> {
            if (met.equals(point) && left.getAndDecrement() > 0) {
                throw new StoreException("down", passing, new IllegalStateException("socket closed"));
            }
        });
    }

    @Test
    void commit_failsForAWhile_isRepeatedWithoutTheStep() {
        failAt("before commit", 6, true);

        TickReport report = bench.engine(pipeline).runAllDue();

        assertThat(bodies).hasValue(2);
        assertThat(report.errors()).isZero();
        assertThat(bench.row("vm1").pointer().state()).isEqualTo("ready");
        assertThat(bench.clock.instant()).isAfter(Bench.START);
    }

    @Test
    void commit_appliedButAnswerLost_isNotWrittenTwice() {
        failAt("after commit", 2, true);

        TickReport report = bench.engine(pipeline).runAllDue();

        assertThat(report.steps()).isEqualTo(2);
        assertThat(bench.store.events("vm1", 0, 9)).hasSize(2);
        assertThat(bench.newestRun("vm1").lines()).hasSize(2);
        assertThat(bench.told(EngineEvent.RunClosed.class)).hasSize(1);
    }

    @Test
    void commit_ofARequest_appliedButAnswerLost_isNotAppliedTwice() {
        bench.request("vm1", "deploy", true);
        AtomicInteger applied = new AtomicInteger();
        failAt("after commit", 1, true);

        bench.engine(
                        List.of(pipeline),
                        settings -> settings.requests((row, request) -> {
                            applied.incrementAndGet();
                            return new RequestApplier.Start(
                                    "deploy", "new", List.of(new NewEvent("asked", "x")), List.of());
                        }))
                .runAllDue();

        assertThat(applied).hasValue(1);
        assertThat(bench.store.events("vm1", 0, 9))
                .extracting(DurableEvent::type)
                .containsExactly("asked", "did", "did");
    }

    @Test
    void commit_downForLonger_isLeftToTheLease() {
        failAt("before commit", Integer.MAX_VALUE, true);
        ManualEngine<StepContext> engine = bench.engine(pipeline);

        TickReport report = engine.runAllDue();

        assertThat(report.errors()).isEqualTo(1);
        assertThat(report.steps()).isZero();
        assertThat(bodies).hasValue(1);
        assertThat(Duration.between(Bench.START, bench.clock.instant())).isGreaterThan(Duration.ofMinutes(5));
        assertThat(bench.row("vm1").pointer().state()).isEqualTo("creation");
        bench.store.at(point -> {});
        engine.advance(Duration.ofSeconds(60));
        engine.runAllDue();
        assertThat(bench.row("vm1").pointer().state()).isEqualTo("ready");
    }

    @Test
    void result_refusedForGood_becomesAVisibleFailure() {
        bench.engine(Bench.single(context -> {
                    context.subject("changed");
                    context.commit(new Unknown());
                    return StepResult.done();
                }))
                .runAllDue();

        Instance row = bench.row("vm1");
        assertThat(row.pointer().state()).isEqualTo("creation");
        assertThat(row.lastError().orElseThrow().kind()).isEqualTo(ErrorKind.BUG);
        assertThat(row.lastError().orElseThrow().message()).startsWith("the result could not be recorded");
        assertThat(row.subject()).isEqualTo("document");
        assertThat(row.lease().owner()).isEmpty();
    }

    @Test
    void claim_fails_isCountedAndTriedAgainWithinTheBudget() {
        failAt("before claim", 3, true);

        TickReport report = bench.engine(pipeline).engine().tick(Budget.of(Duration.ofSeconds(50)));

        assertThat(report.errors()).isEqualTo(3);
        assertThat(bench.row("vm1").pointer().state()).isEqualTo("ready");
    }

    @Test
    void claim_fails_endsATickThatLooksOnce() {
        failAt("before claim", 1, true);

        TickReport report = bench.engine(pipeline).runAllDue();

        assertThat(report.errors()).isEqualTo(1);
        assertThat(report.processed()).isZero();
        failAt("before claim", 1, true);
        assertThatThrownBy(bench.engine(pipeline)::runOne).isInstanceOf(StoreException.class);
    }

    @Test
    void checkpoint_answerLost_isWrittenAgainWithTheFailure() {
        failAt("before checkpoint", 1, true);

        bench.engine(Bench.single(context -> {
                    context.saveCheckpoint("UPID:1");
                    return StepResult.done();
                }))
                .runAllDue();

        assertThat(bench.row("vm1").checkpoint()).contains("UPID:1");
        assertThat(bench.row("vm1").lastError()).contains(StepError.of(ErrorKind.TRANSIENT, "store: down"));
    }

    private record Unknown() implements StoreCommand {}
}
