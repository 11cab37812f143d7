package dev.vmlifecycle.examples.quickstart;

import dev.vmlifecycle.engine.EngineStore;
import dev.vmlifecycle.engine.StoreException;
import dev.vmlifecycle.examples.console.CommandFailure;
import dev.vmlifecycle.storage.jdbc.JdbcStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.h2.jdbcx.JdbcConnectionPool;

/** The directory that holds what outlives a run: the H2 database, and for the simulator its world and its DNS. */
final class StateDirectory implements AutoCloseable {
    private static final String IN_USE = "90020";

    private final Path root;
    private final boolean named;
    private boolean kept;
    private final JdbcConnectionPool connections;
    private final EngineStore store;

    private StateDirectory(Path root, boolean named, JdbcConnectionPool connections, EngineStore store) {
        this.root = root;
        this.named = named;
        this.kept = named;
        this.connections = connections;
        this.store = store;
    }

    /** Opens a directory, creating what is missing; a temporary one, gone when closed unless kept, if none is named. */
    static StateDirectory open(Optional<Path> named) {
        Path root = named.map(StateDirectory::created).orElseGet(StateDirectory::temporary);
        // Without WRITE_DELAY=0 H2 writes a commit up to half a second later, and SIGKILL would undo it.
        JdbcConnectionPool connections = JdbcConnectionPool.create(
                "jdbc:h2:file:" + root.resolve("store") + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE", "sa", "");
        try {
            JdbcStore store = JdbcStore.create(connections);
            store.createSchema();
            store.validate();
            return new StateDirectory(root, named.isPresent(), connections, store);
        } catch (StoreException | IllegalStateException e) {
            connections.dispose();
            throw CommandFailure.failed("store " + root + ": " + trouble(e), e);
        }
    }

    private static String trouble(RuntimeException failure) {
        if (failure.getCause() instanceof SQLException sql) {
            return IN_USE.equals(sql.getSQLState())
                    ? "in use by another process (expected: one quickstart at a time)"
                    : sql.getMessage() + " (expected: a database of the quickstart)";
        }
        return String.valueOf(failure.getMessage());
    }

    private static Path created(Path named) {
        Path root = named.toAbsolutePath().normalize();
        try {
            Files.createDirectories(root);
        } catch (IOException e) {
            throw refused(named);
        }
        if (!Files.isWritable(root) || root.toString().contains(";")) {
            throw refused(named);
        }
        return root;
    }

    private static CommandFailure refused(Path named) {
        return CommandFailure.usage("option --store: " + named
                + " (expected: a directory that can be created and written, no ; in its name)");
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("vm-lifecycle-quickstart").toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    EngineStore store() {
        return store;
    }

    /** Where a file of that name belongs. */
    Path file(String name) {
        return root.resolve(name);
    }

    /** Whether the directory was named by the caller. */
    boolean isNamed() {
        return named;
    }

    /** A temporary directory stays when it is closed. */
    Path keep() {
        kept = true;
        return root;
    }

    @Override
    public void close() {
        connections.dispose();
        if (!kept) {
            delete();
        }
    }

    private void delete() {
        try (Stream<Path> files = Files.walk(root)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("temporary directory " + root + " could not be deleted", e);
        }
    }
}
