package dev.vmlifecycle.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a driver's exception means: run the transaction again, try later, or a defect. */
class ErrorClassesTest {
    private static final Dialect POSTGRES = new PostgresDialect(true);
    private static final Dialect MARIADB = new MariaDbDialect(false);
    private static final Dialect SQLITE = new SqliteDialect();

    @ParameterizedTest
    @ValueSource(strings = {"40001", "40P01", "23505", "55P03"})
    void postgres_races_areRunAgain(String state) {
        SQLException e = new SQLException("x", state);

        assertThat(POSTGRES.mayRepeat(e)).isTrue();
        assertThat(POSTGRES.isTransient(e)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"08006", "08001", "57P01", "57P02", "57P03", "25006", "53300", "53100", "57014"})
    void postgres_outages_areTransient_andNotRunAgainAtOnce(String state) {
        SQLException e = new SQLException("x", state);

        assertThat(POSTGRES.isTransient(e)).isTrue();
        assertThat(POSTGRES.mayRepeat(e)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"42P01", "42501", "22001", "23502", "25P02"})
    void postgres_defects_arePermanent(String state) {
        assertThat(POSTGRES.isTransient(new SQLException("x", state))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"40001,1213", "HY000,1205", "23000,1062", "HY000,1020"})
    void mariaDb_races_areRunAgain(String state, int code) {
        assertThat(MARIADB.mayRepeat(new SQLException("x", state, code))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"08004,1040", "08S01,1053", "HY000,1290", "25006,1792", "70100,1927", "70100,1317", "HY000,1836"})
    void mariaDb_outages_areTransient_andNotRunAgainAtOnce(String state, int code) {
        SQLException e = new SQLException("x", state, code);

        assertThat(MARIADB.isTransient(e)).isTrue();
        assertThat(MARIADB.mayRepeat(e)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"42S02,1146", "42000,1142", "22001,1406", "23000,1048"})
    void mariaDb_defects_arePermanent(String state, int code) {
        assertThat(MARIADB.isTransient(new SQLException("x", state, code))).isFalse();
    }

    @Test
    void sqlite_saysItInCodes_andHasNoStates() {
        assertThat(SQLITE.mayRepeat(new SQLException("busy", null, 5))).isTrue();
        assertThat(SQLITE.mayRepeat(new SQLException("busy with a newer snapshot", null, 5 | 2 << 8)))
                .isTrue();
        assertThat(SQLITE.isTransient(new SQLException("full", null, 13))).isTrue();
        assertThat(SQLITE.isTransient(new SQLException("no such table", null, 1)))
                .isFalse();
        assertThat(SQLITE.isRefusedCommit(new SQLException("busy", null, 5))).isTrue();
        assertThat(SQLITE.isRefusedCommit(new SQLException("input/output", null, 10)))
                .isFalse();
    }

    @Test
    void pools_andDrivers_sayItInClasses() {
        for (Dialect dialect : new Dialect[] {POSTGRES, MARIADB, SQLITE, new H2Dialect()}) {
            assertThat(dialect.isTransient(new SQLTransientConnectionException("pool exhausted")))
                    .isTrue();
            assertThat(dialect.isTransient(new SQLNonTransientConnectionException("refused")))
                    .isTrue();
            assertThat(dialect.isTransient(new SQLException("who knows"))).isFalse();
        }
    }
}
