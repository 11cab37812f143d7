package dev.vmlifecycle.examples.quickstart;

import dev.vmlifecycle.examples.config.Connection;
import dev.vmlifecycle.examples.config.ConnectionKeys;
import dev.vmlifecycle.examples.config.Keys;
import dev.vmlifecycle.examples.config.SecretKeys;
import dev.vmlifecycle.examples.console.CommandFailure;
import dev.vmlifecycle.examples.console.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What the quickstart is told, by a file or by itself.
 *
 * @param connection the cluster; empty = the built-in simulator
 * @param order what is to be walked
 */
record Configuration(Optional<Connection> connection, Order order) {
    private static final String DEMO = "demo.properties";

    /** Reads a file; throws with every fault that is in it. */
    static Configuration ofFile(Path file, Console console) {
        Keys keys = Keys.of(String.valueOf(file.getFileName()), lines(file));
        SecretKeys secrets = new SecretKeys(keys, console);
        Optional<Connection> connection = new ConnectionKeys(keys, secrets).read();
        Optional<Order> order = new OrderKeys(keys, secrets).read();
        keys.finish();
        return new Configuration(Optional.of(connection.orElseThrow()), order.orElseThrow());
    }

    /** The order for the built-in simulator. */
    static Configuration ofDemo(Console console) {
        Keys keys = Keys.of(DEMO, demo());
        Optional<Order> order = new OrderKeys(keys, new SecretKeys(keys, console)).read();
        keys.finish();
        return new Configuration(Optional.empty(), order.orElseThrow());
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            String why = Files.exists(file) ? "unreadable" : "not there";
            throw CommandFailure.usage("option --config: " + file + " is " + why + " (expected: a readable text file)");
        }
    }

    private static List<String> demo() {
        try (InputStream in = Configuration.class.getResourceAsStream(DEMO)) {
            if (in == null) {
                throw new IllegalStateException(DEMO + ": not on the class path (expected: beside its class)");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
