package dev.vmlifecycle.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmlifecycle.engine.Instance;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a claim costs among very many rows at rest: its plan reads the narrow index. */
class ClaimPlanTest {
    private static final int AT_REST = 100_000;
    private static final int DUE = 1_000;

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void claim_amongManyRowsAtRest_readsTheNarrowIndex(TestDatabase kind) {
        try (TestPool pool = new TestPool(kind.empty(), 1)) {
            JdbcStore store = JdbcStore.create(pool);
            store.createSchema();
            fill(pool, kind, "rest", AT_REST, "CAST(null AS DECIMAL)");
            fill(pool, kind, "due", DUE, "1000 + N");
            TestDatabase.execute(pool, kind == TestDatabase.POSTGRESQL ? "ANALYZE" : "ANALYZE TABLE vml_instance");

            String plan = plan(pool, kind);
            List<Instance> claimed = store.claim("worker", 10, Duration.ofMinutes(1));

            assertThat(plan).contains("vml_instance_due").doesNotContain("Seq Scan on vml_instance");
            assertThat(plan)
                    .as("no sort of all that is due")
                    .doesNotContain("Sort")
                    .doesNotContain("filesort");
            assertThat(claimed).hasSize(10).extracting(Instance::key).startsWith("due1", "due2");
        }
    }

    /** One row is read of a thousand that are due and of those in front of it, which are claimed. */
    @Test
    void nextDue_amongManyRows_readsOneFreeRowAndTheClaimedOnes() {
        try (TestPool pool = new TestPool(TestDatabase.POSTGRESQL.empty(), 1)) {
            JdbcStore store = JdbcStore.create(pool);
            store.createSchema();
            fill(pool, TestDatabase.POSTGRESQL, "rest", AT_REST, "CAST(null AS DECIMAL)");
            fill(pool, TestDatabase.POSTGRESQL, "due", 20 * DUE, "1000 + N");
            TestDatabase.execute(pool, "ANALYZE");
            store.claim("worker", 10, Duration.ofMinutes(1));

            assertThat(store.nextDue()).contains(Instant.ofEpochMilli(1011));

            Transactions transactions = new Transactions(
                    pool, new PostgresDialect(true), new Names(Optional.empty(), "vml_"), StoreClock.DATABASE);
            String free = analyzed(transactions, NextDue.FREE);
            String claimed = analyzed(transactions, NextDue.CLAIMED, 1011L);
            assertThat(free).contains("vml_instance_due").doesNotContain("Sort").contains("Rows Removed by Filter: 10");
            assertThat(claimed)
                    .contains("vml_instance_due")
                    .doesNotContain("Rows Removed")
                    .contains("rows=10");
        }
    }

    private static String analyzed(Transactions transactions, String sql, Object... arguments) {
        return transactions.answer(
                "explain",
                tx -> String.join(
                        "\n",
                        tx.list(
                                "EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF) " + NextDue.inDialect(tx.dialect(), sql),
                                row -> row.text("QUERY PLAN"),
                                arguments)));
    }

    private static String plan(TestPool pool, TestDatabase kind) {
        Names names = new Names(Optional.empty(), "vml_");
        Dialect dialect = kind == TestDatabase.POSTGRESQL ? new PostgresDialect(true) : new MariaDbDialect(false);
        Transactions transactions = new Transactions(pool, dialect, names, StoreClock.DATABASE);
        return transactions.answer("explain", tx -> {
            long now = tx.now().toEpochMilli();
            List<String> lines = kind == TestDatabase.POSTGRESQL
                    ? tx.list(
                            "EXPLAIN " + ReturningClaim.SQL,
                            row -> row.text("QUERY PLAN"),
                            Optional.empty(),
                            10,
                            "w",
                            60_000L)
                    : tx.list(
                            "EXPLAIN " + SkipLockedClaim.SQL,
                            row -> row.text("key") + " "
                                    + row.optionalText("Extra").orElse(""),
                            now,
                            now,
                            10);
            return String.join("\n", lines);
        });
    }

    private static void fill(TestPool pool, TestDatabase kind, String name, int rows, String due) {
        String numbers = kind == TestDatabase.POSTGRESQL
                ? "generate_series(1, " + rows + ") AS n"
                : "seq_1_to_" + rows + " AS s";
        String n = kind == TestDatabase.POSTGRESQL ? "n" : "s.seq";
        TestDatabase.execute(
                pool,
                "INSERT INTO vml_instance (skey, pipeline, state, definition_version, attempt, waits, failures, since_at,"
                        + " epoch, due_at, subject_doc, needs_attention, request_seq, last_run, last_event, row_version,"
                        + " created_at, updated_at) SELECT CONCAT('" + name + "', " + n
                        + "), 'deploy', 'ready', 1, 0, 0, 0, 0, 0, " + due.replace("N", n)
                        + ", '{}', 0, 0, 0, 0, 1, 0, 0 FROM " + numbers);
    }
}
