package dev.vmlifecycle.examples.quickstart;

import dev.vmlifecycle.examples.console.CommandFailure;
import dev.vmlifecycle.examples.console.Console;
import java.time.Duration;

/** The quickstart as a command. */
public final class QuickstartCommand {

    private QuickstartCommand() {}

    /**
     * Runs it.
     *
     * @param args see {@code --help}
     * @param console where it prints, and where secrets come from
     * @return 0 when done, 1 for a failed run, 2 for a wrong call
     */
    public static int run(String[] args, Console console) {
        return CommandFailure.guard(
                "quickstart", console, Options.debug(args), () -> execute(Options.parse(args), console));
    }

    private static void execute(Options options, Console console) {
        if (options.help()) {
            HelpText.lines().forEach(console::say);
            return;
        }
        long begin = System.nanoTime();
        Configuration configuration = options.config()
                .map(file -> Configuration.ofFile(file, console))
                .orElseGet(() -> Configuration.ofDemo(console));
        try (Session session = Session.open(options, configuration, console)) {
            session.walk(options.phases());
        }
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        console.say(String.format(java.util.Locale.ROOT, "wall time: %.2f s", took.toMillis() / 1000.0));
    }
}
