package dev.vmlifecycle.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmlifecycle.engine.testing.ManualEngine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Nobody starves: oldest due first, over ticks whose budget is always too small. */
class FairnessTest {
    private static final Duration STEP = Duration.ofMillis(900);
    private static final Budget SMALL = Budget.of(Duration.ofSeconds(5));

    private final Bench bench = new Bench();
    private final List<String> ran = new ArrayList<>();

    private StepResult works(StepContext context, StepResult result) {
        ran.add(context.key());
        bench.clock.advance(STEP);
        return result;
    }

    /** A pipeline that goes round for ever: each look at its subject finds a step that can run at once. */
    private Pipeline<StepContext> endless() {
        return Bench.pipeline("endless")
                .at("a", "One", context -> works(context, StepResult.done()))
                .at(
                        "b",
                        "Two",
                        context -> works(
                                context,
                                new StepResult.Failed(
                                        StepError.of(ErrorKind.TRANSIENT, "again"), java.util.Optional.of("a"))))
                .end("never");
    }

    private Pipeline<StepContext> deploy() {
        return Bench.pipeline("deploy")
                .at("creation", "Work", context -> works(context, StepResult.done()))
                .end("ready");
    }

    private ManualEngine<StepContext> engine() {
        return bench.engine(List.of(endless(), deploy()), settings -> settings.pacing(Pacing.everyTick()));
    }

    @Test
    void oneSubjectWithEndlessWork_letsAllOthersThrough() {
        bench.insert("greedy", "endless", "a");
        for (int i = 0; i < 20; i++) {
            bench.insert("vm%02d".formatted(i));
        }
        ManualEngine<StepContext> engine = engine();

        for (int tick = 0; tick < 8; tick++) {
            engine.engine().tick(SMALL);
        }

        assertThat(new LinkedHashSet<>(ran)).hasSize(21);
        assertThat(ran.stream().filter("greedy"::equals).count()).isLessThan(20);
    }

    @Test
    void manyThatAskAgainAtOnce_areServedInTurn() {
        for (int i = 0; i < 30; i++) {
            bench.insert("vm%02d".formatted(i));
            bench.clock.advance(Duration.ofMillis(1));
        }
        Pipeline<StepContext> asks = Bench.pipeline("deploy")
                .at("creation", "Ask", context -> works(context, StepResult.waiting("more", Duration.ZERO)))
                .end("ready");
        ManualEngine<StepContext> engine = bench.engine(List.of(asks), UnaryOperator.identity());

        for (int tick = 0; tick < 30; tick++) {
            engine.engine().tick(SMALL);
        }

        List<String> first = ran.subList(0, 30);
        List<String> second = ran.subList(30, 60);
        assertThat(first).doesNotHaveDuplicates().isSorted();
        assertThat(second).isEqualTo(first);
    }

    @Test
    void backlogOlderThanNewcomers_goesFirst() {
        ManualEngine<StepContext> engine = engine();
        Set<String> old = new LinkedHashSet<>();
        for (int i = 0; i < 12; i++) {
            bench.insert("z-old%02d".formatted(i));
            old.add("z-old%02d".formatted(i));
            bench.clock.advance(Duration.ofMillis(1));
        }

        for (int tick = 0; tick < 10; tick++) {
            bench.insert("a-new%02d".formatted(tick));
            engine.engine().tick(SMALL);
        }

        assertThat(ran.subList(0, 12)).containsExactlyElementsOf(old);
    }
}
