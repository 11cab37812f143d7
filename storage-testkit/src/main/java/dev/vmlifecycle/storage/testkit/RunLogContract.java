package dev.vmlifecycle.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vmlifecycle.engine.Instance;
import dev.vmlifecycle.engine.Run;
import dev.vmlifecycle.engine.RunStatus;
import dev.vmlifecycle.engine.RunWrite;
import dev.vmlifecycle.engine.StepLine;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The journal of a subject. */
abstract class RunLogContract extends CommitContract {

    @Test
    void must_run_openAndAppend_keepTheLinesInOrder() {
        Instance row = claimed("vm1");
        RunWrite first = RunLines.open(1, "set_ip", store.now().plusNanos(1));
        write(row, first);
        clock.advance(Duration.ofSeconds(7));
        RunWrite second = RunLines.append(1, "clone", store.now());
        write(row, second);

        Instant started = store.now().minusSeconds(9);
        assertThat(store.runs("vm1", 10))
                .containsExactly(new Run(
                        "vm1",
                        1,
                        "deploy",
                        started,
                        Duration.ofSeconds(9),
                        RunStatus.SUCCESS,
                        Optional.empty(),
                        1,
                        store.now(),
                        List.of(inMillis(first.line()), second.line())));
        assertThat(row("vm1").log().lastRun()).isEqualTo(1);
    }

    @Test
    void must_run_fold_replaceTheLastLineAndCount() {
        Instance row = claimed("vm1");
        write(row, RunLines.open(1, "set_ip", store.now()));
        write(row, RunLines.waiting(RunWrite.Mode.APPEND, 1, store.now()));
        assertThat(row("vm1").log().foldKey()).contains("W|deploy|clone");
        clock.advance(Duration.ofSeconds(10));
        write(row, RunLines.waiting(RunWrite.Mode.FOLD, 1, store.now()));

        Run run = store.runs("vm1", 10).get(0);

        assertThat(run.folded()).isEqualTo(2);
        assertThat(run.lines()).extracting(StepLine::to).containsExactly("set_ip", "clone");
        assertThat(run.lastAt()).isEqualTo(store.now());
        assertThat(run.duration()).isEqualTo(Duration.ofSeconds(12));
        assertThat(run.status()).isEqualTo(RunStatus.WAITING);
        assertThat(run.error()).contains("not yet");
    }

    @Test
    void must_run_foldKey_followTheLastLine() {
        Instance row = claimed("vm1");
        write(row, RunLines.waiting(RunWrite.Mode.OPEN, 1, store.now()));
        write(row, RunLines.append(1, "clone", store.now()));

        assertThat(row("vm1").log().foldKey()).isEmpty();
    }

    @Test
    void must_runs_keepTheNewestFifty() {
        Instance row = claimed("vm1");
        for (int number = 1; number <= 60; number++) {
            write(row, RunLines.open(number, "s" + number, store.now()));
        }

        List<Run> runs = store.runs("vm1", 100);

        assertThat(runs).hasSize(50);
        assertThat(runs.get(0).number()).isEqualTo(60);
        assertThat(runs.get(49).number()).isEqualTo(11);
        assertThat(runs).allSatisfy(run -> assertThat(run.lines()).hasSize(1));
        assertThat(store.runs("vm1", 2)).extracting(Run::number).containsExactly(60L, 59L);
        assertThat(store.runs("vm1", 0)).isEmpty();
    }

    @Test
    void must_run_withAGap_beRefusedWhole() {
        Instance row = claimed("vm1");

        assertRefused(row, RunLines.append(0, "x", store.now()));
        assertRefused(row, RunLines.append(1, "x", store.now()));
        assertRefused(row, RunLines.open(2, "x", store.now()));
        write(row, RunLines.open(1, "set_ip", store.now()));
        assertRefused(row, RunLines.open(1, "x", store.now()));
        assertRefused(row, RunLines.waiting(RunWrite.Mode.FOLD, 2, store.now()));

        assertThat(store.runs("vm1", 10)).hasSize(1);
        assertThat(row("vm1").pointer().state()).isEqualTo("set_ip");
    }

    private void assertRefused(Instance row, RunWrite write) {
        assertThatThrownBy(() -> write(row, write)).isInstanceOf(IllegalArgumentException.class);
    }

    private void write(Instance row, RunWrite write) {
        commit(row.fence(), CommitDraft.of(row).to(write.line().to()).run(write).leaseFor(LEASE));
    }

    private static StepLine inMillis(StepLine line) {
        return new StepLine(
                line.from(),
                line.label(),
                line.result(),
                line.to(),
                line.text(),
                line.duration(),
                Instant.ofEpochMilli(line.at().toEpochMilli()),
                line.details());
    }
}
