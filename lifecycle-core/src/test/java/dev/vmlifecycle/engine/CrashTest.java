package dev.vmlifecycle.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vmlifecycle.engine.testing.ManualEngine;
import dev.vmlifecycle.engine.testing.SimulatedCrash;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A process dies at a point; another one, under another name, goes on when the lease has run out. */
class CrashTest {

    private final Bench bench = new Bench();
    private final List<String> bodies = new ArrayList<>();
    private final Pipeline<StepContext> pipeline = Bench.pipeline("deploy")
            .at("creation", "One", context -> body(context, "one"))
            .at("one", "Two", context -> body(context, "two"))
            .at("two", "Three", context -> body(context, "three"))
            .end("ready");

    @BeforeEach
    void insert() {
        bench.insert("vm1");
    }

    private StepResult body(StepContext context, String name) {
        bodies.add(name + (context.checkpoint().isPresent() ? " resumed" : ""));
        context.saveCheckpoint(name);
        context.event("did", name);
        return StepResult.done();
    }

    private ManualEngine<StepContext> engine(String owner) {
        return bench.engine(List.of(pipeline), settings -> settings.owner(owner));
    }

    /** Dies at the n-th passage of a point. */
    private void crashAt(String point, int passage) {
        AtomicInteger passages = new AtomicInteger();
        bench.store.at(met -> {
            if (met.equals(point) && passages.incrementAndGet() == passage) {
                throw new SimulatedCrash(point);
            }
        });
        assertThatThrownBy(() -> engine("first").runAllDue()).isInstanceOf(SimulatedCrash.class);
        bench.store.at(met -> {});
    }

    @ParameterizedTest
    @CsvSource({
        "after claim, 1, one; two; three",
        "before checkpoint, 1, one; one; two; three",
        "after checkpoint, 1, one; one resumed; two; three",
        "before commit, 1, one; one resumed; two; three",
        "after commit, 1, one; two; three",
        "before checkpoint, 2, one; two; two; three",
        "after checkpoint, 2, one; two; two resumed; three",
        "before commit, 2, one; two; two resumed; three",
        "after commit, 2, one; two; three",
        "before commit, 3, one; two; three; three resumed",
        "after commit, 3, one; two; three",
    })
    void crash_anywhere_isResumedByAnotherProcess(String point, int passage, String expectedBodies) {
        crashAt(point, passage);
        ManualEngine<StepContext> second = engine("second");
        boolean ended = bench.row("vm1").pointer().state().equals("ready");
        assertThat(second.runOne()).isFalse();
        second.advance(Duration.ofSeconds(60));
        second.runAllDue();

        assertThat(bench.row("vm1").pointer().state()).isEqualTo("ready");
        assertThat(bench.row("vm1").lease().epoch()).isEqualTo(ended ? 1 : 2);
        assertThat(String.join("; ", bodies)).isEqualTo(expectedBodies);
        assertGapFree();
    }

    @Test
    void attempt_afterACrash_countsTheOneThatMayHaveBegun() {
        crashAt("before commit", 2);
        AtomicInteger attempt = new AtomicInteger();
        Pipeline<StepContext> looks = Bench.pipeline("deploy")
                .at("creation", "One", context -> StepResult.done())
                .at("one", "Two", context -> {
                    attempt.set(context.attempt());
                    return StepResult.done();
                })
                .end("ready");

        bench.clock.advance(Duration.ofSeconds(60));
        bench.engine(looks).runOne();

        assertThat(attempt).hasValue(2);
    }

    @Test
    void zombie_afterALongPause_writesNothingMore() {
        AtomicInteger calls = new AtomicInteger();
        ManualEngine<StepContext> second = engine("second");
        Pipeline<StepContext> paused = Bench.pipeline("deploy")
                .at("creation", "One", context -> {
                    second.advance(Duration.ofSeconds(61));
                    second.runAllDue();
                    context.saveCheckpoint("too late");
                    calls.incrementAndGet();
                    return StepResult.done();
                })
                .end("elsewhere");

        TickReport report = bench.engine(List.of(paused), settings -> settings.owner("zombie"))
                .runAllDue();

        assertThat(calls).hasValue(0);
        assertThat(report.errors()).isZero();
        assertThat(bench.row("vm1").pointer().state()).isEqualTo("ready");
        assertGapFree();
    }

    private void assertGapFree() {
        List<StepLine> lines = bench.store.runs("vm1", 50).stream()
                .sorted(Comparator.comparing(Run::number))
                .flatMap(run -> run.lines().stream())
                .toList();
        assertThat(lines).extracting(StepLine::label).containsExactly("One", "Two", "Three");
        assertThat(bench.store.events("vm1", 0, 50))
                .extracting(DurableEvent::text)
                .containsExactly("one", "two", "three");
    }
}
