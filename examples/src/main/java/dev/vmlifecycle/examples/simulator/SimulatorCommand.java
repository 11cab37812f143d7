package dev.vmlifecycle.examples.simulator;

import dev.vmlifecycle.examples.console.CommandFailure;
import dev.vmlifecycle.examples.console.Console;
import dev.vmlifecycle.proxmox.ApiToken;
import dev.vmlifecycle.proxmox.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;

/** The stand-alone simulator as a command. */
public final class SimulatorCommand {

    private SimulatorCommand() {}

    /**
     * Runs it until the process is asked to end.
     *
     * @param args see {@code --help}
     * @param console where it prints, and where the token's secret comes from
     * @return 1 when it could not start, 2 for a wrong call, 0 otherwise
     */
    public static int run(String[] args, Console console) {
        boolean debug = Arrays.asList(args).contains("--debug");
        return CommandFailure.guard("simulator", console, debug, () -> execute(SimulatorOptions.parse(args), console));
    }

    private static void execute(SimulatorOptions options, Console console) {
        if (options.help()) {
            SimulatorOptions.helpLines().forEach(console::say);
            return;
        }
        SimulatedCluster cluster = start(options, token(options, console));
        Runtime.getRuntime().addShutdownHook(new Thread(cluster::close, "simulator-end"));
        options.fingerprintFile().ifPresent(file -> write(file, cluster.fingerprint()));
        console.say("fingerprint " + cluster.fingerprint());
        console.say(
                "ready https://" + cluster.host() + " token " + cluster.token().id());
        awaitEnd();
    }

    private static ApiToken token(SimulatorOptions options, Console console) {
        String secret = console.variable(options.secretVariable())
                .orElseThrow(() -> CommandFailure.usage("environment variable " + options.secretVariable()
                        + ": unset (expected: the secret of the token " + options.token() + ")"));
        try {
            return ApiToken.of(options.token(), Secret.of(secret));
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage("option --token: " + e.getMessage());
        }
    }

    private static SimulatedCluster start(SimulatorOptions options, ApiToken token) {
        try {
            return SimulatedCluster.start(options.world(), options.port(), token);
        } catch (UncheckedIOException | IllegalArgumentException | IllegalStateException e) {
            throw CommandFailure.failed(String.valueOf(e.getMessage()), e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text + System.lineSeparator());
        } catch (IOException e) {
            throw CommandFailure.usage(
                    "option --fingerprint-file: " + file + " (expected: a file that can be written)");
        }
    }

    /** SIGTERM and SIGINT run the shutdown hook and end the process; nothing else does. */
    private static void awaitEnd() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
