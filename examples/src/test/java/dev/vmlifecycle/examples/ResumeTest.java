package dev.vmlifecycle.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmlifecycle.examples.testing.ChildJvm;
import dev.vmlifecycle.proxmox.simulator.PveSimulator;
import dev.vmlifecycle.proxmox.simulator.WorldSnapshot;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A killed quickstart and the same command again: one VM, one clone, the same address. */
@Execution(ExecutionMode.CONCURRENT)
class ResumeTest {
    @TempDir
    private Path store;

    @ParameterizedTest
    @CsvSource({
        "creation, [process_vms] Running",
        "set_ip, -> set_ip)",
        "clone, -> clone)",
        "set_dns, -> set_dns)",
        "migrated, -> migrated)"
    })
    void deploy_killedAfterState_goesOn(String state, String sign) {
        try (ChildJvm first = quickstart("--only", "deploy")) {
            first.awaitLine(sign);
            first.kill();
        }

        assertDeploysToOneVm(state);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "clone:before-call",
                "clone:after-call",
                "resize:after-answer",
                "disk:after-call",
                "start:after-answer"
            })
    void deploy_crashedInsideStep_goesOn(String point) {
        crash(point, "--only", "deploy");

        assertDeploysToOneVm(point);
    }

    @Test
    void walk_crashedInChangeAndInTerminate_repeatsNothing() {
        crash("shutdown:after-call");
        crash("delete:after-answer");

        try (ChildJvm last = quickstart()) {
            assertThat(last.awaitExit()).as(String.join("\n", last.lines())).isZero();
            assertThat(last.lines()).contains("deploy: done before, the VM is term_dns", "final state: remove");
        }
        WorldSnapshot world = world();
        assertThat(world.vms()).containsOnlyKeys(9000);
        assertThat(world.volumesOf(5000)).isEmpty();
        assertThat(tasks(world, "qmclone")).hasSize(1);
        assertThat(tasks(world, "qmdestroy")).hasSize(1);

        try (ChildJvm again = quickstart()) {
            assertThat(again.awaitExit()).isZero();
            assertThat(again.lines()).contains("nothing left to do (to walk again, name another --store)");
        }
    }

    private void crash(String point, String... more) {
        String[] args = Stream.concat(Stream.of("--crash-at", point), Arrays.stream(more))
                .toArray(String[]::new);
        try (ChildJvm first = quickstart(args)) {
            assertThat(first.awaitExit()).as(String.join("\n", first.lines())).isEqualTo(137);
            assertThat(first.lines()).last().isEqualTo("*** crash at " + point + " ***");
        }
    }

    private void assertDeploysToOneVm(String after) {
        try (ChildJvm second = quickstart("--only", "deploy")) {
            int code = second.awaitExit();

            assertThat(code)
                    .as(after + "\n" + String.join("\n", second.lines()))
                    .isZero();
            assertThat(second.lines()).contains("final state: ready", "guests left: 5000@pve2, 9000@pve1 (template)");
        }
        WorldSnapshot world = world();
        assertThat(world.vms()).containsOnlyKeys(5000, 9000);
        assertThat(tasks(world, "qmclone")).hasSize(1);
        assertThat(world.vm(5000).orElseThrow().config())
                .containsEntry("ipconfig0", "ip=192.0.2.10/24,gw=192.0.2.1,ip6=2001:db8::10/64,gw6=2001:db8::1");
        assertThat(world.firewall(5000).orElseThrow().ipsets().get("ipfilter-net0"))
                .containsExactlyInAnyOrder("192.0.2.10", "2001:db8::10");
        assertThat(world.volumesOf(5000))
                .filteredOn(volume -> !volume.volid().contains("cloudinit"))
                .hasSize(2);
    }

    private static List<WorldSnapshot.TaskView> tasks(WorldSnapshot world, String type) {
        return world.tasks().stream().filter(task -> task.type().equals(type)).toList();
    }

    /** The world as it is now: tasks that were under way when it was saved have ended since. */
    private WorldSnapshot world() {
        try (PveSimulator simulator =
                PveSimulator.builder().keptIn(store.resolve("world.json")).build()) {
            simulator.advanceTo(Instant.now().plusSeconds(60));
            return simulator.world();
        }
    }

    private ChildJvm quickstart(String... more) {
        String[] args = Stream.concat(Stream.of("--store", store.toString()), Arrays.stream(more))
                .toArray(String[]::new);
        return ChildJvm.start(Quickstart.class, Map.of(), args);
    }
}
