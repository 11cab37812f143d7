package dev.vmlifecycle.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.vmlifecycle.engine.testing.ManualEngine;
import dev.vmlifecycle.engine.testing.SimulatedCrash;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** A permit belongs to the step's open effect: over waits, crashes and restarts, and not longer. */
class PermitTest {

    private static final PermitName NAME = PermitName.of("clone/ams1/ssd");
    private static final PermitLimit ONE = PermitLimit.of(1);
    private static final Duration TASK = Duration.ofSeconds(3);

    private final Bench bench = new Bench();
    private final List<String> begun = new ArrayList<>();
    private final Set<String> running = new HashSet<>();
    private int most;

    /** Starts something remote, waits for it, ends it. */
    private StepResult clone(StepContext context, PermitLimit limit) {
        Optional<StepResult> turn = context.permit(NAME, limit);
        if (turn.isPresent()) {
            return turn.get();
        }
        if (context.checkpoint().isEmpty()) {
            begun.add(context.key());
            running.add(context.key());
            most = Math.max(most, running.size());
            context.saveCheckpoint("task");
            return StepResult.waiting("task", TASK);
        }
        running.remove(context.key());
        return StepResult.done();
    }

    private ManualEngine<StepContext> engine(PermitLimit limit, String owner) {
        Pipeline<StepContext> pipeline = Bench.pipeline("deploy")
                .at("creation", "Clone", context -> clone(context, limit))
                .at("clone", "Configure", context -> StepResult.waiting("guest", Duration.ofHours(1)))
                .end("ready");
        return bench.engine(List.of(pipeline), settings -> settings.owner(owner));
    }

    private List<PermitEntry> book() {
        return bench.store.ask(new PermitsOf(NAME));
    }

    @Test
    void moreThanTheLimit_waitTheirTurn_andAreServedInOrder() {
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            keys.add("vm%02d".formatted(19 - i));
            bench.insert(keys.get(i));
            bench.clock.advance(Duration.ofMillis(1));
        }
        PermitLimit three = PermitLimit.of(3);

        engine(three, "me").engine().tick(Budget.of(Duration.ofMinutes(5)));

        assertThat(begun).isEqualTo(keys);
        assertThat(most).isEqualTo(3);
        assertThat(book()).isEmpty();
        // a slot is taken up when it is given back, not at a poll seconds later
        assertThat(Duration.between(Bench.START, bench.clock.instant())).isGreaterThan(TASK.multipliedBy(7));
        assertThat(bench.store.runs("vm00", 9).get(0).lines().get(0).at())
                .isBefore(Bench.START.plus(TASK.multipliedBy(7)).plusSeconds(1));
    }

    @Test
    void permit_isKeptOverACrashAndByAnotherProcess() {
        bench.insert("vm1");
        bench.insert("vm2");
        bench.store.at(point -> {
            if (point.equals("before commit")) {
                throw new SimulatedCrash(point);
            }
        });
        assertThatThrownBy(() -> engine(ONE, "first").runOne()).isInstanceOf(SimulatedCrash.class);
        bench.store.at(point -> {});
        ManualEngine<StepContext> second = engine(ONE, "second");

        second.runAllDue();
        assertThat(begun).containsExactly("vm1");
        assertThat(bench.newestRun("vm2").lines().get(0).text())
                .isEqualTo("permit clone/ams1/ssd (1 of 1 in use, 0 ahead)");

        second.advance(Duration.ofSeconds(60));
        second.runAllDue();
        second.runAllDue();
        assertThat(begun).containsExactly("vm1", "vm2");
        assertThat(most).isEqualTo(1);
    }

    @Test
    void failureWithoutNotes_givesThePermitBack_withNotesKeepsIt() {
        bench.insert("vm1");
        Pipeline<StepContext> pipeline = Bench.single(context -> {
            context.permit(NAME, ONE);
            if (context.attempt() > 1) {
                context.saveCheckpoint("sent, answer lost");
            }
            return StepResult.failed(ErrorKind.TRANSIENT, "no answer");
        });
        ManualEngine<StepContext> engine = bench.engine(pipeline);

        engine.runOne();
        assertThat(book()).isEmpty();

        bench.runNext(engine);
        assertThat(book()).extracting(PermitEntry::key, PermitEntry::granted).containsExactly(tuple("vm1", true));
    }

    @Test
    void waitingForAPermit_isNoCheck_andIsFoldedIntoOneRun() {
        bench.insert("holder");
        bench.insert("vm1");
        Pipeline<StepContext> pipeline = Bench.pipeline("deploy")
                .at("creation", "Clone", Policies.withinTicks(2, "creation", context -> {
                    Optional<StepResult> turn = context.permit(NAME, ONE);
                    return turn.orElseGet(() -> StepResult.waiting("task", Duration.ofHours(1)));
                }))
                .end("ready");
        ManualEngine<StepContext> engine = bench.engine(pipeline);

        engine.engine().tick(Budget.of(Duration.ofSeconds(30)));

        assertThat(bench.row("vm1").tries().waits()).isZero();
        assertThat(bench.row("vm1").lastError()).isEmpty();
        assertThat(bench.store.runs("vm1", 9)).hasSize(1);
        assertThat(bench.newestRun("vm1").folded()).isGreaterThan(5);
        assertThat(bench.told(EngineEvent.RunOpened.class))
                .extracting(EngineEvent::key)
                .containsExactly("holder", "vm1");
    }

    @Test
    void anotherPipeline_leavesTheQueue_andWhatHasNoOpenEffect() {
        bench.insert("holder");
        bench.insert("vm1");
        Pipeline<StepContext> ends = Bench.pipeline("terminate")
                .at("terminate", "Stop", context -> StepResult.waiting("stop", Duration.ofHours(1)))
                .end("remove");
        Pipeline<StepContext> deploy = Bench.pipeline("deploy")
                .at("creation", "Clone", context -> clone(context, ONE))
                .end("ready");
        ManualEngine<StepContext> engine = bench.engine(List.of(deploy, ends), UnaryOperator.identity());
        engine.runAllDue();
        assertThat(book()).hasSize(2);

        bench.request("vm1", "terminate", true);
        bench.request("holder", "terminate", true);
        engine.runAllDue();

        // the holder's clone may still be under way
        assertThat(book()).extracting(PermitEntry::key).containsExactly("holder");
    }

    @Test
    void namesAndLimits_outOfRange_areRefused() {
        assertThatThrownBy(() -> PermitLimit.of(0)).hasMessage("permits: 0 (expected: at least 1)");
        assertThatThrownBy(() -> PermitName.of("")).hasMessage("permit: '' (expected: 1..190 characters)");
        assertThatThrownBy(() -> PermitName.of("x".repeat(191))).isInstanceOf(IllegalArgumentException.class);
    }
}
