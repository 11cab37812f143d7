package dev.vmlifecycle.examples.simulator;

import dev.vmlifecycle.examples.console.CommandFailure;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The simulator's command line.
 *
 * @param port where it listens; 0 = any free port
 * @param world the file that keeps its world; empty = the world ends with the process
 * @param fingerprintFile where the fingerprint is written to
 * @param token the id of the one token it knows
 * @param secretVariable the environment variable with the token's secret
 * @param help whether only the help is wanted
 */
record SimulatorOptions(
        int port,
        Optional<Path> world,
        Optional<Path> fingerprintFile,
        String token,
        String secretVariable,
        boolean help) {
    private static final int HIGHEST_PORT = 65535;
    private static final String HELP = """
            A simulated Proxmox VE cluster in a process of its own, for trying --config.

            usage: simulator [--port N] [--world FILE] [--fingerprint-file FILE]
                             [--token ID] [--token-secret-env NAME] [--debug]

              --port N                 listen on 127.0.0.1:N; 0, the default, takes a free port.
              --world FILE             keep the cluster's world in FILE, saved with every change.
              --fingerprint-file FILE  write the certificate's SHA-256 there. The certificate is
                                       made anew at each start.
              --token ID               the one API token; default quickstart@pve!demo.
              --token-secret-env NAME  the environment variable that holds the token's secret;
                                       default PVE_TOKEN_SECRET.

            When it serves it prints a line that begins with "ready". SIGTERM ends it.
            """;

    static List<String> helpLines() {
        return HELP.lines().toList();
    }

    static SimulatorOptions parse(String[] args) {
        SimulatorOptions options = new SimulatorOptions(
                0, Optional.empty(), Optional.empty(), "quickstart@pve!demo", "PVE_TOKEN_SECRET", false);
        Deque<String> words = new ArrayDeque<>(Arrays.asList(args));
        while (!words.isEmpty()) {
            options = options.with(words.pop(), words);
        }
        return options;
    }

    private SimulatorOptions with(String option, Deque<String> words) {
        return switch (option) {
            case "--port" ->
                new SimulatorOptions(port(value(option, words)), world, fingerprintFile, token, secretVariable, help);
            case "--world" ->
                new SimulatorOptions(
                        port, Optional.of(Path.of(value(option, words))), fingerprintFile, token, secretVariable, help);
            case "--fingerprint-file" ->
                new SimulatorOptions(
                        port, world, Optional.of(Path.of(value(option, words))), token, secretVariable, help);
            case "--token" ->
                new SimulatorOptions(port, world, fingerprintFile, value(option, words), secretVariable, help);
            case "--token-secret-env" ->
                new SimulatorOptions(port, world, fingerprintFile, token, value(option, words), help);
            case "--help", "-h" -> new SimulatorOptions(port, world, fingerprintFile, token, secretVariable, true);
            case "--debug" -> this;
            default ->
                throw CommandFailure.usage("option " + option
                        + ": unknown (expected: one of --port, --world, --fingerprint-file, --token, --token-secret-env,"
                        + " --debug, --help)");
        };
    }

    private static String value(String option, Deque<String> words) {
        if (words.isEmpty()) {
            throw CommandFailure.usage("option " + option + ": no value (expected: one)");
        }
        return words.pop();
    }

    private static int port(String text) {
        try {
            int port = Integer.parseInt(text);
            if (port >= 0 && port <= HIGHEST_PORT) {
                return port;
            }
        } catch (NumberFormatException e) {
            // told below, like a number out of range
        }
        throw CommandFailure.usage("option --port: " + text + " (expected: 0.." + HIGHEST_PORT + ")");
    }
}
