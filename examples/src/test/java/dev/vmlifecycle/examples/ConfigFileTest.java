package dev.vmlifecycle.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmlifecycle.examples.console.Console;
import dev.vmlifecycle.examples.quickstart.QuickstartCommand;
import dev.vmlifecycle.examples.testing.ChildJvm;
import dev.vmlifecycle.examples.testing.WalkConfig;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code --config} against a simulator in a process of its own. */
class ConfigFileTest {
    private static final String SECRET = "secret-of-the-simulator";
    private static final String WRONG_PIN = "AA:".repeat(31) + "AA";

    @TempDir
    private static Path simulatorDir;

    private static ChildJvm simulator;
    private static String host;
    private static String fingerprint;

    @TempDir
    private Path dir;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeAll
    static void startSimulator() {
        simulator = ChildJvm.start(
                SimulatorMain.class,
                Map.of("PVE_TOKEN_SECRET", SECRET),
                "--world",
                simulatorDir.resolve("world.json").toString(),
                "--fingerprint-file",
                simulatorDir.resolve("fingerprint").toString());
        fingerprint = simulator.awaitLine("fingerprint ").substring("fingerprint ".length());
        host = simulator.awaitLine("ready ").replaceAll("ready https://(\\S+) .*", "$1");
    }

    @AfterAll
    static void endSimulator() throws IOException {
        assertThat(Files.readString(simulatorDir.resolve("fingerprint")).strip())
                .isEqualTo(fingerprint);
        simulator.terminate();
        assertThat(simulator.awaitExit()).as("128 + SIGTERM").isEqualTo(143);
        simulator.close();
    }

    @Test
    void rightFingerprint_walksToTheEnd() throws IOException {
        int code = run(config(host, fingerprint), SECRET);

        assertThat(code).as(text(err)).isZero();
        assertThat(text(out).lines())
                .contains("final state: remove", "guests left: 9000@pve1 (template)", "--- World after change ---");
        assertThat(text(out) + text(err)).doesNotContain(SECRET);
    }

    @Test
    void wrongFingerprint_isRefused() throws IOException {
        assertRefused(
                run(config(host, WRONG_PIN), SECRET),
                "certificate not trusted: fingerprint " + fingerprint + " (expected: " + WRONG_PIN + ")");
    }

    @Test
    void wrongToken_isRefused() throws IOException {
        assertRefused(
                run(config(host, fingerprint), "another"),
                "token quickstart@pve!demo: GET /version: 401 ",
                "(expected: a token the cluster knows, with its secret)");
    }

    @Test
    void hostDown_isRefused() throws IOException {
        String free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = "127.0.0.1:" + socket.getLocalPort();
        }

        assertRefused(
                run(config(free, fingerprint), SECRET), "hosts " + free, "(expected: a Proxmox VE API that answers)");
    }

    @Test
    void packageSmallerThanTheTemplate_isRefusedBeforeAnythingIsWritten() throws IOException {
        int code = run(config(host, fingerprint, "package.system.disk = 1G"), SECRET, "--store", dir.toString());

        assertRefused(
                code,
                "package system disk 1G: smaller than template 9000's 2G (expected: at least 2G, disks never shrink)");
        assertThat(Files.exists(dir.resolve("dns.txt"))).isFalse();
    }

    @Test
    void poolWithoutAddress_isRefused() throws IOException {
        int code = run(config(host, fingerprint, "pool.v4.range = 192.0.2.1-192.0.2.1"), SECRET);

        assertThat(text(err)).contains("nothing left to give (expected: at least one address of 192.0.2.0/24)");
        assertThat(code).isEqualTo(2);
    }

    @Test
    void poolTooSmallForTheChange_isToldBeforeTheDeploy() throws IOException {
        int code = run(config(host, fingerprint, "pool.v4.range = 192.0.2.10-192.0.2.10"), SECRET);

        assertRefused(code, "1 V4 addresses to give (expected: at least 2 in pools that fit");
        assertThat(text(out)).doesNotContain("--- Deploy");
    }

    @Test
    void poolTooSmallForTheChange_stopsThereAndGoesOnOnceItIsLarger() throws IOException {
        String store = dir.resolve("store").toString();
        String one = "pool.v4.range = 192.0.2.10-192.0.2.10";
        assertThat(run(config(host, fingerprint, one), SECRET, "--store", store, "--only", "deploy"))
                .isZero();

        assertRefused(
                run(config(host, fingerprint, one), SECRET, "--store", store),
                "change_package of 42 stopped at [change_package]: V4 addresses for 42: 1 of 2 missing");

        out.reset();
        err.reset();
        int code = run(config(host, fingerprint), SECRET, "--store", store);
        assertThat(code).as(text(err)).isZero();
        assertThat(text(out).lines())
                .contains("deploy: done before, the VM is change_package", "final state: remove")
                .filteredOn(line -> line.contains("-> cp_stop)"))
                .hasSize(1);
    }

    @Test
    void configThatIsNotThere_isRefused() {
        int code = QuickstartCommand.run(new String[] {"--config", "/nowhere/at/all"}, console(Map.of()));

        assertThat(code).isEqualTo(2);
        assertThat(text(err))
                .isEqualTo(
                        "quickstart: option --config: /nowhere/at/all is not there (expected: a readable text file)\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pool.v4.network = 192.0.2.0/40", "colour = red"})
    void badLine_exitCodeTwo(String line) throws IOException {
        int code = run(config(host, fingerprint, line), SECRET);

        assertThat(code).isEqualTo(2);
        assertThat(text(err).lines())
                .singleElement()
                .asString()
                .contains("(expected: ")
                .startsWith("quickstart: q.properties line");
        assertThat(text(out)).isEmpty();
    }

    @Test
    void debug_showsTheStackTrace() throws IOException {
        run(config(host, WRONG_PIN), SECRET, "--debug");

        assertThat(text(err)).contains("\tat dev.vmlifecycle.");
    }

    private void assertRefused(int code, String... parts) {
        assertThat(code).as(text(err)).isEqualTo(1);
        assertThat(text(err).lines())
                .singleElement()
                .asString()
                .startsWith("quickstart: ")
                .contains(parts);
        assertThat(text(out) + text(err)).doesNotContain(SECRET);
    }

    private int run(Path config, String secret, String... more) {
        String[] args = Stream.concat(Stream.of("--config", config.toString()), Arrays.stream(more))
                .toArray(String[]::new);
        return QuickstartCommand.run(args, console(Map.of("SIM_SECRET", secret)));
    }

    private Console console(Map<String, String> environment) {
        return new Console(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                environment);
    }

    private static String text(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8);
    }

    private Path config(String to, String pin, String... lines) throws IOException {
        return WalkConfig.write(dir, to, pin, lines);
    }
}
