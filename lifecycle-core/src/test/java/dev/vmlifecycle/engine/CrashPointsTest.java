package dev.vmlifecycle.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vmlifecycle.engine.testing.CrashPoint;
import dev.vmlifecycle.engine.testing.ManualEngine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Dies at every point that every step passes; another process goes on, and nothing is lost or done twice. */
class CrashPointsTest {
    private static final PermitName NAME = PermitName.of("remote");
    private static final List<String> STEPS = List.of("Reserve", "Create", "Configure", "Start");

    private final List<String> effects = new ArrayList<>();

    /** One effect outside, found again by looking; permit, intent and notes as a real step has them. */
    private StepResult step(StepContext context, String name) {
        Optional<StepResult> turn = context.permit(NAME, PermitLimit.of(1));
        if (turn.isPresent()) {
            return turn.get();
        }
        if (context.checkpoint().isEmpty()) {
            context.saveCheckpoint("intent " + name);
        }
        if (!effects.contains(name)) {
            effects.add(name);
        }
        if (name.equals("Create") && context.waits() == 0) {
            return StepResult.waiting("task", Duration.ofSeconds(1));
        }
        context.event("did", name);
        return StepResult.done();
    }

    private Pipeline<StepContext> pipeline() {
        return Bench.pipeline("deploy")
                .at("creation", "Reserve", context -> step(context, "Reserve"))
                .at("reserved", "Create", context -> step(context, "Create"))
                .at("created", "Configure", context -> step(context, "Configure"))
                .at("configured", "Start", context -> step(context, "Start"))
                .end("ready");
    }

    /** In which turn of the engine, and at which passage of the point; false when there are fewer. */
    private boolean dies(CrashPoint point, int turn, int passage, Set<String> where) {
        effects.clear();
        Bench bench = new Bench();
        bench.insert("vm1");
        ManualEngine<StepContext> engine = bench.engine(pipeline());
        for (int before = 0; before < turn; before++) {
            engine.runAllDue();
            bench.clock.advance(Duration.ofSeconds(1));
        }
        if (!engine.crashNow(point, passage)) {
            return false;
        }
        where.add(bench.row("vm1").pointer().state());
        engine.runUntilRest("vm1");
        assertWhole(bench, point + ", turn " + turn + ", passage " + passage);
        return true;
    }

    private void assertWhole(Bench bench, String which) {
        List<StepLine> lines = bench.store.runs("vm1", 50).stream()
                .sorted(Comparator.comparing(Run::number))
                .flatMap(run -> run.lines().stream())
                .filter(line -> line.result().equals("success"))
                .toList();
        assertThat(bench.row("vm1").pointer().state()).as(which).isEqualTo("ready");
        assertThat(lines).as(which).extracting(StepLine::label).containsExactlyElementsOf(STEPS);
        assertThat(effects).as(which).containsExactlyElementsOf(STEPS);
        assertThat(bench.store.events("vm1", 0, 50))
                .as(which)
                .extracting(DurableEvent::text)
                .containsExactlyElementsOf(STEPS);
        assertThat(bench.store.ask(new PermitsOf(NAME))).as(which).isEmpty();
    }

    @Test
    void everyPointOfEveryStep_isSurvived() {
        Map<CrashPoint, Set<String>> walked = new EnumMap<>(CrashPoint.class);
        int died = 0;
        for (CrashPoint point : CrashPoint.values()) {
            Set<String> where = walked.computeIfAbsent(point, any -> new TreeSet<>());
            for (int turn = 0; turn < 2; turn++) {
                for (int passage = 1; dies(point, turn, passage, where); passage++) {
                    died++;
                }
            }
        }

        assertThat(died).isGreaterThan(30);
        for (CrashPoint point : Set.of(
                CrashPoint.BEFORE_CHECKPOINT,
                CrashPoint.AFTER_CHECKPOINT,
                CrashPoint.BEFORE_CALL,
                CrashPoint.AFTER_CALL,
                CrashPoint.BEFORE_COMMIT)) {
            assertThat(walked.get(point))
                    .as("states in which it died at " + point)
                    .containsExactlyInAnyOrder("creation", "reserved", "created", "configured");
        }
        assertThat(walked.get(CrashPoint.AFTER_COMMIT))
                .containsExactlyInAnyOrder("reserved", "created", "configured", "ready");
        assertThat(walked.get(CrashPoint.AFTER_CLAIM)).contains("creation", "reserved");
    }

    @Test
    void crash_whileAClaimIsGivenBack_isSurvived() {
        for (CrashPoint point : List.of(CrashPoint.BEFORE_RELEASE, CrashPoint.AFTER_RELEASE)) {
            effects.clear();
            Bench bench = new Bench();
            bench.insert("vm1");
            Pipeline<StepContext> again = Bench.pipeline("deploy")
                    .at(
                            "creation",
                            "Ask",
                            context ->
                                    context.waits() < 3 ? StepResult.waiting("more", Duration.ZERO) : StepResult.done())
                    .end("ready");
            ManualEngine<StepContext> engine = bench.engine(again);

            // claimed a second time in one tick it is kept aside, and given back at the end
            assertThat(engine.crashNow(point)).isTrue();

            engine.runUntilRest("vm1");
            assertThat(bench.row("vm1").pointer().state()).isEqualTo("ready");
        }
    }

    @Test
    void crashNow_withoutSuchAPoint_killsNobody() {
        Bench bench = new Bench();
        ManualEngine<StepContext> engine = bench.engine(pipeline());

        assertThat(engine.crashNow(CrashPoint.AFTER_COMMIT)).isFalse();
        bench.insert("vm1");
        engine.runUntilRest("vm1");

        assertThat(bench.row("vm1").lease().epoch()).isEqualTo(2);
        assertThatThrownBy(() -> engine.crashNow(CrashPoint.AFTER_COMMIT, 0))
                .hasMessage("passage: 0 (expected: at least 1)");
    }
}
