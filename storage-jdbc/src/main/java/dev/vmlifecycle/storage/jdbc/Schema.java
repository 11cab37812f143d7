package dev.vmlifecycle.storage.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The tables' version. Each file {@code ddl/DIALECT/NNN.sql} leads from version NNN-1 to NNN; its statements can be repeated, so
 * that an interrupted creation is completed by the next. The numbers mean the same in every dialect.
 */
final class Schema {
    static final int NEWEST = 2;
    /** The oldest code that can work with version {@link #NEWEST}. */
    private static final int MINIMUM_READER = 1;

    private record Version(int number, int minimumReader) {}

    private Schema() {}

    static void create(Tx tx) throws SQLException {
        lead(tx, NEWEST);
    }

    static void upgrade(Tx tx) throws SQLException {
        if (present(tx).isEmpty()) {
            throw missing();
        }
        lead(tx, NEWEST);
    }

    /** Under the lock: who waited for another process finds its work done. */
    static void lead(Tx tx, int newest) throws SQLException {
        String name = tx.names().schema().map(schema -> schema + ".").orElse("")
                + tx.names().prefix();
        tx.dialect().lockSchema(tx, name);
        try {
            int present = present(tx).map(Version::number).orElse(0);
            for (int version = present + 1; version <= newest; version++) {
                apply(tx, version);
            }
        } finally {
            tx.dialect().unlockSchema(tx, name);
        }
    }

    static void validate(Tx tx) throws SQLException {
        Version version = present(tx).orElseThrow(Schema::missing);
        if (version.number() < NEWEST) {
            throw new IllegalStateException(
                    "schema version: " + version.number() + " (expected: " + NEWEST + " or later, see upgradeSchema)");
        }
        if (version.minimumReader() > NEWEST) {
            throw new IllegalStateException("schema version: " + version.number() + ", for code of schema version "
                    + version.minimumReader() + " or later (expected: one that code of version " + NEWEST
                    + " may use; upgrade this application)");
        }
    }

    static List<SchemaFile> files(Dialect dialect, Names names) {
        return IntStream.rangeClosed(1, NEWEST)
                .mapToObj(version -> new SchemaFile(
                        version,
                        names.inDdl(text(dialect, version), dialect.ddlWords())
                                + names.inStatement(numbered(dialect, version)) + ";\n"))
                .toList();
    }

    static List<String> statements(String file) {
        String withoutComments =
                file.lines().filter(line -> !line.startsWith("--")).reduce("", (all, line) -> all + line + "\n");
        return Arrays.stream(withoutComments.split(";\n"))
                .map(String::strip)
                .filter(statement -> !statement.isEmpty())
                .toList();
    }

    private static void apply(Tx tx, int version) throws SQLException {
        for (String statement : statements(text(tx.dialect(), version))) {
            tx.ddl(statement);
        }
        if (!tx.exists("SELECT 1 FROM ${prefix}schema_version WHERE version_no = ?", version)) {
            tx.update(numbered(tx.dialect(), version));
        }
    }

    private static String numbered(Dialect dialect, int version) {
        return "INSERT INTO ${prefix}schema_version (version_no, min_reader, applied_at) SELECT " + version + ", "
                + MINIMUM_READER + ", answer FROM (" + dialect.clockQuery() + ") AS clock";
    }

    private static Optional<Version> present(Tx tx) throws SQLException {
        return tx.hasTable("schema_version")
                ? tx.first(
                        "SELECT version_no, min_reader FROM ${prefix}schema_version ORDER BY version_no DESC LIMIT 1",
                        row -> new Version(row.integer("version_no"), row.integer("min_reader")))
                : Optional.empty();
    }

    private static IllegalStateException missing() {
        return new IllegalStateException("schema: missing (expected: version " + NEWEST + ", see createSchema)");
    }

    private static String text(Dialect dialect, int version) {
        String path = "ddl/%s/%03d.sql".formatted(dialect.ddlFolder(), version);
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
