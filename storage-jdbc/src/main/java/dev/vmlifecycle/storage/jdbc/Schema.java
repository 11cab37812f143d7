package dev.vmlifecycle.storage.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The tables' version. Each file {@code ddl/DIALECT/NNN.sql} leads from version NNN-1 to NNN; its statements can be repeated,
 * so that two processes may create the schema at once and an interrupted creation is completed by the next.
 */
final class Schema {
    private static final int NEWEST = 1;
    /** The oldest code that can work with version {@link #NEWEST}. */
    private static final int MINIMUM_READER = 1;

    private record Version(int number, int minimumReader) {}

    private Schema() {}

    static void create(Tx tx) throws SQLException {
        int present = isThere(tx) ? newest(tx).map(Version::number).orElse(0) : 0;
        for (int version = present + 1; version <= NEWEST; version++) {
            for (String statement : statements(tx.dialect(), version)) {
                tx.update(statement);
            }
            if (!tx.exists("SELECT 1 FROM ${prefix}schema_version WHERE version_no = ?", version)) {
                tx.update(
                        "INSERT INTO ${prefix}schema_version (version_no, min_reader, applied_at) VALUES (?, ?, ?)",
                        version,
                        MINIMUM_READER,
                        tx.now());
            }
        }
    }

    static void validate(Tx tx) throws SQLException {
        Optional<Version> present = isThere(tx) ? newest(tx) : Optional.empty();
        if (present.isEmpty()) {
            throw new IllegalStateException("schema: missing (expected: version " + NEWEST + ", see createSchema)");
        }
        Version version = present.get();
        if (version.number() < NEWEST) {
            throw new IllegalStateException(
                    "schema version: " + version.number() + " (expected: " + NEWEST + " or later, see createSchema)");
        }
        if (version.minimumReader() > NEWEST) {
            throw new IllegalStateException("schema version: " + version.number() + ", for code of schema version "
                    + version.minimumReader() + " or later (expected: one that code of version " + NEWEST
                    + " may use; upgrade this application)");
        }
    }

    static List<String> statements(Dialect dialect, int version) {
        String text = read("ddl/%s/%03d.sql".formatted(dialect.ddlFolder(), version));
        String withoutComments =
                text.lines().filter(line -> !line.startsWith("--")).reduce("", (all, line) -> all + line + "\n");
        return Arrays.stream(withoutComments.split(";\n"))
                .map(String::strip)
                .filter(statement -> !statement.isEmpty())
                .toList();
    }

    private static boolean isThere(Tx tx) throws SQLException {
        return tx.hasTable("schema_version");
    }

    private static Optional<Version> newest(Tx tx) throws SQLException {
        return tx.first(
                "SELECT version_no, min_reader FROM ${prefix}schema_version ORDER BY version_no DESC LIMIT 1",
                row -> new Version(row.integer("version_no"), row.integer("min_reader")));
    }

    private static String read(String path) {
        try (InputStream file = Schema.class.getResourceAsStream(path)) {
            if (file == null) {
                throw new IllegalStateException("resource: " + path + " (expected: in this artifact)");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
