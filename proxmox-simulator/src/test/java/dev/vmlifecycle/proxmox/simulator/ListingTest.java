package dev.vmlifecycle.proxmox.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ListingTest {

    private final Api api = Api.on(Api.cluster()).withVm(7101);

    @Test
    void freshVm_isListedAtOnce_withoutNameUntilTheNextRound() {
        assertThat(row(7101).path("status").asText()).isEqualTo("unknown");
        assertThat(row(7101).has("name")).isFalse();

        api.pass(Duration.ofSeconds(10));
        assertThat(row(7101).path("name").asText()).isEqualTo("vm7101");
    }

    @Test
    void successor_ofADestroyedVm_showsItsPredecessorForAWhile() {
        api.pass(Duration.ofSeconds(10));
        api.task("DELETE", "/nodes/pve1/qemu/7101");
        assertThat(row(7101).isMissingNode()).isTrue();

        api.simulator.operator().createForeign(7101, "pve2", "successor");
        assertThat(row(7101).path("name").asText()).isEqualTo("vm7101");
        assertThat(row(7101).path("node").asText()).isEqualTo("pve2");

        api.pass(Duration.ofSeconds(10));
        assertThat(row(7101).path("name").asText()).isEqualTo("successor");
    }

    @Test
    void nextId_isALookUpThatKnowsEveryGuest() {
        assertThat(api.call("GET", "/cluster/nextid").data().asText()).isEqualTo("100");
        assertThat(api.call("GET", "/cluster/nextid", "vmid", "7101").error("vmid"))
                .isEqualTo("VM 7101 already exists");
        assertThat(api.call("GET", "/cluster/nextid", "vmid", "7102").data().asText())
                .isEqualTo("7102");
    }

    @Test
    void tasks_runningOnes_areHiddenFromTheArchive_clonesBelongToTheirSource() {
        api.call("POST", "/nodes/pve1/qemu/7101/status/start");

        assertThat(tasks("vmid", "7101")).isEmpty();
        assertThat(tasks("vmid", "7101", "source", "all")).containsExactly("qmstart RUNNING");
        assertThat(tasks("vmid", "9000", "typefilter", "qmclone")).containsExactly("qmclone OK");
    }

    @Test
    void task_unknown_isAskedOnTheWrongNode() {
        String upid =
                api.call("POST", "/nodes/pve1/qemu/7101/status/start").data().asText();

        assertThat(api.call("GET", "/nodes/pve2/tasks/" + upid + "/status").error("upid"))
                .isEqualTo("no such task");
        assertThat(api.call("GET", "/nodes/pve2/tasks/" + upid + "/log").data().isObject())
                .isTrue();
        assertThat(api.call("GET", "/nodes/pve1/tasks/" + upid + "/status")
                        .data()
                        .path("status")
                        .asText())
                .isEqualTo("running");
    }

    @Test
    void log_isPagedByFiftyUnlessAsked() {
        String upid = api.call("POST", "/nodes/pve1/qemu/9000/clone", "newid", "7102", "full", "1")
                .data()
                .asText();
        api.await(upid);

        JsonNode page = api.call("GET", "/nodes/pve1/tasks/" + upid + "/log", "start", "2", "limit", "3")
                .body();

        assertThat(page.path("data")).hasSize(3);
        assertThat(page.path("data").path(0).path("n").asInt()).isEqualTo(3);
        assertThat(page.path("total").asInt()).isGreaterThan(20);
    }

    private JsonNode row(int vmid) {
        for (JsonNode row : api.call("GET", "/cluster/resources", "type", "vm").data()) {
            if (row.path("vmid").asInt() == vmid) {
                return row;
            }
        }
        return com.fasterxml.jackson.databind.node.MissingNode.getInstance();
    }

    private List<String> tasks(String... filter) {
        return api.call("GET", "/nodes/pve1/tasks", filter)
                .data()
                .valueStream()
                .map(row -> row.path("type").asText() + " " + row.path("status").asText())
                .toList();
    }
}
