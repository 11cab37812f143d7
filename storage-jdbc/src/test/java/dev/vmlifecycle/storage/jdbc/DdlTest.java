package dev.vmlifecycle.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The DDL files as texts. */
class DdlTest {
    private static final List<Dialect> DIALECTS =
            List.of(new H2Dialect(), new PostgresDialect(true), new MariaDbDialect(false), new SqliteDialect());

    @ParameterizedTest
    @CsvSource({
        "h2,         b9ada457b47ef636453531fb86e6e3ecd45566459dd3d0a780072fd00018242c",
        "postgresql, 56ecedbeb60194015075f78b130610412f7a1402e17879cfe8bc967ce79d8831",
        "mariadb,    db325a5ab8c65c58d71b749f27c37386a9f4adbfab49ae8d68dd1305407e7832",
        "sqlite,     e4b5d40543e95e9ca09a0434e828ed09e4e540ebf256c186b69e2a92a5e2ff77"
    })
    void firstDdl_neverChanges(String dialect, String digest) throws IOException, NoSuchAlgorithmException {
        try (InputStream file = Schema.class.getResourceAsStream("ddl/" + dialect + "/001.sql")) {
            byte[] found = MessageDigest.getInstance("SHA-256").digest(file.readAllBytes());

            assertThat(HexFormat.of().formatHex(found))
                    .as("001.sql is on disks already: a change goes into a later file")
                    .isEqualTo(digest);
        }
    }

    @Test
    void ddl_avoidsIdentifiersThatAreTooLongForAnyDatabase() {
        assertThat(DIALECTS)
                .allSatisfy(dialect -> assertThat(ddl(dialect).split("\\W+"))
                        .allSatisfy(word -> assertThat(word.getBytes(StandardCharsets.UTF_8).length)
                                .isLessThanOrEqualTo(63)));
    }

    @Test
    void ddl_hasTheSameTablesAndColumnsInEveryDialect() {
        List<Set<String>> names =
                DIALECTS.stream().map(dialect -> columns(ddl(dialect))).toList();

        assertThat(names.get(0)).hasSizeGreaterThan(80).contains("last_commit");
        assertThat(names).allSatisfy(one -> assertThat(one).isEqualTo(names.get(0)));
    }

    @Test
    void ddl_ofMySql_namesItsOwnCollation() {
        String ddl = String.join(
                "\n",
                Schema.files(new MariaDbDialect(true), new Names(Optional.empty(), "vml_")).stream()
                        .map(SchemaFile::sql)
                        .toList());

        assertThat(ddl)
                .contains("COLLATE utf8mb4_0900_bin")
                .doesNotContain("${")
                .doesNotContain("nopad");
    }

    private static String ddl(Dialect dialect) {
        Names names = new Names(Optional.empty(), "p".repeat(20));
        return String.join(
                "\n", Schema.files(dialect, names).stream().map(SchemaFile::sql).toList());
    }

    /** Each line of a table's body that begins with a lower-case name, and each added column. */
    private static Set<String> columns(String ddl) {
        Set<String> found = new TreeSet<>();
        String table = "";
        for (String line : ddl.lines().toList()) {
            table = name(line, "^CREATE TABLE IF NOT EXISTS p{20}(\\w+)").orElse(table);
            String place = table;
            name(line, "^  ([a-z]\\w+) [A-Z]").ifPresent(column -> found.add(place + "." + column));
            name(line, "ADD COLUMN (?:IF NOT EXISTS )?(\\w+)").ifPresent(found::add);
        }
        return found;
    }

    private static Optional<String> name(String line, String pattern) {
        return Pattern.compile(pattern).matcher(line).results().findFirst().map((MatchResult match) -> match.group(1));
    }
}
