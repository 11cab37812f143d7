package dev.vmlifecycle.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.vmlifecycle.engine.testing.ManualEngine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pause, resume, one step, reset, withdraw: at step boundaries and in waits. */
class OperatorsTest {
    private static final String WHO = "admin:jane (disk is being replaced)";
    private static final Duration HOUR = Duration.ofHours(1);

    private final Bench bench = new Bench();
    private final List<String> ran = new ArrayList<>();
    private Step<StepContext> second = context -> StepResult.done();

    private final Pipeline<StepContext> deploy = Bench.pipeline("deploy")
            .at("creation", "One", context -> ran("one"))
            .at("one", "Two", context -> {
                ran("two");
                return second.run(context);
            })
            .at("two", "Three", context -> ran("three"))
            .end("ready");
    private final Pipeline<StepContext> terminate = Bench.pipeline("terminate")
            .at("terminate", "End", context -> ran("end"))
            .end("remove");
    private final ManualEngine<StepContext> manual = bench.engine(List.of(deploy, terminate), UnaryOperator.identity());
    private final LifecycleEngine<StepContext> engine = manual.engine();

    @BeforeEach
    void insert() {
        bench.insert("vm1");
    }

    private StepResult ran(String name) {
        ran.add(name);
        return StepResult.done();
    }

    private String state() {
        return bench.row("vm1").pointer().state();
    }

    @Test
    void pause_betweenTwoSteps_takesHoldBehindTheRunningOne() {
        second = context -> {
            assertThat(engine.pause("vm1", WHO)).isTrue();
            return StepResult.done();
        };

        manual.runAllDue();

        Instance row = bench.row("vm1");
        assertThat(ran).containsExactly("one", "two");
        assertThat(row.hold()).contains("paused by " + WHO);
        assertThat(row.lease().owner()).isEmpty();
        manual.advance(HOUR);
        assertThat(manual.runOne()).isFalse();

        assertThat(engine.resume("vm1", WHO)).isTrue();
        manual.runAllDue();

        assertThat(ran).containsExactly("one", "two", "three");
        assertThat(state()).isEqualTo("ready");
        assertThat(bench.row("vm1").hold()).isEmpty();
        assertThat(bench.store.events("vm1", 0, 9))
                .extracting(DurableEvent::type, DurableEvent::text)
                .containsExactly(tuple("paused", "by " + WHO), tuple("resumed", "by " + WHO));
    }

    @Test
    void pause_duringAWait_takesHoldAtOnce() {
        second = context -> StepResult.waiting("task", HOUR);
        manual.runAllDue();

        engine.pause("vm1", WHO);

        assertThat(bench.row("vm1").hold()).isPresent();
        assertThat(bench.store.nextDue()).isEmpty();
    }

    @Test
    void pause_duringAStepThatThenWaits_takesHoldAtOnce() {
        second = context -> {
            engine.pause("vm1", WHO);
            return StepResult.waiting("task", HOUR);
        };

        manual.runAllDue();

        assertThat(bench.row("vm1").hold()).isPresent();
        assertThat(bench.store.nextDue()).isEmpty();
    }

    @Test
    void paused_startsNothing_alsoNoTermination_untilResumed() {
        engine.pause("vm1", WHO);
        bench.request("vm1", "terminate", true);

        manual.runAllDue();
        assertThat(ran).isEmpty();

        engine.resume("vm1", WHO);
        manual.runAllDue();
        assertThat(ran).containsExactly("end");
    }

    @Test
    void pause_atRest_keepsARequestWaiting() {
        manual.runAllDue();
        engine.pause("vm1", WHO);
        bench.request("vm1", "terminate", false);
        manual.runAllDue();
        assertThat(state()).isEqualTo("ready");

        engine.resume("vm1", WHO);
        manual.runAllDue();

        assertThat(state()).isEqualTo("remove");
    }

    @Test
    void resume_atRest_restsAgain() {
        manual.runAllDue();
        engine.pause("vm1", WHO);
        engine.resume("vm1", WHO);

        manual.runAllDue();

        assertThat(bench.row("vm1").dueAt()).isEmpty();
        assertThat(bench.row("vm1").hold()).isEmpty();
        assertThat(ran).hasSize(3);
    }

    @Test
    void pause_andResume_repeatedOrOfNothing_changeNothing() {
        assertThat(engine.pause("nobody", WHO)).isFalse();
        assertThat(engine.resume("vm1", WHO)).isFalse();
        assertThat(engine.pause("vm1", WHO)).isTrue();
        assertThat(engine.pause("vm1", WHO)).isFalse();
        assertThat(engine.runOneStep("nobody", WHO)).isFalse();
        assertThat(engine.withdraw("vm1", WHO)).isFalse();
        assertThat(engine.retryNow("vm1")).isFalse();
        assertThat(bench.store.events("vm1", 0, 9)).hasSize(1);
    }

