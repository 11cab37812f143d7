package dev.vmlifecycle.storage.jdbc;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.mariadb.jdbc.MariaDbDataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** The databases that tests run on. Each gives an empty place, one at a time. */
enum TestDatabase {
    H2 {
        @Override
        DataSource empty() {
            JdbcDataSource source = new JdbcDataSource();
            source.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
            return source;
        }
    },
    SQLITE {
        @Override
        DataSource empty() {
            SQLiteConfig config = new SQLiteConfig();
            config.setJournalMode(SQLiteConfig.JournalMode.WAL);
            config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
            config.setBusyTimeout(10_000);
            SQLiteDataSource source = new SQLiteDataSource(config);
            source.setUrl("jdbc:sqlite:" + temporary().resolve("vm.db"));
            return source;
        }
    },
    POSTGRESQL {
        @Override
        DataSource empty() {
            PGSimpleDataSource source = EmbeddedServer.postgres();
            execute(source, "DROP SCHEMA IF EXISTS " + PLACE + " CASCADE");
            execute(source, "CREATE SCHEMA " + PLACE);
            source.setCurrentSchema(PLACE);
            return source;
        }
    },
    MARIADB {
        @Override
        DataSource empty() {
            return mariaDb("");
        }
    };

    static final String PLACE = "vml_test";

    /** An empty database or schema; what a test before had there is gone. Skips the test where there is no such server. */
    abstract DataSource empty();

    /** MariaDB with options of the driver's, for example {@code useAffectedRows=true}. */
    static DataSource mariaDb(String options) {
        Optional<String> url =
                Optional.ofNullable(System.getenv("VMLIFECYCLE_MARIADB")).filter(text -> !text.isBlank());
        assumeTrue(
                url.isPresent(),
                "VMLIFECYCLE_MARIADB: not set (expected: jdbc:mariadb://127.0.0.1:PORT/?user=root of a server to test on)");
        execute(mariaDbAt(url.get()), "DROP DATABASE IF EXISTS " + PLACE);
        execute(mariaDbAt(url.get()), "CREATE DATABASE " + PLACE);
        return mariaDbAt(url.get().replace("/?", "/" + PLACE + "?") + "&" + options);
    }

    static void execute(DataSource source, String sql) {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    private static DataSource mariaDbAt(String url) {
        try {
            return new MariaDbDataSource(url);
        } catch (SQLException e) {
            throw new AssertionError(url, e);
        }
    }

    private static Path temporary() {
        try {
            Path directory = Files.createTempDirectory("vm-lifecycle-sqlite");
            for (String name : new String[] {"", "vm.db", "vm.db-wal", "vm.db-shm"}) {
                directory.resolve(name).toFile().deleteOnExit();
            }
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
