package dev.vmlifecycle.proxmox.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Guests under HA: their tasks only ask, the manager acts ten seconds later. */
class HighAvailabilityTest {

    private static final String VM = "/nodes/pve1/qemu/7101";
    private static final String RESOURCE = "/cluster/ha/resources/vm:7101";

    private Api api = Api.on(Api.cluster()).withVm(7101);

    private void manage(String state) {
        assertThat(api.call("POST", "/cluster/ha/resources", "sid", "vm:7101", "state", state)
                        .summary())
                .isEqualTo("200 OK");
    }

    @Test
    void start_endsWell_longBeforeTheGuestRuns() {
        manage("stopped");
        api.pass(Duration.ofSeconds(15));

        String upid = api.call("POST", VM + "/status/start").data().asText();

        assertThat(upid).contains(":hastart:");
        assertThat(api.await(upid)).isEqualTo("OK");
        assertThat(api.vm(7101).running()).isFalse();
        api.pass(Duration.ofSeconds(20));
        assertThat(api.vm(7101).running()).isTrue();
        assertThat(status()).isEqualTo("vm:7101 (pve1, started)");
    }

    @Test
    void resource_newlyManaged_isQueued_thenStarted() {
        manage("started");

        assertThat(status()).isEqualTo("vm:7101 (pve1, queued)");
        api.pass(Duration.ofSeconds(20));
        assertThat(api.vm(7101).running()).isTrue();
    }

    @Test
    void wantedState_changed_isBroughtAbout() {
        manage("started");
        api.pass(Duration.ofSeconds(20));

        api.call("PUT", RESOURCE, "state", "stopped");
        api.pass(Duration.ofSeconds(20));

        assertThat(api.vm(7101).running()).isFalse();
    }

    @Test
    void wantedState_changedBack_startsTheGuestAgain() {
        manage("stopped");
        api.pass(Duration.ofSeconds(20));
        assertThat(api.vm(7101).running()).isFalse();

        api.call("PUT", RESOURCE, "state", "started");
        api.pass(Duration.ofSeconds(20));

        assertThat(api.vm(7101).running()).isTrue();
    }

    @Test
    void ignoredGuest_isLeftAlone() {
        manage("ignored");
        api.pass(Duration.ofMinutes(1));

        assertThat(api.vm(7101).running()).isFalse();
    }

    @Test
    void migration_isARequestToo() {
        api = Api.on(Api.cluster());
        assertThat(api.task("POST", "/nodes/pve1/qemu/9000/clone", "newid", "7101", "full", "1"))
                .isEqualTo("OK");
        manage("stopped");

        assertThat(api.call("POST", RESOURCE + "/migrate", "node", "pve2").summary())
                .isEqualTo("200 OK");
        assertThat(api.vm(7101).node()).isEqualTo("pve1");
        api.pass(Duration.ofMinutes(2));

        assertThat(api.vm(7101).node()).isEqualTo("pve2");
    }

    @Test
    void destroy_needsPurge() {
        manage("stopped");

        assertThat(api.call("DELETE", VM).response().status()).isEqualTo(500);
        assertThat(api.task("DELETE", VM, "purge", "1")).isEqualTo("OK");
        assertThat(api.call("GET", "/cluster/ha/resources").data()).isEmpty();
    }

    private String status() {
        return api.call("GET", "/cluster/ha/status/current")
                .data()
                .path(1)
                .path("status")
                .asText();
    }
}
