package dev.vmlifecycle.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmlifecycle.engine.testing.ManualEngine;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RequestTest {

    private static final Duration HOUR = Duration.ofHours(1);

    private final Bench bench = new Bench();

    private final Pipeline<StepContext> deploy = Bench.pipeline("deploy")
            .at("creation", "One", context -> StepResult.done())
            .at("one", "Two", context -> context.waits() == 0 ? StepResult.waiting("task", HOUR) : StepResult.done())
            .end("ready");
    private final Pipeline<StepContext> change = Bench.pipeline("change_package")
            .at("change_package", "Change", context -> StepResult.done(context.subject()))
            .version(2)
            .end("changed");

    @BeforeEach
    void insert() {
        bench.insert("vm1");
    }

    private ManualEngine<StepContext> engine(UnaryOperator<EngineBuilder<StepContext>> settings) {
        return bench.engine(List.of(deploy, change), settings);
    }

    @Test
    void preempting_startsDuringAWait() {
        ManualEngine<StepContext> engine =
                engine(settings -> settings.requests((row, request) -> new RequestApplier.Start(
                        request.pipeline(),
                        request.payload(),
                        List.of(new NewEvent("asked", request.by())),
                        List.of())));
        engine.runOne();
        bench.request("vm1", "change_package", true);

        engine.runOne();

        Instance row = bench.row("vm1");
        assertThat(row.pointer()).isEqualTo(new Instance.Pointer("change_package", "changed", 2));
        assertThat(row.request()).isEmpty();
        assertThat(row.subject()).isEqualTo("payload");
        assertThat(bench.clock.instant()).isEqualTo(Bench.START);
        assertThat(bench.store.events("vm1", 0, 9))
                .extracting(DurableEvent::text)
                .containsExactly("tester");
        assertThat(bench.store.runs("vm1", 9)).extracting(Run::pipeline).containsExactly("change_package", "deploy");
    }

    @Test
    void waiting_startsWhenThePipelineIsAtRest() {
        ManualEngine<StepContext> engine = engine(settings -> settings);
        engine.runOne();
        bench.request("vm1", "change_package", false);

        assertThat(engine.runOne()).isFalse();
        engine.advance(HOUR);
        engine.runOne();
        assertThat(bench.row("vm1").pointer().state()).isEqualTo("ready");
        engine.runOne();

        assertThat(bench.row("vm1").pointer().state()).isEqualTo("changed");
    }

    @Test
    void preempting_isHonouredBetweenTwoSteps_andBeginsARunOfItsOwn() {
        Pipeline<StepContext> asking = Bench.pipeline("deploy")
                .at("creation", "One", context -> {
                    bench.request("vm1", "change_package", true);
                    return StepResult.done();
                })
                .at("one", "Never", context -> StepResult.halted("error", ErrorKind.BUG, "ran"))
                .halt("error")
                .end("ready");

        bench.engine(List.of(asking, change), settings -> settings).runOne();

        assertThat(bench.row("vm1").pointer().state()).isEqualTo("changed");
        assertThat(bench.row("vm1").lease().epoch()).isEqualTo(1);
        assertThat(bench.told(EngineEvent.RunOpened.class))
                .extracting(EngineEvent.RunOpened::title)
                .containsExactly("Deploy", "Change package");
        assertThat(bench.told(EngineEvent.RunClosed.class))
                .extracting(EngineEvent.RunClosed::status)
                .containsExactly(RunStatus.WAITING, RunStatus.SUCCESS);
    }

    @Test
    void sameWaitAfterARequest_isNotFoldedIntoTheRunBefore() {
        Pipeline<StepContext> waits = Bench.single(context -> StepResult.waiting("task", HOUR));
        ManualEngine<StepContext> engine = bench.engine(waits);
        engine.runOne();
        bench.request("vm1", "deploy", true);

        engine.runOne();

        assertThat(bench.store.runs("vm1", 9)).hasSize(2);
        assertThat(bench.row("vm1").request()).isEmpty();
    }

    @Test
    void applierThrows_holdsTheSubject_andIsTriedOncePerTick() {
        ManualEngine<StepContext> engine = engine(settings -> settings.requests((row, request) -> {
            throw new IllegalStateException("payload unreadable");
        }));
        bench.request("vm1", "change_package", true);

        TickReport report = engine.engine().tick(Budget.of(Duration.ofSeconds(50)));

        assertThat(report.errors()).isEqualTo(1);
        assertThat(bench.row("vm1").hold()).contains("request change_package cannot be applied: payload unreadable");
        assertThat(bench.row("vm1").request()).isPresent();
        assertThat(bench.row("vm1").lease().owner()).isEmpty();
        engine.runAllDue();
        assertThat(bench.newestRun("vm1").folded()).isEqualTo(2);
        assertThat(bench.newestRun("vm1").status()).isEqualTo(RunStatus.ERROR);
    }

    @Test
    void requestForAnUnknownPipeline_holds() {
        bench.request("vm1", "restore", true);

        engine(settings -> settings).runOne();

        assertThat(bench.row("vm1").hold()).contains("no pipeline restore in this version");
    }

    @Test
    void unknownState_holdsVisibly_untilAPreemptingRequest() {
        bench.insert("vm2", "deploy", "from_the_future");
        bench.insert("vm3", "no_such_pipeline", "creation");
        ManualEngine<StepContext> engine = engine(settings -> settings);

        engine.runAllDue();

        Instance held = bench.row("vm2");
        assertThat(held.hold()).contains("no step after from_the_future of pipeline deploy in this version");
        assertThat(held.pointer().state()).isEqualTo("from_the_future");
        assertThat(held.needsAttention()).isTrue();
        assertThat(bench.row("vm3").hold()).isPresent();
        assertThat(bench.newestRun("vm2").lines().get(0).text()).startsWith("no step after");
        assertThat(engine.runAllDue().processed()).isZero();
        bench.request("vm2", "change_package", true);
        engine.runAllDue();
        assertThat(bench.row("vm2").pointer().state()).isEqualTo("changed");
        assertThat(bench.row("vm2").hold()).isEmpty();
    }

    @Test
    void dueAtRest_isPutToRest() {
        bench.insert("vm2", "deploy", "ready");

        engine(settings -> settings).runAllDue();

        assertThat(bench.row("vm2").dueAt()).isEmpty();
        assertThat(bench.store.runs("vm2", 9)).isEmpty();
    }
}
