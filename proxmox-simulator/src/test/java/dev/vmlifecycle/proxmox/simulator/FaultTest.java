package dev.vmlifecycle.proxmox.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

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
}
