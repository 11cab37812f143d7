package dev.vmlifecycle.proxmox.simulator.standalone;

import dev.vmlifecycle.proxmox.simulator.PveSimulator;
import dev.vmlifecycle.proxmox.simulator.SimulatorServer;
import dev.vmlifecycle.proxmox.simulator.StorageSpec;
import dev.vmlifecycle.proxmox.simulator.TemplateSpec;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The program without its process: where it prints and what its environment holds are given to it. */
record Program(PrintStream out, PrintStream err, Map<String, String> environment) {

    private static final int CANNOT_START = 1;
    private static final int WRONG_CALL = 2;
    private static final int TEMPLATE = 9000;

    /** What runs, to be closed at the end. */
    record Cluster(PveSimulator simulator, SimulatorServer server) implements AutoCloseable {

        @Override
        public void close() {
            server.close();
            simulator.close();
        }
    }

    /** Runs until {@code serving} returns; {@return the exit code} */
    int run(String[] args, Consumer<AutoCloseable> serving) {
        Options options = Options.parse(args);
        if (!options.mistakes().isEmpty()) {
            options.mistakes().forEach(this::complain);
            return WRONG_CALL;
        }
        if (options.help()) {
            Options.helpText().forEach(this::say);
            return 0;
        }
        try (Cluster cluster = start(options)) {
            announce(options, cluster.server());
            serving.accept(cluster);
            return 0;
        } catch (UncheckedIOException | IllegalStateException e) {
            complain(String.valueOf(e.getMessage()));
            return CANNOT_START;
        } catch (IllegalArgumentException e) {
            complain(String.valueOf(e.getMessage()));
            return WRONG_CALL;
        }
    }

    private Cluster start(Options options) {
        StorageSpec local = StorageSpec.dir("local");
        PveSimulator.Builder builder = PveSimulator.builder()
                .version(options.version())
                .seed(options.seed())
                .storages(local, StorageSpec.nfs("shared1"))
                .templates(TemplateSpec.of(TEMPLATE, "pve1", local)
                        .named("template-linux")
                        .disk("2G"))
                .token(options.token(), secret(options));
        options.world().ifPresent(builder::keptIn);
        PveSimulator simulator = builder.build();
        try {
            SimulatorServer.Builder server = SimulatorServer.builder(simulator).port(options.port());
            return new Cluster(simulator, (options.controlPage() ? server.controlPage() : server).start());
        } catch (UncheckedIOException e) {
            simulator.close();
            throw e;
        }
    }

    private String secret(Options options) {
        String secret = environment.getOrDefault(options.secretVariable(), "");
        return secret.isEmpty() ? PveSimulator.Builder.DEFAULT_SECRET : secret;
    }

    private void announce(Options options, SimulatorServer server) {
        options.certificateFile().ifPresent(file -> writeCertificate(file, server));
        boolean given = !environment.getOrDefault(options.secretVariable(), "").isEmpty();
        say("token " + options.token() + ", its secret "
                + (given ? "from " + options.secretVariable() : PveSimulator.Builder.DEFAULT_SECRET));
        say("fingerprint " + server.fingerprint());
        if (options.controlPage()) {
            say("control page " + server.uri() + "/control");
        }
        say("ready " + server.uri());
    }

    private static void writeCertificate(Path file, SimulatorServer server) {
        try {
            String body = Base64.getMimeEncoder(64, new byte[] {'\n'})
                    .encodeToString(server.certificate().getEncoded());
            Files.write(
                    file,
                    List.of("-----BEGIN CERTIFICATE-----", body, "-----END CERTIFICATE-----"),
                    StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException("option --certificate-file: " + file + " (expected: writable)", e);
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("certificate: not encoded (expected: encoded)", e);
        }
    }

    private void say(String line) {
        out.println(line);
        out.flush();
    }

    private void complain(String sentence) {
        err.println("pve-simulator: " + sentence);
        err.flush();
    }
}
