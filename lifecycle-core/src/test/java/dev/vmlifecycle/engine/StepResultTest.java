package dev.vmlifecycle.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmlifecycle.engine.testing.ManualEngine;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What each kind of result leaves in the row and in the run log. */
class StepResultTest {

    private final Bench bench = new Bench();

    @BeforeEach
    void insert() {
        bench.insert("vm1");
    }

    private Instance afterOne(Step<StepContext> step) {
        bench.engine(Bench.single(step)).runOne();
        return bench.row("vm1");
    }

    @Test
    void done_advancesToTheEndInOneClaim() {
        Pipeline<StepContext> pipeline = Bench.pipeline("deploy")
                .at("creation", "One", context -> {
                    bench.clock.advance(Duration.ofMillis(1920));
                    context.detail("first");
                    return StepResult.done("made it");
                })
                .at("one", "Two", context -> StepResult.skip("no change"))
                .end("ready");

        bench.engine(pipeline).runOne();

        Instance row = bench.row("vm1");
        assertThat(row.pointer()).isEqualTo(new Instance.Pointer("deploy", "ready", 1));
        assertThat(row.dueAt()).isEmpty();
        assertThat(row.lease().owner()).isEmpty();
        assertThat(row.lease().epoch()).isEqualTo(1);
        Run run = bench.newestRun("vm1");
        assertThat(bench.store.runs("vm1", 9)).hasSize(1);
        assertThat(run.status()).isEqualTo(RunStatus.SUCCESS);
        assertThat(run.lines()).extracting(StepLine::result).containsExactly("success", "skip (no change)");
        assertThat(run.lines()).extracting(StepLine::to).containsExactly("one", "ready");
        assertThat(run.lines().get(0).duration()).isEqualTo(Duration.ofMillis(1920));
        assertThat(run.lines().get(0).text()).isEqualTo("made it");
        assertThat(run.lines().get(0).details()).containsExactly("first");
    }

    @Test
    void waiting_keepsStateAndNotes_andIsLookedAtAgain() {
        Instance row = afterOne(context -> {
            context.saveCheckpoint("UPID:1");
            return StepResult.waiting("task clone| 3s", Duration.ofSeconds(5));
        });

        assertThat(row.pointer().state()).isEqualTo("creation");
        assertThat(row.tries().waits()).isEqualTo(1);
        assertThat(row.tries().failures()).isZero();
        assertThat(row.checkpoint()).contains("UPID:1");
        assertThat(row.dueAt()).contains(Bench.START.plusSeconds(5));
        assertThat(row.lease().owner()).isEmpty();
        Run run = bench.newestRun("vm1");
        assertThat(run.status()).isEqualTo(RunStatus.WAITING);
        assertThat(run.error()).isEmpty();
        assertThat(run.lines().get(0).text()).isEqualTo("task clone 3s");
    }

    @Test
    void failed_isPacedAndShown() {
        Instance row = afterOne(context -> StepResult.failed(ErrorKind.CAPACITY, "pool v4 is empty"));

        assertThat(row.pointer().state()).isEqualTo("creation");
        assertThat(row.tries().failures()).isEqualTo(1);
        assertThat(row.lastError()).contains(StepError.of(ErrorKind.CAPACITY, "pool v4 is empty"));
        assertThat(row.needsAttention()).isFalse();
        assertThat(Duration.between(Bench.START, row.dueAt().orElseThrow()).toMillis())
                .isBetween(1600L, 2400L);
        assertThat(bench.newestRun("vm1").error()).contains("CAPACITY: pool v4 is empty");
        assertThat(bench.newestRun("vm1").status()).isEqualTo(RunStatus.WAITING);
    }

    @Test
    void failed_repeatedly_raisesAttention_andSuccessClearsAll() {
        AtomicInteger runs = new AtomicInteger();
        ManualEngine<StepContext> engine = bench.engine(Bench.single(context ->
                runs.incrementAndGet() <= 10 ? StepResult.failed(ErrorKind.TRANSIENT, "no route") : StepResult.done()));

        for (int i = 0; i < 9; i++) {
            bench.runNext(engine);
        }
        assertThat(bench.row("vm1").needsAttention()).isFalse();
        bench.runNext(engine);
        assertThat(bench.row("vm1").needsAttention()).isTrue();
        bench.runNext(engine);

        Instance row = bench.row("vm1");
        assertThat(row.pointer().state()).isEqualTo("ready");
        assertThat(row.needsAttention()).isFalse();
        assertThat(row.lastError()).isEmpty();
        assertThat(row.tries().failures()).isZero();
    }

    @Test
    void failed_withReturnTo_issuesTheEarlierStepAgain() {
        AtomicInteger starts = new AtomicInteger();
        AtomicInteger checks = new AtomicInteger();
        Pipeline<StepContext> pipeline = Bench.pipeline("deploy")
                .at("creation", "Start VM", context -> {
                    starts.incrementAndGet();
                    return StepResult.done();
                })
                .at(
                        "starting",
                        "Verify",
                        context -> checks.incrementAndGet() == 1
                                ? new StepResult.Failed(
                                        StepError.of(ErrorKind.TRANSIENT, "died"), Optional.of("creation"))
                                : StepResult.done())
                .end("ready");

        Instance row = bench.engine(pipeline).runUntilRest("vm1");

        assertThat(row.pointer().state()).isEqualTo("ready");
        assertThat(starts).hasValue(2);
        assertThat(bench.store.runs("vm1", 9))
                .extracting(run -> run.lines().size())
                .containsExactly(2, 2);
    }

