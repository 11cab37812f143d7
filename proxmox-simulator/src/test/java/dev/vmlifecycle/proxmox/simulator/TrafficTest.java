package dev.vmlifecycle.proxmox.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Scripted traffic shows in counters, series and listings, however often it changes. */
class TrafficTest {

    private final Api api = Api.on(Api.cluster()).withRunningVm(7101);

    @Test
    void counter_goesOnThroughThousandsOfChanges() {
        for (int i = 0; i < 3000; i++) {
            api.simulator.operator().traffic(7101, Traffic.network(i % 2 == 0 ? 1_000 : 3_000, 0));
            api.pass(Duration.ofSeconds(1));
        }

        assertThat(status().path("netin").asLong()).isBetween(5_990_000L, 6_010_000L);
    }

    @Test
    void day_changedEveryMinute_hasAllItsRows() {
        for (int i = 0; i < 36 * 60; i++) {
            api.simulator.operator().traffic(7101, Traffic.network(i % 2 == 0 ? 1_000 : 3_000, 0));
            api.pass(Duration.ofMinutes(1));
        }

        JsonNode rows = series("day", "AVERAGE");
        assertThat(rows)
                .hasSize(70)
                .allSatisfy(row -> assertThat(row.path("netin").asDouble()).isBetween(1_900.0, 2_100.0));
        assertThat(series("hour", "AVERAGE")).hasSize(70).allMatch(row -> row.has("netin"));
    }

    @Test
    void series_ofPeaks_tellsThePeaks() {
        api.simulator.operator().traffic(7101, Traffic.network(1_000, 0));
        api.pass(Duration.ofMinutes(90));
        api.simulator.operator().traffic(7101, Traffic.network(9_000, 0));
        api.pass(Duration.ofMinutes(5));
        api.simulator.operator().traffic(7101, Traffic.network(1_000, 0));
        api.pass(Duration.ofMinutes(90));

        assertThat(highest("day", "MAX")).isEqualTo(9_000);
        assertThat(highest("day", "AVERAGE")).isBetween(1_100.0, 3_000.0);
    }

    @Test
    void listing_ofResources_showsWhatTheGuestDoes() {
        api.simulator.operator().traffic(7101, new Traffic(1_000, 100, 0, 0, 0.5, 0.25));
        api.pass(Duration.ofMinutes(10));

        JsonNode row = resource();

        assertThat(row.path("netin").asLong()).isBetween(580_000L, 601_000L);
        assertThat(row.path("netout").asLong()).isBetween(58_000L, 60_100L);
        assertThat(row.path("cpu").asDouble()).isEqualTo(0.5);
        assertThat(row.path("mem").asLong()).isEqualTo(row.path("maxmem").asLong() / 4);
    }

    private JsonNode resource() {
        for (JsonNode row : api.call("GET", "/cluster/resources", "type", "vm").data()) {
            if (row.path("vmid").asInt() == 7101) {
                return row;
            }
        }
        throw new AssertionError("7101 (expected: listed)");
    }

    private double highest(String frame, String function) {
        double highest = 0;
        for (JsonNode row : series(frame, function)) {
            highest = Math.max(highest, row.path("netin").asDouble());
        }
        return highest;
    }

    private JsonNode series(String frame, String function) {
        return api.call("GET", "/nodes/pve1/qemu/7101/rrddata", "timeframe", frame, "cf", function)
                .data();
    }

    private JsonNode status() {
        return api.call("GET", "/nodes/pve1/qemu/7101/status/current").data();
    }
}
