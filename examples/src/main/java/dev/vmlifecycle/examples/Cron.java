package dev.vmlifecycle.examples;

import dev.vmlifecycle.examples.console.Console;
import dev.vmlifecycle.examples.cron.CronCommand;

/** Runs the scheduled tasks from a cron line; {@code --help} tells more. */
public final class Cron {

    private Cron() {}

    /**
     * Runs what is due. Ends the JVM only when something failed: 1 for a task with errors, 2 for a wrong call.
     *
     * @param args see {@code --help}
     */
    public static void main(String[] args) {
        int code = CronCommand.run(args, Console.system());
        if (code != 0) {
            System.exit(code);
        }
    }
}
