package dev.vmlifecycle.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmlifecycle.engine.testing.ManualEngine;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TextRendererTest {

    private final Bench bench = new Bench();
    private final List<String> lines = new ArrayList<>();
    private final TextRenderer text = TextRenderer.create(lines::add, ZoneOffset.UTC);

    private ManualEngine<StepContext> engine(Pipeline<StepContext> pipeline) {
        return bench.engine(
                List.of(pipeline),
                settings -> settings.pacing((failures, kind, random) -> Duration.ofSeconds(2))
                        .listener(text)
                        .headline(row -> "service=42 vm=vm42.example.com"));
    }

    private StepResult took(long millis, StepResult result) {
        bench.clock.advance(Duration.ofMillis(millis));
        return result;
    }

    @Test
    void deploy_printsTheDocumentedShape() {
        bench.insert("vm42", "deploy", "clone");
        Pipeline<StepContext> deploy = Bench.pipeline("deploy")
                .at("clone", "Configure DNS records", context -> {
                    context.detail("fwd OK  [powerdns] example.com  vm42.example.com A 192.0.2.10");
                    context.detail(
                            "rev OK  [powerdns] 2.0.192.in-addr.arpa  10.2.0.192.in-addr.arpa PTR vm42.example.com");
                    return took(1920, StepResult.done());
                })
                .at("set_dns", "Migrate to target node", context -> took(10, StepResult.skip("same node")))
                .at("migrated", "Create additional disk", context -> took(300, StepResult.done("best effort: x")))
                .at("set_cloudinit", "Start VM", context -> switch (context.waits()) {
                    case 0 -> StepResult.waiting("task qmstart running| 3s", Duration.ofSeconds(5));
                    case 1 -> StepResult.waiting("task qmstart running| 8s", Duration.ofSeconds(5));
                    default -> took(70, StepResult.done());
                })
                .end("ready");
        ManualEngine<StepContext> engine = engine(deploy);

        text.cronStart(Instant.parse("2026-11-23T14:00:01Z"));
        text.taskRunning(
                "process_vms", Optional.of(Duration.ofMinutes(1)), Optional.of(Instant.parse("2026-11-23T13:59:01Z")));
        bench.runNext(engine);
        bench.runNext(engine);
        bench.runNext(engine);
        text.taskDone("process_vms", Duration.ofMillis(57_500), 4, 0);

        assertThat(String.join("\n", lines)).isEqualTo("""
            === Cron Start 2026-11-23 14:00:01 ===
            [process_vms] Running (interval: 1m, last: 13:59:01)
            --- Deploy: service=42 vm=vm42.example.com status=clone ---
              [+] Configure DNS records          success  (clone -> set_dns)  [1.92s]
                  · fwd OK  [powerdns] example.com  vm42.example.com A 192.0.2.10
                  · rev OK  [powerdns] 2.0.192.in-addr.arpa  10.2.0.192.in-addr.arpa PTR vm42.example.com
              [+] Migrate to target node         skip (same node)  (set_dns -> migrated)  [0.01s]
              [+] Create additional disk         success  (migrated -> set_cloudinit)  [0.30s]
                  · best effort: x
              [!] Start VM                       waiting  (set_cloudinit)  task qmstart running 3s
            --- Deploy paused: waiting at [set_cloudinit] ---
              [.] Start VM  task qmstart running 8s
            --- Deploy: service=42 vm=vm42.example.com status=set_cloudinit ---
              [+] Start VM                       success  (set_cloudinit -> ready)  [10.07s]
            --- Deploy finished: ready [0.07s] ---
            [process_vms] Done (57.5s) - processed: 4, errors: 0\
            """);
    }

    @Test
    void terminate_failing_printsTheErrorAndTheEnd() {
        bench.insert("vm42", "terminate", "terminate");
        Pipeline<StepContext> terminate = Bench.pipeline("terminate")
                .at("terminate", "Stop VM", context -> {
                    context.progress("still running, waited 15s / 120s, status: running");
                    return context.attempt() < 2
                            ? StepResult.failed(ErrorKind.TRANSIENT, "no route\nto host")
                            : StepResult.done();
                })
                .at(
                        "term_stopped",
                        "Delete VM",
                        context -> StepResult.halted("error_terminate", ErrorKind.FENCED, "owner line missing"))
                .halt("error_terminate")
                .end("remove");
        ManualEngine<StepContext> engine = engine(terminate);

        bench.runNext(engine);
        bench.runNext(engine);

        assertThat(String.join("\n", lines)).isEqualTo("""
            --- Terminate: service=42 vm=vm42.example.com status=terminate ---
              [.] Stop VM  still running, waited 15s / 120s, status: running
              [!] Stop VM                        error  (terminate)  no route to host
            --- Terminate paused: waiting at [terminate] ---
              [.] Stop VM  still running, waited 15s / 120s, status: running
            --- Terminate: service=42 vm=vm42.example.com status=terminate ---
              [+] Stop VM                        success  (terminate -> term_stopped)  [2.00s]
              [!] Delete VM                      error  (term_stopped)  owner line missing
            --- Terminate failed: error_terminate ---\
            """);
    }

    @Test
    void task_thatNeverRan_andAnAppendable() {
        StringWriter out = new StringWriter();
        TextRenderer printer = TextRenderer.create(out, ZoneOffset.ofHours(1));

        printer.cronStart(Bench.START);
        printer.taskRunning("audit", Optional.of(Duration.ofSeconds(90)), Optional.empty());

        assertThat(out.toString().lines())
                .containsExactly(
                        "=== Cron Start 2026-11-23 15:00:00 ===", "[audit] Running (interval: 90s, last: never)");
    }
}
