package dev.vmlifecycle.proxmox.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Where the lines differ. */
class VersionTest {

    private static final String VM = "/nodes/pve1/qemu/7101";

    private final Api seven = on(PveVersion.V7_4);
    private final Api eight = on(PveVersion.V8_4);
    private final Api nine = on(PveVersion.V9);

    private static Api on(PveVersion version) {
        return Api.on(Api.cluster().version(version)).withVm(7101);
    }

    @Test
    void version_isTold() {
        assertThat(seven.call("GET", "/version").data().path("release").asText())
                .isEqualTo("7.4");
        assertThat(nine.call("GET", "/version").data().path("version").asText()).isEqualTo("9.1.2");
    }

    @Test
    void resize_isATaskSinceEight() {
        assertThat(resize(seven).isNull()).isTrue();
        assertThat(seven.vm(7101).config().get("scsi0")).endsWith("size=2G");
        assertThat(resize(eight).asText()).startsWith("UPID:");
    }

    private static com.fasterxml.jackson.databind.JsonNode resize(Api api) {
        return api.call("PUT", VM + "/resize", "disk", "scsi0", "size", "2G").data();
    }

    @Test
    void overruleShutdown_isUnknownToSeven() {
        assertThat(seven.call("POST", VM + "/status/stop", "overrule-shutdown", "1")
                        .error("overrule-shutdown"))
                .startsWith("property is not defined in schema");
        assertThat(eight.call("POST", VM + "/status/stop", "overrule-shutdown", "1")
                        .summary())
                .isEqualTo("200 OK");
    }

    @Test
    void errorText_isInTheReasonOnlyBeforeEight() {
        Api.Answer old = seven.call("GET", "/nodes/pve1/qemu/4242/config");
        assertThat(old.response().reason()).contains("4242.conf");
        assertThat(old.body().has("message")).isFalse();
        assertThat(eight.call("GET", "/nodes/pve1/qemu/4242/config").body().has("message"))
                .isTrue();
    }

    @Test
    void series_areFinerSinceNine() {
        assertThat(rows(eight, "day")).isEqualTo(70);
        assertThat(rows(nine, "day")).isEqualTo(1440);
        assertThat(rows(nine, "hour")).isEqualTo(60);
    }

    private static int rows(Api api, String timeframe) {
        api.pass(java.time.Duration.ofSeconds(20));
        return api.call("GET", VM + "/rrddata", "timeframe", timeframe).data().size();
    }

    @Test
    void traffic_isARateInTheSeries_andACounterInTheStatus() {
        eight.simulator.operator().powerOn(7101);
        eight.simulator.operator().traffic(7101, Traffic.network(1_000, 2_000));
        eight.pass(java.time.Duration.ofMinutes(10));

        var series = eight.call("GET", VM + "/rrddata", "timeframe", "hour").data();
        assertThat(series.path(series.size() - 1).path("netin").asDouble()).isEqualTo(1_000);
        assertThat(eight.call("GET", VM + "/status/current")
                        .data()
                        .path("netout")
                        .asLong())
                .isBetween(1_190_000L, 1_210_000L);
    }

    @Test
    void agentRights_haveTheirOwnNamesSinceNine() {
        assertThat(eight.call("GET", "/access/roles/Administrator").data().has("VM.Monitor"))
                .isTrue();
        assertThat(nine.call("GET", "/access/roles/Administrator").data().has("VM.GuestAgent.Audit"))
                .isTrue();
        assertThat(nine.call("GET", "/access/roles/Administrator").data().has("VM.Monitor"))
                .isFalse();
        assertThat(nine.call("GET", "/cluster/ha/rules").summary()).isEqualTo("200 OK");
        assertThat(eight.call("GET", "/cluster/ha/rules").summary()).startsWith("501");
    }
}
