package dev.vmlifecycle.proxmox.simulator.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmlifecycle.proxmox.ApiToken;
import dev.vmlifecycle.proxmox.PoolId;
import dev.vmlifecycle.proxmox.ProxmoxClient;
import dev.vmlifecycle.proxmox.Secret;
import dev.vmlifecycle.proxmox.Tls;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import okhttp3.tls.Certificates;
import okhttp3.tls.HandshakeCertificates;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ProgramTest {

    private static final String SECRET = "11111111-2222-3333-4444-555555555555";

    @TempDir
    private Path directory = Path.of("");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(Consumer<AutoCloseable> serving, String... args) {
        return new Program(print(out), print(err), Map.of("PVE_TOKEN_SECRET", SECRET)).run(args, serving);
    }

    private int run(String... args) {
        return run(
                cluster -> {
                    throw new AssertionError("started");
                },
                args);
    }

    private static PrintStream print(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static List<String> lines(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void help_namesEveryOption_andEndsWell() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains(
                        "--port N",
                        "--world FILE",
                        "--control-page",
                        "--certificate-file FILE",
                        "--version V",
                        "--token ID",
                        "--token-secret-env NAME",
                        "--seed N",
                        "--help");
        assertThat(lines(err)).isEmpty();
    }

    private static Stream<Arguments> mistakes() {
        return Stream.of(
                Arguments.of("--port 99999", "option --port: 99999 (expected: 0 to 65535)"),
                Arguments.of("--port http", "option --port: http (expected: 0 to 65535)"),
                Arguments.of("--port", "option --port: no value (expected: one)"),
                Arguments.of("--port --help", "option --port: no value (expected: one)"),
                Arguments.of("--port 1 --port 2", "option --port: twice (expected: once)"),
                Arguments.of("--version 6", "option --version: 6 (expected: one of [7.4, 8.4, 9])"),
                Arguments.of("--seed x", "option --seed: x (expected: -9223372036854775808 to 9223372036854775807)"),
                Arguments.of(
                        "--token root@pam", "option --token: token: root@pam (expected: user, exclamation mark, name)"),
                Arguments.of(
                        "--token-secret-env a-b",
                        "option --token-secret-env: a-b (expected: the name of an environment variable)"),
                Arguments.of(
                        "--verbose",
                        "option --verbose: unknown (expected: one of --port, --world, --certificate-file, --token,"
                                + " --token-secret-env, --version, --seed, --control-page, --help)"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void mistake_isToldInASentence(String line, String sentence) {
        assertThat(run(line.split(" ", -1))).isEqualTo(2);
        assertThat(lines(err)).containsExactly("pve-simulator: " + sentence);
        assertThat(lines(out)).isEmpty();
    }

    @Test
    void mistakes_areAllTold() {
        assertThat(run("--port", "x", "--version", "6", "--fast")).isEqualTo(2);
        assertThat(lines(err)).hasSize(3);
    }

    @Test
    void portTaken_andWorldNone_areToldInASentence() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(run("--port", "" + taken.getLocalPort())).isEqualTo(1);
            assertThat(lines(err))
                    .containsExactly("pve-simulator: port: " + taken.getLocalPort() + " (expected: free)");
        }
        Path file = Files.writeString(directory.resolve("notes.txt"), "buy milk");
        assertThat(run("--port", "0", "--world", file.toString())).isEqualTo(1);
        assertThat(lines(err)).last().isEqualTo("pve-simulator: world file: " + file + " (expected: a saved world)");
        assertThat(Files.readString(file)).isEqualTo("buy milk");
    }

    @Test
    void cluster_answersClient_andShowsItsControlPage_andKeepsItsWorld() {
        Path world = directory.resolve("world.json");
        Path certificate = directory.resolve("ca.pem");
        String[] args = {
            "--port", "0", "--world", world.toString(), "--certificate-file", certificate.toString(), "--control-page"
        };

        assertThat(run(cluster -> visit(certificate), args))
                .as(err.toString(StandardCharsets.UTF_8))
                .isZero();

        assertThat(lines(out).get(0)).isEqualTo("token root@pam!sim, its secret from PVE_TOKEN_SECRET");
        assertThat(out.toString(StandardCharsets.UTF_8)).doesNotContain(SECRET);
        assertThat(world).exists();
        assertThat(run(cluster -> visit(certificate), args))
                .as("its file is free again")
                .isZero();
    }

    private void visit(Path certificate) {
        URI uri = URI.create(lines(out).get(lines(out).size() - 1).substring("ready ".length()));
        try (ProxmoxClient client = ProxmoxClient.builder()
                .host(uri.getAuthority())
                .tls(Tls.caFile(certificate))
                .auth(ApiToken.of("root@pam!sim", Secret.of(SECRET)))
                .build()) {
            assertThat(client.nodes()).hasSize(2);
            client.pools().create(PoolId.of("p" + lines(out).size()));
            assertThat(page(uri, certificate)).contains("template-linux", "Tasks ended lately", "GET /nodes");
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static String page(URI uri, Path certificate) throws IOException, InterruptedException {
        SSLContext trust = new HandshakeCertificates.Builder()
                .addTrustedCertificate(Certificates.decodeCertificatePem(Files.readString(certificate)))
                .build()
                .sslContext();
        HttpRequest request = HttpRequest.newBuilder(uri.resolve("/control")).build();
        return HttpClient.newBuilder()
                .sslContext(trust)
                .build()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }

    @Test
    void process_saysWhenItIsReady_andEndsOnItsSignal() throws Exception {
        Process process = process("--port", "0");
        try {
            BufferedReader lines = process.inputReader();
            assertThat(lines.readLine())
                    .isEqualTo("token root@pam!sim, its secret 00000000-0000-0000-0000-000000000000");
            assertThat(lines.readLine()).startsWith("fingerprint ");
            assertThat(lines.readLine()).startsWith("ready https://127.0.0.1:");
        } finally {
            process.destroy();
        }
        assertThat(process.waitFor()).as("128 + SIGTERM").isEqualTo(143);
    }

    @Test
    void process_wronglyCalled_exitsWithTwo() throws Exception {
        assertThat(process("--port", "x").waitFor()).isEqualTo(2);
    }

    private static Process process(String... args) throws IOException {
        List<String> command = new java.util.ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                PveSimulatorMain.class.getName()));
        command.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().remove("PVE_TOKEN_SECRET");
        return builder.start();
    }
}
