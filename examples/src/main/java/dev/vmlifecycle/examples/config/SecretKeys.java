package dev.vmlifecycle.examples.config;

import dev.vmlifecycle.examples.console.Console;
import dev.vmlifecycle.proxmox.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Reads secrets from where a key points: {@code NAME.env} a variable of the environment, {@code NAME.file} a file. */
public final class SecretKeys {
    private final Keys keys;
    private final Console console;

    /**
     * Makes the reader.
     *
     * @param keys the text
     * @param console where environment variables are
     */
    public SecretKeys(Keys keys, Console console) {
        this.keys = keys;
        this.console = console;
    }

    /**
     * Reads a secret that must be there.
     *
     * @param name what the two keys begin with
     * @return the secret; empty when there is a fault
     */
    public Optional<Secret> need(String name) {
        boolean given = keys.has(name + ".env") || keys.has(name + ".file");
        if (!given) {
            keys.missing(name + ".env or " + name + ".file", "the name of an environment variable, or of a file");
        }
        return maybe(name);
    }

    /**
     * Reads a secret.
     *
     * @param name what the two keys begin with
     * @return the secret; empty when there is none, or a fault
     */
    public Optional<Secret> maybe(String name) {
        Optional<Secret> variable = keys.maybe(name + ".env", "a set environment variable", this::variable);
        Optional<Secret> file = keys.maybe(name + ".file", "a readable file that holds the secret", SecretKeys::file);
        if (keys.has(name + ".env") && keys.has(name + ".file")) {
            keys.wrong(name + ".file", "given beside " + name + ".env", "one of the two");
        }
        return variable.or(() -> file);
    }

    private Secret variable(String name) {
        return Secret.of(console.variable(name).orElse(""));
    }

    private static Secret file(String name) {
        try {
            return Secret.of(Files.readString(Path.of(name)).strip());
        } catch (IOException | InvalidPathException e) {
            throw new IllegalArgumentException("file: " + name, e);
        }
    }
}
