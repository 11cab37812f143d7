package dev.vmlifecycle.proxmox.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The operator may act before the first request: what he did began when time begins. */
class EarlyOperatorTest {

    private final Api api = Api.on(Api.cluster());

    @Test
    void lock_heldBefore_isStillHeldAtTheFirstCall_andLetGoInTime() {
        api.simulator.operator().holdLock(9000, Duration.ofMinutes(5));

        assertThat(api.call("PUT", "/nodes/pve1/qemu/9000/config", "name", "x").summary())
                .startsWith("500 can't lock file");

        api.pass(Duration.ofMinutes(5));
        assertThat(api.call("PUT", "/nodes/pve1/qemu/9000/config", "name", "x").summary())
                .isEqualTo("200 OK");
    }

    @Test
    void guest_switchedOnBefore_hasRunSinceTheFirstCall() {
        api.simulator.operator().createForeign(7101, "pve1", "theirs");
        api.simulator.operator().traffic(7101, Traffic.network(1_000, 10));
        api.simulator.operator().powerOn(7101);
        api.call("GET", "/version");

        api.pass(Duration.ofSeconds(100));

        var status = api.call("GET", "/nodes/pve1/qemu/7101/status/current").data();
        assertThat(status.path("uptime").asLong()).isBetween(100L, 101L);
        assertThat(status.path("netin").asLong()).isBetween(100_000L, 101_000L);
    }
}
