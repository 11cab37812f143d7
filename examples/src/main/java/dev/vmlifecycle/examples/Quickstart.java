package dev.vmlifecycle.examples;

import dev.vmlifecycle.examples.console.Console;
import dev.vmlifecycle.examples.quickstart.QuickstartCommand;

/** Walks one VM through deploy, a package change and terminate; {@code --help} tells more. */
public final class Quickstart {

    private Quickstart() {}

    /**
     * Runs the quickstart. Ends the JVM only when something failed: 1 for a failed run, 2 for a wrong call.
     *
     * @param args see {@code --help}
     */
    public static void main(String[] args) {
        int code = QuickstartCommand.run(args, Console.system());
        if (code != 0) {
            System.exit(code);
        }
    }
}
