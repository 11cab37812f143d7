package dev.vmlifecycle.benchmarks.engine;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** A PostgreSQL server of this process's own that makes each commit durable, as one in production does. */
final class Server implements AutoCloseable {
    private static final String[] TOLD = {
        "server_version", "fsync", "synchronous_commit", "full_page_writes", "shared_buffers", "max_wal_size"
    };

    private final EmbeddedPostgres postgres;

    private Server(EmbeddedPostgres postgres) {
        this.postgres = postgres;
    }

    static Server start() {
        try {
            return new Server(EmbeddedPostgres.builder()
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("full_page_writes", "on")
                    .setServerConfig("shared_buffers", "256MB")
                    .setServerConfig("max_wal_size", "4GB")
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A pool, as hosts have one. */
    HikariDataSource pool(int connections) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(plain());
        config.setMaximumPoolSize(connections);
        config.setMinimumIdle(connections);
        return new HikariDataSource(config);
    }

    /** Without a pool: a connection of one's own. */
    DataSource plain() {
        return postgres.getPostgresDatabase();
    }

    /**
     * The settings that matter, and where the log lies.
     *
     * @throws IllegalStateException when a commit would not be durable: then nothing here means anything
     */
    String settings() {
        List<String> told = new ArrayList<>();
        for (String setting : TOLD) {
            told.add(setting + "=" + text("SHOW " + setting));
        }
        String disk = fileSystem(Path.of(text("SHOW data_directory"), "pg_wal"));
        told.add("wal on " + disk);
        if (!told.contains("fsync=on") || !told.contains("synchronous_commit=on") || disk.contains("tmpfs")) {
            throw new IllegalStateException("server: " + told + " (expected: fsync and synchronous_commit on, a disk)");
        }
        return String.join(", ", told);
    }

    void execute(String sql) {
        try (Connection connection = plain().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    String text(String sql) {
        try (Connection connection = plain().getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<String> lines = new ArrayList<>();
            while (result.next()) {
                lines.add(result.getString(1));
            }
            return String.join("\n", lines);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static String fileSystem(Path path) {
        try {
            return Files.getFileStore(path).type();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
