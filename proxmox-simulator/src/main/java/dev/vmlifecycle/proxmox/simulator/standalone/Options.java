package dev.vmlifecycle.proxmox.simulator.standalone;

import dev.vmlifecycle.proxmox.simulator.PveSimulator;
import dev.vmlifecycle.proxmox.simulator.PveVersion;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The command line. Every mistake in it is told, not only the first. */
final class Options {

    private static final int PORT = 8006;
    private static final int HIGHEST_PORT = 65_535;
    private static final Map<String, PveVersion> VERSIONS =
            new TreeMap<>(Map.of("7.4", PveVersion.V7_4, "8.4", PveVersion.V8_4, "9", PveVersion.V9));
    private static final List<String> VALUED =
            List.of("--port", "--world", "--certificate-file", "--token", "--token-secret-env", "--version", "--seed");
    private static final List<String> PLAIN = List.of("--control-page", "--help");
    private static final String HELP = """
            A simulated Proxmox VE cluster behind HTTPS on the loopback address, with a self-made certificate: nodes
            pve1 and pve2 with bridge vmbr0, storage local on each, storage shared1 on both, template 9000 on pve1.
            Its time is the system's and begins with the first request.

            usage: pve-simulator [option ...]

              --port N                 listen on 127.0.0.1:N; 8006 unless given, 0 takes a free port
              --world FILE             keep the world in FILE: read at the start, written with every change
              --control-page           show VMs, tasks and requests at /control, without a login
              --certificate-file FILE  write the certificate there as PEM; it is made anew at each start
              --version V              7.4, 8.4 or 9; 8.4 unless given
              --token ID               the one API token, with all rights; root@pam!sim unless given
              --token-secret-env NAME  the environment variable with its secret; PVE_TOKEN_SECRET unless given.
                                       Where that is unset the secret is 00000000-0000-0000-0000-000000000000
              --seed N                 seed of all randomness; 1 unless given
              --help                   this text

            It serves when it has printed a line that begins with "ready". SIGTERM ends it.
            Exit code: 0 after --help, 1 when it cannot start, 2 for a wrong call.
            """;

    private final Map<String, String> values = new TreeMap<>();
    private final List<String> mistakes = new ArrayList<>();

    private Options() {}

    static List<String> helpText() {
        return HELP.lines().toList();
    }

    static Options parse(String... args) {
        Options options = new Options();
        Deque<String> words = new ArrayDeque<>(Arrays.asList(args));
        while (!words.isEmpty()) {
            options.take(words.pop(), words);
        }
        options.check();
        return options;
    }

    private void take(String option, Deque<String> words) {
        boolean valued = VALUED.contains(option);
        if (!valued && !PLAIN.contains(option)) {
            List<String> known = new ArrayList<>(VALUED);
            known.addAll(PLAIN);
            mistakes.add("option " + option + ": unknown (expected: one of " + String.join(", ", known) + ")");
        } else if (valued && (words.isEmpty() || words.element().startsWith("--"))) {
            mistakes.add("option " + option + ": no value (expected: one)");
        } else if (values.putIfAbsent(option, valued ? words.pop() : "") != null) {
            mistakes.add("option " + option + ": twice (expected: once)");
        }
    }

    private void check() {
        number("--port", PORT, 0, HIGHEST_PORT);
        number("--seed", 1, Long.MIN_VALUE, Long.MAX_VALUE);
        if (!VERSIONS.containsKey(value("--version", "8.4"))) {
            wrong("--version", "one of " + VERSIONS.keySet());
        }
        file("--world");
        file("--certificate-file");
        if (!value("--token-secret-env", "PVE_TOKEN_SECRET").matches("[A-Za-z_][A-Za-z0-9_]*")) {
            wrong("--token-secret-env", "the name of an environment variable");
        }
        try {
            PveSimulator.builder().token(token(), "secret");
        } catch (IllegalArgumentException e) {
            mistakes.add("option --token: " + e.getMessage());
        }
    }

    private void wrong(String option, String expected) {
        mistakes.add("option " + option + ": " + values.get(option) + " (expected: " + expected + ")");
    }

    private long number(String option, long absent, long lowest, long highest) {
        try {
            long number = Long.parseLong(value(option, Long.toString(absent)));
            if (number >= lowest && number <= highest) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below, like a number out of range
        }
        wrong(option, lowest + " to " + highest);
        return absent;
    }

    private Optional<Path> file(String option) {
        try {
            return Optional.ofNullable(values.get(option)).map(Path::of);
        } catch (InvalidPathException e) {
            wrong(option, "the name of a file");
            return Optional.empty();
        }
    }

    private String value(String option, String absent) {
        return values.getOrDefault(option, absent);
    }

    /** One sentence each, with the value and what was expected. */
    List<String> mistakes() {
        return List.copyOf(mistakes);
    }

    boolean help() {
        return values.containsKey("--help");
    }

    int port() {
        return (int) number("--port", PORT, 0, HIGHEST_PORT);
    }

    long seed() {
        return number("--seed", 1, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    PveVersion version() {
        return VERSIONS.getOrDefault(value("--version", "8.4"), PveVersion.V8_4);
    }

    Optional<Path> world() {
        return file("--world");
    }

    Optional<Path> certificateFile() {
        return file("--certificate-file");
    }

    boolean controlPage() {
        return values.containsKey("--control-page");
    }

    String token() {
        return value("--token", "root@pam!sim");
    }

    String secretVariable() {
        return value("--token-secret-env", "PVE_TOKEN_SECRET");
    }
}
