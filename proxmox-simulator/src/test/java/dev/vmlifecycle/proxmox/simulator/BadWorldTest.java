package dev.vmlifecycle.proxmox.simulator;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
                                () -> PveSimulator.builder()
                                        .storages(LOCAL.on("pve9"))
                                        .build()),
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
                                "node: pve1 (expected: each once)",
                                () -> cluster().nodes(NodeSpec.named("pve1"), NodeSpec.named("pve1"))),
                        Map.entry(
                                "storage: local (expected: each once)",
                                () -> cluster().storages(LOCAL)),
                        Map.entry(
                                "user: a@pve (expected: each once)",
                                () -> cluster().user("a@pve", "x").user("a@pve", "y")),
                        Map.entry(
                                "token: a@pve!bot (expected: each once)",
                                () -> cluster().token("a@pve!bot", "x").separatedToken("a@pve!bot", "x")),
                        Map.entry(
                                "role: R (expected: each once)",
                                () -> cluster().role("R", "VM.Audit").role("R", "VM.Clone")),
                        Map.entry(
                                "second factor of user: a@pve (expected: each once)",
                                () -> cluster()
                                        .user("a@pve", "x")
                                        .totp("a@pve", "ABC")
                                        .totp("a@pve", "ABC")),
                        Map.entry(
                                "second factor of user a@pve: not Base32",
                                () -> cluster().user("a@pve", "x").totp("a@pve", "1!")),
                        Map.entry("user: b@pve", () -> cluster().totp("b@pve", "ABC")),
                        Map.entry(
                                "password of user a@pve: empty", () -> cluster().user("a@pve", "")),
                        Map.entry(
                                "secret of token a@pve!bot: empty",
                                () -> cluster().token("a@pve!bot", "")),
                        Map.entry(
                                "subject granted / to gone@pve: gone@pve",
                                () -> cluster()
                                        .grant("/", "gone@pve", "PVEAuditor")
                                        .build()),
                        Map.entry(
                                "cluster name: my cluster",
                                () -> cluster().clusterName("my cluster").build()),
                        Map.entry("bridge: vm br", () -> BridgeSpec.uplinked("vm br")),
                        Map.entry("ports of bridge vmbr0: \n", () -> new BridgeSpec("vmbr0", "\n", false)),
                        Map.entry(
                                "bridge of node pve1: vmbr0",
                                () -> NodeSpec.named("pve1")
                                        .bridges(BridgeSpec.uplinked("vmbr0"), BridgeSpec.isolated("vmbr0"))),
                        Map.entry("cores: 8193", () -> new NodeSpec.Cores(8193)),
                        Map.entry(
                                "template: my template",
                                () -> TemplateSpec.of(9000, "pve1", LOCAL).named("my template")),
                        Map.entry(
                                "bridge: ",
                                () -> TemplateSpec.of(9000, "pve1", LOCAL).bridge("")),
                        Map.entry(
                                "disk of template 9000: 2T",
                                () -> cluster()
                                        .templates(TemplateSpec.of(9000, "pve1", LOCAL)
                                                .disk("2T"))
                                        .build()),
                        Map.entry(
                                "format of template 9000: qcow2",
                                () -> PveSimulator.builder()
                                        .storages(StorageSpec.zfs("local"))
                                        .templates(TemplateSpec.of(9000, "pve1", LOCAL))
                                        .build()),
                        Map.entry(
                                "format: iso",
                                () -> new StorageSpec(
                                        "local", "dir", false, Set.of(), List.of("images"), "1T", List.of("iso"))),
                        Map.entry(
                                "spread: NaN",
                                () -> TaskDuration.fixed(Duration.ZERO).spread(Double.NaN)),
                        Map.entry(
                                "duration: PT2562047788015215H",
                                () -> TaskDuration.fixed(Duration.ofHours(2_562_047_788_015_215L))),
                        Map.entry("lock: mine", () -> simulator().operator().lock(4242, "mine")),
                        Map.entry(
                                "name: two words",
                                () -> simulator().operator().createForeign(700, "pve1", "two words")),
                        Map.entry("option: a b", () -> simulator().operator().set(4242, "a b", "c")),
                        Map.entry(
                                "value of name: several lines",
                                () -> simulator().operator().set(4242, "name", "a\nb")),
                        Map.entry(
                                "method: FETCH",
                                () -> simulator().faults().next("FETCH", "/version", Fault.dropBeforeEffect())),
                        Map.entry("exit status: OK", () -> Fault.taskFails("OK")),
                        Map.entry("warning: ", () -> Fault.taskWarns("")),
                        Map.entry(
                                "port: 70000",
                                () -> SimulatorServer.builder(simulator()).port(70_000)))
                .entrySet()
                .stream()
                .map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
    }

    private static Stream<Arguments> nothings() {
        return Map.<String, ThrowingCallable>ofEntries(
                        Map.entry("node", () -> cluster().nodes(BadWorldTest.<NodeSpec>nothing())),
                        Map.entry("storage", () -> StorageSpec.dir(nothing())),
                        Map.entry("version", () -> cluster().version(nothing())),
                        Map.entry("times", () -> cluster().times(nothing())),
                        Map.entry("guest", () -> cluster().guest(nothing())),
                        Map.entry("duration", () -> cluster().duration("qmclone", nothing())),
                        Map.entry("cluster name", () -> cluster().clusterName(nothing())),
                        Map.entry("user", () -> cluster().user(nothing(), "x")),
                        Map.entry("password of user a@pve", () -> cluster().user("a@pve", nothing())),
                        Map.entry("token", () -> cluster().token(nothing(), "x")),
                        Map.entry("subject", () -> cluster().grant("/", nothing(), "PVEAuditor")),
                        Map.entry("file", () -> cluster().keptIn(nothing())),
                        Map.entry("fault", () -> simulator().faults().next("GET", "/version", nothing())),
                        Map.entry("deed", () -> Fault.meanwhile(nothing())),
                        Map.entry("delay", () -> Fault.delay(nothing())),
                        Map.entry("traffic", () -> running().operator().traffic(9000, nothing())))
                .entrySet()
                .stream()
                .map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
    }

    /** What a caller without null checks may pass. */
    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
    private static <T> T nothing() {
        return null;
    }

    private static PveSimulator running() {
        return Api.cluster().build();
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

    @ParameterizedTest(name = "{0}")
    @MethodSource("nothings")
    void nothing_whereSomethingIsNeeded_isRefusedByName(String name, ThrowingCallable mistake) {
        assertThatThrownBy(mistake).isInstanceOf(NullPointerException.class).hasMessageContaining(name);
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
