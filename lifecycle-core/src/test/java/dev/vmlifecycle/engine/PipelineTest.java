package dev.vmlifecycle.engine;

import static dev.vmlifecycle.engine.Policies.bestEffort;
import static dev.vmlifecycle.engine.Policies.giveUpAfter;
import static dev.vmlifecycle.engine.Policies.withinTicks;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PipelineTest {

    private static StepResult done(StepContext context) {
        return StepResult.done();
    }

    private static Pipeline<StepContext> sample() {
        return Bench.pipeline("change_package")
                .at("creation", "Allocate IP", PipelineTest::done)
                .at("set_ip", "Configure DNS records", bestEffort(PipelineTest::done))
                .at("set_cloudinit", "Start VM", PipelineTest::done)
                .at("starting", "Verify running + Email", withinTicks(5, "set_cloudinit", PipelineTest::done))
                .at(
                        "verified",
                        "Delete VM",
                        giveUpAfter(Duration.ofMinutes(15), "error_terminate", bestEffort(PipelineTest::done)))
                .at("gone", "Clean up", giveUpAfter(Duration.ZERO, "error_terminate", PipelineTest::done))
                .halt("error_terminate")
                .version(3)
                .end("ready");
    }

    @Test
    void render_printsTheTable() {
        assertThat(sample().render()).isEqualTo("""
                creation       Allocate IP
                set_ip         Configure DNS records   best effort
                set_cloudinit  Start VM
                starting       Verify running + Email  within 5 checks, then back to set_cloudinit
                verified       Delete VM               give up after 15m: error_terminate, best effort
                gone           Clean up                give up at once: error_terminate
                ready  (end)
                error_terminate  (halt)
                """);
    }

    @Test
    void pipeline_knowsItsRowsAndNames() {
        Pipeline<StepContext> pipeline = sample();

        assertThat(pipeline.name()).isEqualTo("change_package");
        assertThat(pipeline.title()).isEqualTo("Change package");
        assertThat(pipeline.version()).isEqualTo(3);
        assertThat(pipeline.initialState()).isEqualTo("creation");
        assertThat(pipeline.endState()).isEqualTo("ready");
        assertThat(pipeline.haltStates()).containsExactly("error_terminate");
        assertThat(pipeline.rows()).hasSize(6);
        assertThat(pipeline.rowAfter("set_ip").orElseThrow().label()).isEqualTo("Configure DNS records");
        assertThat(pipeline.rowAfter("ready")).isEmpty();
        assertThat(pipeline.rowAfter("elsewhere")).isEmpty();
    }

    @Test
    void version_isOneUnlessGiven() {
        assertThat(Bench.single(PipelineTest::done).version()).isEqualTo(1);
        assertThatThrownBy(() -> Bench.pipeline("deploy").version(0)).hasMessage("version: 0 (expected: at least 1)");
    }

    @Test
    void end_stateTwice_isRefused() {
        Pipeline.Builder<StepContext> twice =
                Bench.pipeline("deploy").at("a", "One", PipelineTest::done).at("a", "Two", PipelineTest::done);
        Pipeline.Builder<StepContext> round = Bench.pipeline("deploy").at("a", "One", PipelineTest::done);

        assertThatThrownBy(() -> twice.end("b"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("pipeline deploy: state a twice (expected: each state once)");
        assertThatThrownBy(() -> round.end("a")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> round.halt("a").end("b")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void end_withoutRows_isRefused() {
        assertThatThrownBy(() -> Bench.pipeline("deploy").end("ready"))
                .hasMessage("pipeline deploy: no rows (expected: at least one)");
    }

    @Test
    void end_policyNamesAnUnknownState_isRefused() {
        Pipeline.Builder<StepContext> back =
                Bench.pipeline("deploy").at("a", "One", withinTicks(2, "nowhere", PipelineTest::done));
        Pipeline.Builder<StepContext> halt = Bench.pipeline("deploy")
                .at("a", "One", bestEffort(giveUpAfter(Duration.ZERO, "error", PipelineTest::done)));

        assertThatThrownBy(() -> back.end("b"))
                .hasMessage("pipeline deploy, row a: back to nowhere (expected: the state of a row)");
        assertThatThrownBy(() -> halt.end("b"))
                .hasMessage("pipeline deploy, row a: give up to error (expected: a declared halt state)");
    }

    @Test
    void policy_ofAWrappedStep_runsTheStepWhenCalledByHand() throws Exception {
        Step<Object> step = context -> StepResult.skip("same");

        assertThat(bestEffort(step).run("anything")).isEqualTo(StepResult.skip("same"));
    }
}
