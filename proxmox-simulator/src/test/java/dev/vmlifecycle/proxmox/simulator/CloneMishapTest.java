package dev.vmlifecycle.proxmox.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Clones that fail on the way leave nothing behind, and clones into pools. */
class CloneMishapTest {

    private final Api api = Api.on(Api.cluster()).withVm(7101);

    @Test
    void source_goneWhileItsDisksAreCopied_failsTheClone_andLeavesNothing() {
        String upid = start("7101", "newid", "7102", "full", "1");
        api.pass(Duration.ofMillis(200));

        api.simulator.operator().delete(7101);

        assertThat(api.await(upid)).startsWith("clone failed: ");
        assertThat(api.simulator.world().vm(7102)).isEmpty();
        assertThat(api.simulator.world().volumesOf(7102)).isEmpty();
        assertThat(Invariants.violations(api.simulator.world())).isEmpty();
    }

    @Test
    void template_destroyedRightAfterALinkedCloneBegan_neverLosesItsBase() {
        Api fresh = Api.on(Api.cluster());
        String clone = fresh.call("POST", "/nodes/pve1/qemu/9000/clone", "newid", "7102")
                .data()
                .asText();
        String destroy = fresh.call("DELETE", "/nodes/pve1/qemu/9000").data().asText();

        fresh.await(clone);

        assertThat(fresh.await(destroy)).isNotEqualTo("OK");
        assertThat(fresh.simulator.world().vm(9000)).isPresent();
        assertThat(Invariants.violations(fresh.simulator.world())).isEmpty();
    }

    @Test
    void pool_named_getsTheCloneAsItsMember() {
        api.call("POST", "/pools", "poolid", "cust1");

        assertThat(api.task("POST", "/nodes/pve1/qemu/9000/clone", "newid", "7102", "pool", "cust1"))
                .isEqualTo("OK");

        assertThat(api.call("GET", "/pools/cust1").data().path("members").findValuesAsText("vmid"))
                .isEqualTo(List.of("7102"));
    }

    @Test
    void pool_unknown_isRefusedAtOnce() {
        assertThat(api.call("POST", "/nodes/pve1/qemu/9000/clone", "newid", "7102", "pool", "gone")
                        .summary())
                .isEqualTo("500 pool 'gone' does not exist");
        assertThat(api.simulator.world().vm(7102)).isEmpty();
    }

    private String start(String source, String... params) {
        return api.call("POST", "/nodes/pve1/qemu/" + source + "/clone", params)
                .data()
                .asText();
    }
}
