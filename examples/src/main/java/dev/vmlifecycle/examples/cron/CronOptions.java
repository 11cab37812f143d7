package dev.vmlifecycle.examples.cron;

import dev.vmlifecycle.examples.console.CommandFailure;
import dev.vmlifecycle.schedule.TaskName;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The command line.
 *
 * @param action what is to be done
 * @param task the task of {@link Action#RUN_TASK}
 * @param config the configuration file; empty = the default one
 * @param force whether live locks are cleared too
 * @param quiet whether only failures are printed
 * @param debug whether failures come with stack traces
 */
record CronOptions(
        Action action, Optional<TaskName> task, Optional<Path> config, boolean force, boolean quiet, boolean debug) {
    private static final String KNOWN =
            "--run-task=NAME, --list, --clear-locks, --force, --config FILE, --verbose, --quiet, --debug, --help";

    /** What is to be done. */
    enum Action {
        RUN_DUE,
        RUN_TASK,
        LIST,
        CLEAR_LOCKS,
        HELP
    }

    /** Whether failures come with stack traces, even if the rest of the line is wrong. */
    static boolean debug(String[] args) {
        return Arrays.asList(args).contains("--debug");
    }

    static CronOptions parse(String[] args) {
        Parser parser = new Parser(args);
        CronOptions options = parser.parse();
        if (!parser.faults.isEmpty()) {
            parser.faults.add("--help lists what it takes");
            throw CommandFailure.usage(parser.faults);
        }
        return options;
    }

    /** Takes the words one by one and collects every fault. */
    private static final class Parser {
        private final Deque<String> words;
        private final List<String> faults = new ArrayList<>();
        private final List<String> actions = new ArrayList<>();
        private Action action = Action.RUN_DUE;
        private Optional<TaskName> task = Optional.empty();
        private Optional<Path> config = Optional.empty();
        private boolean force;
        private boolean quiet;
        private boolean verbose;
        private boolean debug;

        private Parser(String[] args) {
            this.words = new ArrayDeque<>(Arrays.asList(args));
        }

        private CronOptions parse() {
            while (!words.isEmpty()) {
                option(words.pop());
            }
            if (actions.size() > 1 && action != Action.HELP) {
                faults.add("options " + String.join(" ", actions) + ": together (expected: one of them)");
            }
            if (force && action != Action.CLEAR_LOCKS) {
                faults.add("option --force: without --clear-locks (expected: --clear-locks --force)");
            }
            if (quiet && verbose) {
                faults.add("option --quiet: beside --verbose (expected: one of the two)");
            }
            return new CronOptions(action, task, config, force, quiet, debug);
        }

        private void option(String word) {
            int equals = word.startsWith("--") ? word.indexOf('=') : -1;
            String name = equals > 0 ? word.substring(0, equals) : word;
            Optional<String> value = equals > 0 ? Optional.of(word.substring(equals + 1)) : Optional.empty();
            switch (name) {
                case "--run-task" ->
                    value(name, value, "the name of a task, see --list").ifPresent(this::runTask);
                case "--config" ->
                    config = value(name, value, "the name of a file").map(Path::of);
                default -> flag(word);
            }
        }

        private void flag(String word) {
            switch (word) {
                case "--list" -> act(Action.LIST, word);
                case "--clear-locks" -> act(Action.CLEAR_LOCKS, word);
                case "--force" -> force = true;
                case "--quiet" -> quiet = true;
                case "--verbose" -> verbose = true;
                case "--debug" -> debug = true;
                case "--help", "-h" -> act(Action.HELP, word);
                default -> faults.add("option " + word + ": unknown (expected: one of " + KNOWN + ")");
            }
        }

        private void act(Action wanted, String word) {
            action = action == Action.HELP ? action : wanted;
            actions.add(word);
        }

        private void runTask(String name) {
            act(Action.RUN_TASK, "--run-task");
            try {
                task = Optional.of(TaskName.of(name));
            } catch (IllegalArgumentException e) {
                faults.add("option --run-task: " + name + " (expected: the name of a task, see --list)");
            }
        }

        private Optional<String> value(String option, Optional<String> given, String expected) {
            Optional<String> value = given.or(() -> Optional.ofNullable(words.peek())
                    .filter(word -> !word.startsWith("--"))
                    .map(word -> words.pop()));
            if (value.filter(text -> !text.isBlank()).isEmpty()) {
                faults.add("option " + option + ": no value (expected: " + expected + ")");
                return Optional.empty();
            }
            return value;
        }
    }
}
