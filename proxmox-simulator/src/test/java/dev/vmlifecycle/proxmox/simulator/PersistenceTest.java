package dev.vmlifecycle.proxmox.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PersistenceTest {

    @TempDir
    private Path directory = Path.of("");

    @Test
    void world_savedAndLoaded_isTheSame_tasksUnderWayEndInTime() {
        Api api = Api.on(Api.cluster()).withVm(7101);
        api.call("PUT", "/nodes/pve1/qemu/7101/firewall/options", "enable", "1");
        api.call("POST", "/nodes/pve1/qemu/7101/firewall/ipset", "name", "ipfilter-net0");
        api.call("POST", "/nodes/pve1/qemu/7101/firewall/ipset/ipfilter-net0", "cidr", "192.0.2.1");
        String upid =
                api.call("POST", "/nodes/pve1/qemu/7101/status/start").data().asText();
        Path file = directory.resolve("world.json");
        api.simulator.save(file);

        Api other = Api.on(Api.cluster());
        other.simulator.load(file);
        other.now = api.now;

        assertThat(other.simulator.world()).isEqualTo(api.simulator.world());
        assertThat(other.await(upid)).isEqualTo("OK");
        assertThat(other.vm(7101).running()).isTrue();
    }

    @Test
    void keptWorld_afterAKill_hasEverythingAcknowledged() {
        Path file = directory.resolve("world.json");
        Api first = Api.on(Api.cluster().keptIn(file));
        first.call("POST", "/nodes/pve1/qemu/9000/clone", "newid", "7101", "full", "0");

        first.simulator.close();
        Api second = Api.on(Api.cluster().keptIn(file));
        second.now = first.now;
        second.pass(Duration.ofSeconds(1));

        assertThat(second.vm(7101).lock()).isEmpty();
        assertThat(second.vm(7101).config()).isEqualTo(replica().vm(7101).config());
    }

    /** The same calls at the same instants give the same world, random addresses included. */
    private static Api replica() {
        Api api = Api.on(Api.cluster());
        api.call("POST", "/nodes/pve1/qemu/9000/clone", "newid", "7101", "full", "0");
        api.pass(Duration.ofSeconds(1));
        return api;
    }

    @Test
    void keptWorld_hasOneOwner_untilThatIsClosed() {
        Path file = directory.resolve("world.json");
        PveSimulator first = Api.cluster().keptIn(file).build();
        PveSimulator elsewhere = Api.cluster().build();

        assertThatThrownBy(() -> Api.cluster().keptIn(file).build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("world file: " + file + " (expected: kept by one simulator, and another keeps it)");
        assertThatThrownBy(() -> elsewhere.save(file)).isInstanceOf(IllegalStateException.class);
        first.save(file);

        first.close();
        first.close();
        Api.cluster().keptIn(file).build().close();
        elsewhere.save(file);
    }

    @Test
    void keptWorld_ofAnotherProcess_isRefused_andFreeWhenThatIsKilled() throws Exception {
        Path file = directory.resolve("world.json");
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KeptWorld.class.getName(),
                        file.toString())
                .redirectErrorStream(true)
                .start();
        try {
            assertThat(other.inputReader().readLine()).isEqualTo("kept");

            assertThatThrownBy(() -> Api.cluster().keptIn(file).build())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("another keeps it");
        } finally {
            other.destroyForcibly().waitFor();
        }
        PveSimulator mine = Api.cluster().keptIn(file).build();
        assertThat(mine.world().vm(4242)).isPresent();
        mine.close();
    }

    @Test
    void simulator_closed_refusesCalls_andLeavesTheFileAlone() throws Exception {
        Path file = directory.resolve("world.json");
        Api api = Api.on(Api.cluster().keptIn(file)).withVm(7101);
        api.simulator.close();
        String before = Files.readString(file);

        assertThatThrownBy(() -> api.call("DELETE", "/nodes/pve1/qemu/7101"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("simulator: closed (expected: open)");
        assertThatThrownBy(() -> api.simulator.operator().delete(7101)).isInstanceOf(IllegalStateException.class);
        assertThat(Files.readString(file)).isEqualTo(before);
    }

    @Test
    void worldFile_ofALaterFormat_isRefusedWithBothVersions() throws Exception {
        Path file = saved();
        Files.writeString(file, Files.readString(file).replace("\"version\":1,", "\"version\":2,"));

        assertThatThrownBy(() -> Api.cluster().keptIn(file).build())
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("world file: " + file + " (expected: version 1 of the format, not 2)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "{\"format\":\"something else\",\"version\":1,\"state\":{\"nowMs\":1}}",
                "{\"format\":\"proxmox-simulator world\",\"version\":1}",
                "{\"format\":\"proxmox-simulator world\",\"version\":1,\"state\":{\"nowMs\":1,\"vms\":null}}",
                "{\"format\":\"proxmox-simulator world\",\"version\":1,\"state\":{\"nowMs\":1,\"vms\":{\"100\":null}}}",
                "{\"format\":\"proxmox-simulator world\",\"version\":1,\"state\":{\"nowMs\":1,\"tasks\":[null]}}"
            })
    void file_thatIsNoWorld_isRefused_andLeftAsItWas(String content) throws Exception {
        Path file = directory.resolve("world.json");
        Files.writeString(file, content);

        assertThatThrownBy(() -> Api.cluster().keptIn(file).build())
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("world file: " + file + " (expected: a saved world)");
        assertThat(Files.readString(file)).isEqualTo(content);
    }

    @Test
    void worldFile_ofAnotherCluster_isRefused() throws Exception {
        Path file = saved();

        assertThatThrownBy(() -> PveSimulator.builder()
                        .nodes(NodeSpec.named("other"))
                        .keptIn(file)
                        .build())
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("world file: " + file + " (expected: VM 7101 on one of the nodes [other])");
        assertThatThrownBy(() -> PveSimulator.builder().keptIn(file).build())
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageEndingWith(" on one of the storages [local])");
    }

    private Path saved() {
        Path file = directory.resolve("world.json");
        Api.on(Api.cluster()).withVm(7101).simulator.save(file);
        return file;
    }
}