    @Test
    void oneStep_runsExactlyOne_thenPauses() {
        engine.runOneStep("vm1", WHO);
        manual.runAllDue();
        assertThat(ran).containsExactly("one");
        assertThat(bench.row("vm1").hold()).isPresent();

        engine.runOneStep("vm1", WHO);
        manual.runAllDue();
        manual.runAllDue();

        assertThat(ran).containsExactly("one", "two");
        assertThat(state()).isEqualTo("two");
    }

    @Test
    void oneStep_thatWaits_isFollowedToItsEnd() {
        second = context -> context.waits() < 3 ? StepResult.waiting("task", HOUR) : StepResult.done();
        manual.runUntil("vm1", "one");
        engine.pause("vm1", WHO);

        engine.runOneStep("vm1", WHO);
        engine.tick(Budget.of(HOUR.multipliedBy(10)));

        assertThat(state()).isEqualTo("two");
        assertThat(bench.row("vm1").hold()).isPresent();
        assertThat(ran).containsExactly("one", "two", "two", "two", "two", "two");
    }

    @Test
    void oneStep_thatFails_isNotTriedAgain() {
        second = context -> StepResult.failed(ErrorKind.TRANSIENT, "no answer");
        engine.reset("vm1", "deploy", "one", false, WHO);

        engine.runOneStep("vm1", WHO);
        engine.tick(Budget.of(HOUR));

        assertThat(ran).containsExactly("two");
        assertThat(bench.row("vm1").lastError()).isPresent();
        assertThat(bench.row("vm1").hold()).isPresent();
    }

    @Test
    void oneStep_byLabel_isSentThere() {
        manual.runAllDue();
        ran.clear();

        engine.runOneStep("vm1", "Two", WHO);
        manual.runAllDue();

        assertThat(ran).containsExactly("two");
        assertThat(state()).isEqualTo("two");
        assertThat(bench.row("vm1").hold()).isPresent();
        engine.resume("vm1", WHO);
        manual.runAllDue();
        assertThat(ran).containsExactly("two", "three");
    }

    @Test
    void oneStep_whereNoneIsOrMayBe_isRefused() {
        assertThatThrownBy(() -> engine.runOneStep("vm1", "Four", WHO))
                .hasMessage("step: 'Four' (expected: the label of one step of pipeline deploy)");
        second = context -> {
            assertThatThrownBy(() -> engine.runOneStep("vm1", WHO)).hasMessageContaining("a worker has it");
            context.saveCheckpoint("sent");
            return StepResult.waiting("task", HOUR);
        };
        manual.runAllDue();
        assertThatThrownBy(() -> engine.runOneStep("vm1", "Three", WHO)).hasMessageContaining("still be under way");
        assertThat(engine.runOneStep("vm1", "Two", WHO)).isTrue();

        bench.insert("vm2", "deploy", "ready");
        assertThatThrownBy(() -> engine.runOneStep("vm2", WHO))
                .hasMessage("vm2: stands at ready (expected: a state with a next step)");
    }

    @Test
    void reset_sendsElsewhere_andRefusesOpenNotes() {
        second = context -> {
            context.saveCheckpoint("sent");
            return StepResult.waiting("task", HOUR);
        };
        manual.runAllDue();

        assertThatThrownBy(() -> engine.reset("vm1", "deploy", "creation", false, WHO))
                .hasMessageContaining("still be under way");
        assertThatThrownBy(() -> engine.reset("vm1", "deploy", "nowhere", false, WHO))
                .hasMessage("state: nowhere of pipeline deploy (expected: a state of a known pipeline)");
        assertThat(engine.reset("vm1", "deploy", "ready", true, WHO)).isTrue();
        manual.runAllDue();

        assertThat(state()).isEqualTo("ready");
        assertThat(bench.row("vm1").dueAt()).isEmpty();
        assertThat(bench.row("vm1").checkpoint()).isEmpty();
        assertThat(engine.reset("vm1", "deploy", "two", false, WHO)).isTrue();
        manual.runAllDue();
        assertThat(ran).containsExactly("one", "two", "three");
    }

    @Test
    void withdraw_takesBackWhatWaits() {
        second = context -> StepResult.waiting("task", HOUR);
        manual.runAllDue();
        bench.request("vm1", "terminate", false);

        assertThat(engine.withdraw("vm1", WHO)).isTrue();

        assertThat(bench.row("vm1").request()).isEmpty();
        assertThat(bench.store.events("vm1", 0, 9))
                .extracting(DurableEvent::type)
                .containsExactly("request_withdrawn");
    }

    @Test
    void crashBetweenCommitAndHold_losesNoPause() {
        second = context -> {
            engine.pause("vm1", WHO);
            return StepResult.waiting("task", HOUR);
        };
        bench.store.at(point -> {
            if (point.equals("after commit") && bench.row("vm1").pause().isPresent()) {
                throw new StoreException("down", false, new IllegalStateException());
            }
        });
        manual.runAllDue();
        bench.store.at(point -> {});

        manual.advance(HOUR);
        manual.runAllDue();

        assertThat(ran).containsExactly("one", "two");
        assertThat(bench.row("vm1").hold()).isPresent();
    }
}