    @Test
    void halted_restsWithTheErrorAndTheNotes() {
        Instance row = afterOne(context -> {
            context.saveCheckpoint("DELETE sent");
            return StepResult.halted("error", ErrorKind.FENCED, "owner line missing");
        });

        assertThat(row.pointer().state()).isEqualTo("error");
        assertThat(row.dueAt()).isEmpty();
        assertThat(row.needsAttention()).isTrue();
        assertThat(row.lastError().orElseThrow().message()).isEqualTo("owner line missing");
        assertThat(row.checkpoint()).contains("DELETE sent");
        assertThat(bench.newestRun("vm1").status()).isEqualTo(RunStatus.ERROR);
        assertThat(bench.engine(Bench.single(context -> StepResult.done())).runOne())
                .isFalse();
    }

    @Test
    void halted_inAnUndeclaredState_isADefectOfTheStep() {
        Instance row = afterOne(context -> StepResult.halted("limbo", ErrorKind.CONFIG, "why"));

        assertThat(row.pointer().state()).isEqualTo("creation");
        assertThat(row.lastError().orElseThrow().kind()).isEqualTo(ErrorKind.BUG);
        assertThat(row.lastError().orElseThrow().message()).contains("limbo", "why");
    }

    @Test
    void exception_failsTheStep_andDropsItsEffectsButNotItsDetails() {
        Instance row = afterOne(context -> {
            context.subject("changed");
            context.event("told", "never");
            context.notify(new Notification("n1", "vm_ready", "never"));
            context.detail("seen before it broke");
            throw new IllegalStateException("boom");
        });

        assertThat(row.lastError()).contains(StepError.of(ErrorKind.BUG, "java.lang.IllegalStateException: boom"));
        assertThat(row.subject()).isEqualTo("document");
        assertThat(bench.store.events("vm1", 0, 9)).isEmpty();
        assertThat(bench.store.outbox(9)).isEmpty();
        assertThat(bench.newestRun("vm1").lines().get(0).details()).containsExactly("seen before it broke");
    }

    @Test
    void exception_isClassified() {
        bench.engine(
                        List.of(Bench.single(context -> {
                            throw new IOException("refused");
                        })),
                        settings -> settings.errors(
                                thrown -> StepError.of(ErrorKind.TRANSIENT, "network: " + thrown.getMessage())))
                .runOne();

        assertThat(bench.row("vm1").lastError()).contains(StepError.of(ErrorKind.TRANSIENT, "network: refused"));
    }

    @Test
    void stepFailure_keepsItsError() {
        Instance row = afterOne(context -> {
            throw new StepFailure(ErrorKind.PERMISSION, "VM.Clone missing");
        });

        assertThat(row.lastError()).contains(StepError.of(ErrorKind.PERMISSION, "VM.Clone missing"));
    }

    @Test
    void effects_ofAWaitingStep_commitWithIt() {
        Instance row = afterOne(context -> {
            context.subject("changed");
            context.event("shrink_rejected", "disk kept");
            context.notify(new Notification("n1", "note", "kept"));
            assertThat(context.subject()).isEqualTo("changed");
            return StepResult.waiting("something", Duration.ofSeconds(1));
        });

        assertThat(row.subject()).isEqualTo("changed");
        assertThat(bench.store.events("vm1", 0, 9))
                .extracting(DurableEvent::type)
                .containsExactly("shrink_rejected");
        assertThat(bench.store.outbox(9)).hasSize(1);
        assertThat(bench.told(EngineEvent.DurableAppended.class)).hasSize(1);
    }

    @Test
    void context_showsTheAttempt() {
        Instance row = afterOne(context -> {
            assertThat(context.key()).isEqualTo("vm1");
            assertThat(context.pipeline()).isEqualTo("deploy");
            assertThat(context.state()).isEqualTo("creation");
            assertThat(context.attempt()).isEqualTo(1);
            assertThat(context.waits()).isZero();
            assertThat(context.fence()).isEqualTo(1);
            assertThat(context.now()).isEqualTo(Bench.START);
            assertThat(context.since()).isEqualTo(Bench.START);
            assertThat(context.deadline()).isEqualTo(Bench.START.plusSeconds(60));
            context.saveCheckpoint("a");
            context.clearCheckpoint();
            assertThat(context.checkpoint()).isEmpty();
            return StepResult.done();
        });

        assertThat(row.lastError()).isEmpty();
        assertThat(row.pointer().state()).isEqualTo("ready");
    }

    @Test
    void nullResult_isADefectOfTheStep() {
        Instance row = afterOne(new AnswersNothing());

        assertThat(row.lastError().orElseThrow().kind()).isEqualTo(ErrorKind.BUG);
    }

    private static final class AnswersNothing implements Step<StepContext> {
        @Override
        @SuppressWarnings("NullAway")
        public StepResult run(StepContext context) {
            return null;
        }
    }
}
