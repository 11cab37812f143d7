package dev.vmlifecycle.examples.console;

import java.io.PrintStream;
import java.util.Map;
import java.util.Optional;

/**
 * What a command sees of its surroundings. Thread-safe.
 *
 * @param out takes results, flushed per line
 * @param err takes failures
 * @param environment the environment variables, where secrets come from
 */
public record Console(PrintStream out, PrintStream err, Map<String, String> environment) {

    /**
     * Copies the environment.
     *
     * @param out takes results
     * @param err takes failures
     * @param environment the environment variables
     */
    public Console {
        environment = Map.copyOf(environment);
    }

    /**
     * The process's own.
     *
     * @return standard output, standard error, the real environment
     */
    public static Console system() {
        return new Console(System.out, System.err, System.getenv());
    }

    /**
     * Prints a line at once.
     *
     * @param line the line
     */
    public void say(String line) {
        out.println(line);
        out.flush();
    }

    /**
     * Prints a line about a failure at once.
     *
     * @param line the line
     */
    public void complain(String line) {
        err.println(line);
        err.flush();
    }

    /**
     * An environment variable.
     *
     * @param name its name
     * @return its value, or empty when unset or empty
     */
    public Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
    }

    @Override
    public String toString() {
        return "Console";
    }
}
