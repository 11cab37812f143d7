package dev.vmlifecycle.examples.quickstart;

import dev.vmlifecycle.examples.console.CommandFailure;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The command line.
 *
 * @param config the configuration file; empty = the built-in simulator
 * @param store the directory that keeps the state; empty = a temporary one
 * @param phases what is to be done, in order
 * @param crash where to die, to try the resume
 * @param debug whether failures come with stack traces
 * @param help whether only the help is wanted
 */
record Options(
        Optional<Path> config,
        Optional<Path> store,
        List<Phase> phases,
        Optional<CrashPoint> crash,
        boolean debug,
        boolean help) {
    private static final String KNOWN = "--config, --store, --only, --crash-at, --debug, --help";
    private static final Map<String, Phase> PHASES =
            Map.of("deploy", Phase.DEPLOY, "change", Phase.CHANGE, "terminate", Phase.TERMINATE);

    /** Whether failures come with stack traces, even if the rest of the line is wrong. */
    static boolean debug(String[] args) {
        return Arrays.asList(args).contains("--debug");
    }

    static Options parse(String[] args) {
        Parser parser = new Parser(args);
        Options options = parser.parse();
        if (!parser.faults.isEmpty()) {
            throw CommandFailure.usage(parser.faults);
        }
        return options;
    }

    /** Takes the words one by one and collects every fault. */
    private static final class Parser {
        private final Deque<String> words;
        private final List<String> faults = new ArrayList<>();
        private Optional<Path> config = Optional.empty();
        private Optional<Path> store = Optional.empty();
        private List<Phase> phases = List.of(Phase.values());
        private Optional<CrashPoint> crash = Optional.empty();
        private boolean debug;
        private boolean help;

        private Parser(String[] args) {
            this.words = new ArrayDeque<>(Arrays.asList(args));
        }

        private Options parse() {
            while (!words.isEmpty()) {
                String word = words.pop();
                int equals = word.startsWith("--") ? word.indexOf('=') : -1;
                if (equals > 0) {
                    words.push(word.substring(equals + 1));
                    word = word.substring(0, equals);
                }
                option(word);
            }
            if (phases.size() == 1 && store.isEmpty() && !help) {
                faults.add(
                        "option --only: without --store (expected: --store DIR as well, which keeps the VM's record from"
                                + " one run to the next)");
            }
            return new Options(config, store, phases, crash, debug, help);
        }

        private void option(String word) {
            switch (word) {
                case "--config" -> config = value(word, "the name of a file").map(Path::of);
                case "--store" -> store = value(word, "the name of a directory").map(Path::of);
                case "--only" -> value(word, "deploy, change or terminate").ifPresent(this::only);
                case "--crash-at" -> value(word, CrashPoint.EXPECTED).ifPresent(this::crash);
                case "--debug" -> debug = true;
                case "--help", "-h" -> help = true;
                default -> faults.add("option " + word + ": unknown (expected: one of " + KNOWN + ")");
            }
        }

        private Optional<String> value(String option, String expected) {
            if (!words.isEmpty() && words.peek().isEmpty()) {
                words.pop();
                faults.add("option " + option + ": empty (expected: " + expected + ")");
                return Optional.empty();
            }
            if (words.isEmpty() || words.peek().startsWith("--")) {
                faults.add("option " + option + ": no value (expected: " + expected + ")");
                return Optional.empty();
            }
            return Optional.of(words.pop());
        }

        private void only(String name) {
            Optional.ofNullable(PHASES.get(name))
                    .ifPresentOrElse(
                            phase -> phases = List.of(phase),
                            () -> faults.add("option --only: " + name + " (expected: deploy, change or terminate)"));
        }

        private void crash(String text) {
            crash = CrashPoint.parse(text);
            if (crash.isEmpty()) {
                faults.add("option --crash-at: " + text + " (expected: " + CrashPoint.EXPECTED + ")");
            }
        }
    }
}
