package dev.vmlifecycle.proxmox.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultTest {

    private static final String CLONE = "/nodes/pve1/qemu/9000/clone";

    private final Api api = Api.on(Api.cluster());

    @Test
    void answer_strikesOnce_withoutEffect() {
        api.simulator.faults().next("POST", "/nodes/*/qemu/*/clone", Fault.answer(500, "no space left"));

        Api.Answer struck = api.call("POST", CLONE, "newid", "7101");
        assertThat(struck.summary()).isEqualTo("500 no space left");
        assertThat(struck.body().path("message").asText()).isEqualTo("no space left\n");
        assertThat(api.simulator.world().tasks()).isEmpty();

        assertThat(api.call("POST", CLONE, "newid", "7101").summary()).isEqualTo("200 OK");
        assertThat(api.simulator.faults().allStruck()).isTrue();
    }

    @Test
    void proxyFailure_hasNoBody() {
        api.simulator.faults().next("GET", "/version", Fault.answer(596, "Connection timed out"));

        SimResponse response = api.call("GET", "/version").response();

        assertThat(response.status()).isEqualTo(596);
        assertThat(response.body()).isEmpty();
    }

    @Test
    void drop_beforeOrAfterTheEffect_bothWithoutAnswer() {
        api.simulator.faults().next("POST", CLONE, Fault.dropBeforeEffect());
        api.simulator.faults().next("POST", CLONE, Fault.dropAfterEffect());

        assertThat(api.call("POST", CLONE, "newid", "7101").response().dropped())
                .isTrue();
        assertThat(api.simulator.world().tasks()).isEmpty();

        assertThat(api.call("POST", CLONE, "newid", "7101").response().dropped())
                .isTrue();
        api.pass(Duration.ofSeconds(1));
        assertThat(api.vm(7101).lock()).isEmpty();
        assertThat(api.simulator.requests().count("POST", "/nodes/*/qemu/9000/clone"))
                .isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"reset,true", "suspend,true", "resume,true", "stop,false", "shutdown,false"})
    void task_ofOneStep_failsWithoutItsEffect(String action, boolean running) {
        api.withVm(7101);
        if (running) {
            api.simulator.operator().powerOn(7101);
        }
        var before = api.vm(7101);
        api.simulator.faults().next("POST", "/nodes/*/qemu/*/status/*", Fault.taskFails("no luck"));

        assertThat(api.task("POST", "/nodes/pve1/qemu/7101/status/" + action)).isEqualTo("no luck");
        assertThat(api.vm(7101)).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"reset", "suspend", "resume"})
    void task_ofOneStep_warnsAndVanishesToo(String action) {
        api.withRunningVm(7101);
        String path = "/nodes/pve1/qemu/7101/status/" + action;
        api.simulator.faults().next("POST", "/nodes/*/qemu/*/status/*", Fault.taskWarns("look out"));
        api.simulator.faults().next("POST", "/nodes/*/qemu/*/status/*", Fault.taskVanishes());

        assertThat(api.task("POST", path)).isEqualTo("WARNINGS: 1");
        String upid = api.call("POST", path).data().asText();
        api.pass(Duration.ofSeconds(5));

        assertThat(api.simulator.world().tasks())
                .extracting(WorldSnapshot.TaskView::upid)
                .doesNotContain(upid);
        assertThat(api.simulator.world().runningTasks()).isEmpty();
    }

    @Test
    void write_waitedFor_failsWithItsTask() {
        api.withVm(7101);
        var before = api.vm(7101);
        api.simulator.faults().next("POST", "/nodes/*/qemu/*/config", Fault.taskFails("no luck"));

        Api.Answer answer = api.call("POST", "/nodes/pve1/qemu/7101/config", "cores", "1", "background_delay", "5");

        assertThat(answer.summary()).isEqualTo("500 failed to update VM 7101: no luck");
        assertThat(api.vm(7101)).isEqualTo(before);
    }

    @Test
    void fate_isForTheTasksOfItsRequestOnly() {
        api.withVm(7101);
        api.simulator.faults().next("PUT", "/nodes/*/qemu/*/config", Fault.taskFails("no luck"));

        assertThat(api.call("PUT", "/nodes/pve1/qemu/7101/config", "cores", "1").summary())
                .isEqualTo("200 OK");
        assertThat(api.task("POST", "/nodes/pve1/qemu/7101/status/start")).isEqualTo("OK");
    }
}
