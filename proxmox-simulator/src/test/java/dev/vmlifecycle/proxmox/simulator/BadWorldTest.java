package dev.vmlifecycle.proxmox.simulator;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A world described wrongly is refused at once, with the value and what was expected. */
class BadWorldTest {

    private static final StorageSpec LOCAL = StorageSpec.dir("local");

    private static Stream<Arguments> mistakes() {
        return Map.<String, ThrowingCallable>ofEntries(
                        Map.entry("storage: my disk", () -> StorageSpec.dir("my disk")),
                        Map.entry("capacity: much", () -> LOCAL.sized("much")),
                        Map.entry("capacity: 0G", () -> LOCAL.sized("0G")),
                        Map.entry("content: image", () -> LOCAL.holding("image")),
                        Map.entry(
                                "node of storage local: pve9",
                                () -> cluster().storages(LOCAL.on("pve9")).build()),
                        Map.entry("node: pve1.example.com", () -> NodeSpec.named("pve1.example.com")),
                        Map.entry("cores: 0", () -> new NodeSpec.Cores(0)),
                        Map.entry("vmid: 99", () -> TemplateSpec.of(99, "pve1", LOCAL)),
                        Map.entry(
                                "disk: big",
                                () -> TemplateSpec.of(9000, "pve1", LOCAL).disk("big")),
                        Map.entry(
                                "cores: -1",
                                () -> TemplateSpec.of(9000, "pve1", LOCAL).sized(-1, 512)),
                        Map.entry(
                                "node of template 9000: pve9",
                                () -> cluster()
                                        .templates(TemplateSpec.of(9000, "pve9", LOCAL))
                                        .build()),
                        Map.entry(
                                "storage of template 9000: gone",
                                () -> cluster()
                                        .templates(TemplateSpec.of(9000, "pve1", StorageSpec.dir("gone")))
                                        .build()),
                        Map.entry(
                                "storage of template 9000: vault",
                                () -> cluster()
                                        .storages(StorageSpec.pbs("vault"))
                                        .templates(TemplateSpec.of(9000, "pve1", StorageSpec.pbs("vault")))
                                        .build()),
                        Map.entry(
                                "template: 9000 (expected: each VMID once)",
                                () -> cluster()
                                        .templates(
                                                TemplateSpec.of(9000, "pve1", LOCAL),
                                                TemplateSpec.of(9000, "pve2", LOCAL))
                                        .build()),
                        Map.entry("token: root@pam", () -> cluster().token("root@pam", "secret")),
                        Map.entry("user: panel", () -> cluster().user("panel", "secret")),
                        Map.entry(
                                "privilege of role Some: VM.Fly",
                                () -> cluster().role("Some", "VM.Fly").build()),
                        Map.entry(
                                "role granted on / to panel@pve: Nobody",
                                () -> cluster()
                                        .grant("/", "panel@pve", "Nobody")
                                        .build()),
                        Map.entry("path: vms/100", () -> cluster().grant("vms/100", "panel@pve", "PVEAdmin")),
                        Map.entry(
                                "task type: clone",
                                () -> cluster()
                                        .duration("clone", TaskDuration.fixed(Duration.ZERO))
                                        .build()),
                        Map.entry("duration: PT-1S", () -> TaskDuration.fixed(Duration.ofSeconds(-1))),
                        Map.entry("traffic: -1.0", () -> Traffic.network(-1, 0)),
                        Map.entry("power off: PT-1S", () -> GuestBehaviour.poweringOffAfter(Duration.ofSeconds(-1))),
                        Map.entry("status: 200", () -> Fault.answer(200, "fine")),
                        Map.entry("delay: PT-1S", () -> Fault.delay(Duration.ofSeconds(-1))),
                        Map.entry(
                                "times: 0",
                                () -> simulator().faults().next("GET", "/version", Fault.dropBeforeEffect(), 0)),
                        Map.entry(
                                "share: 1.5",
                                () -> simulator().faults().rate("GET", "/version", 1.5, Fault.dropBeforeEffect())),
                        Map.entry(
                                "path: version",
                                () -> simulator().faults().next("GET", "version", Fault.dropBeforeEffect())),
                        Map.entry("vmid: 4242", () -> simulator().operator().lock(4242, "backup")),
                        Map.entry("node: pve9", () -> simulator().operator().nodeDown("pve9")),
                        Map.entry("storage: gone", () -> simulator().operator().storageFull("gone", true)),
                        Map.entry("vmid: 7", () -> simulator().operator().createForeign(7, "pve1", "theirs")),
                        Map.entry(
                                "storage: nowhere",
                                () -> simulator().operator().addBackup("nowhere", "pve1", 100, Instant.EPOCH, false)),
                        Map.entry(
                                "token: root@pam!gone",
                                () -> simulator().operator().revokeToken("root@pam!gone")),
                        Map.entry(
                                "port: 70000",
                                () -> SimulatorServer.builder(simulator()).port(70_000)))
                .entrySet()
                .stream()
                .map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
    }

    private static PveSimulator.Builder cluster() {
        return PveSimulator.builder().storages(LOCAL);
    }

    private static PveSimulator simulator() {
        return cluster().build();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void mistake_isRefusedWithItsValue(String start, ThrowingCallable mistake) {
        assertThatThrownBy(mistake)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(start)
                .hasMessageContaining("(expected: ");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 50, 100, 200, 1000})
    void worldFile_cutOff_isRefusedByName(int length, @TempDir Path directory) throws IOException {
        Path file = directory.resolve("world.json");
        Api.on(Api.cluster()).withVm(7101).simulator.save(file);
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(whole, length));

        assertThatThrownBy(() -> Api.cluster().keptIn(file).build())
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("world.json (expected: a saved world)");
    }

    @Test
    void worldFile_ofAnotherShape_isRefusedByName(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("world.json");
        Files.writeString(file, "{\"vms\":{\"100\":[]}}");

        assertThatThrownBy(() -> Api.cluster().keptIn(file).build())
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("world.json (expected: a saved world)");
    }
}
