package dev.vmlifecycle.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmlifecycle.engine.testing.ManualEngine;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Runs that wait on the same thing or fail alike are one run in the log. */
class FoldingTest {

    private static final Duration POLL = Duration.ofSeconds(5);

    private final Bench bench = new Bench();
    private final AtomicInteger polls = new AtomicInteger();

    @BeforeEach
    void insert() {
        bench.insert("vm1");
    }

    private void runs(int times, Step<StepContext> step) {
        ManualEngine<StepContext> engine = bench.engine(Bench.single(step));
        for (int i = 0; i < times; i++) {
            bench.runNext(engine);
        }
    }

    @Test
    void sameWait_isFoldedWithItsLastText() {
        runs(100, context -> StepResult.waiting("task clone| " + polls.incrementAndGet() + "%", POLL));

        assertThat(bench.store.runs("vm1", 9)).hasSize(1);
        Run run = bench.newestRun("vm1");
        assertThat(run.folded()).isEqualTo(100);
        assertThat(run.lines()).hasSize(1);
        assertThat(run.lines().get(0).text()).isEqualTo("task clone 100%");
        assertThat(run.lines().get(0).duration()).isEqualTo(POLL.multipliedBy(99));
        assertThat(bench.told(EngineEvent.RunOpened.class)).hasSize(1);
        assertThat(bench.told(EngineEvent.RunClosed.class)).hasSize(1);
        assertThat(bench.told(EngineEvent.StepRecorded.class)).hasSize(100);
    }

    @Test
    void anotherWait_opensARun() {
        runs(3, context -> StepResult.waiting("task " + polls.incrementAndGet(), POLL));

        assertThat(bench.store.runs("vm1", 9)).hasSize(3);
    }

    @Test
    void sameFailure_isFolded_anotherIsNot() {
        runs(
                5,
                context ->
                        StepResult.failed(ErrorKind.TRANSIENT, polls.incrementAndGet() < 4 ? "no route" : "refused"));

        assertThat(bench.store.runs("vm1", 9)).extracting(Run::folded).containsExactly(2, 3);
    }

    @Test
    void endOfAWait_opensARunOfItsOwn() {
        runs(3, context -> polls.incrementAndGet() < 3 ? StepResult.waiting("task", POLL) : StepResult.done());

        assertThat(bench.store.runs("vm1", 9))
                .extracting(Run::status)
                .containsExactly(RunStatus.SUCCESS, RunStatus.WAITING);
        assertThat(bench.newestRun("vm1").lines().get(0).duration()).isEqualTo(POLL.multipliedBy(2));
    }

    @Test
    void wait_afterStepsOfTheSameRun_isFoldedIntoIt() {
        Pipeline<StepContext> pipeline = Bench.pipeline("deploy")
                .at("creation", "One", context -> StepResult.done())
                .at("one", "Two", context -> StepResult.waiting("task", POLL))
                .end("ready");
        ManualEngine<StepContext> engine = bench.engine(pipeline);

        bench.runNext(engine);
        bench.runNext(engine);

        assertThat(bench.store.runs("vm1", 9)).hasSize(1);
        assertThat(bench.newestRun("vm1").lines()).extracting(StepLine::label).containsExactly("One", "Two");
        assertThat(bench.newestRun("vm1").folded()).isEqualTo(2);
    }

    @Test
    void longTexts_areToldApartByAll() {
        String common = "x".repeat(500);

        runs(2, context -> StepResult.failed(ErrorKind.BUG, common + polls.incrementAndGet()));

        assertThat(bench.store.runs("vm1", 9)).hasSize(2);
    }
}
