package dev.vmlifecycle.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vmlifecycle.engine.Fence;
import dev.vmlifecycle.engine.Instance;
import dev.vmlifecycle.engine.NewInstance;
import dev.vmlifecycle.engine.StepCommit;
import dev.vmlifecycle.ip.AddressesOf;
import dev.vmlifecycle.vm.store.ReservedVmid;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A store that the first schema version created, with live rows in it, is led to the newest. */
class UpgradeTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final long MILLIS = NOW.toEpochMilli();

    private static DataSource versionOne(TestDatabase kind) throws SQLException {
        DataSource database = kind.empty();
        open(database).createSchema(1);
        row(database, "claimed", "3, 'old-host', " + (MILLIS + 60_000) + ", " + MILLIS + ", NULL");
        row(database, "waiting", "2, NULL, NULL, " + (MILLIS + 5_000) + ", NULL");
        row(database, "held", "1, NULL, NULL, " + MILLIS + ", 'paused'");
        update(
                database,
                "INSERT INTO vml_run VALUES ('claimed', 1, 'deploy', ?, 0, 'WAITING', NULL, 1, ?)",
                MILLIS,
                MILLIS);
        update(
                database,
                "INSERT INTO vml_step VALUES ('claimed', 1, 1, 'creation', 'Allocate IP', 'success', 'set_ip', '', 5, ?, '[]')",
                MILLIS);
        update(database, "INSERT INTO vml_event VALUES ('claimed', 1, ?, 'ip', 'given')", MILLIS);
        update(
                database,
                "INSERT INTO vml_address (routing_domain, addr_key, addr_text, family, skey, pool_id, prefix_length,"
                        + " ordinal_no, leaving) VALUES ('default', '00000000000000000000ffffc0000201', '192.0.2.1', 4,"
                        + " 'claimed', 'a', 24, 0, ?)",
                0);
        update(database, "INSERT INTO vml_vmid (cluster_name, vmid, skey) VALUES ('ams1', ?, 'claimed')", 100);
        return database;
    }

    /** As the first version wrote it: it knows nothing of later columns. */
    private static void row(DataSource database, String key, String epochOwnerLeaseDueHold) throws SQLException {
        update(
                database,
                """
                INSERT INTO vml_instance (skey, pipeline, state, definition_version, attempt, waits, failures, since_at,
                  epoch, owner, lease_until, due_at, hold_reason, subject_doc, needs_attention, request_seq, last_run,
                  last_event, row_version, created_at, updated_at)
                VALUES (?, 'deploy', 'set_ip', 1, 1, 0, 0, 0,""" + epochOwnerLeaseDueHold + ", '{}', 0, 0, ?, ?, 1, 0, 0)",
                key,
                key.equals("claimed") ? 1 : 0,
                key.equals("claimed") ? 1 : 0);
    }

    private static JdbcStore open(DataSource database) {
        return JdbcStore.builder(database).clock(StoreClock.supplied(() -> NOW)).build();
    }

    @ParameterizedTest
    @EnumSource
    void upgrade_ofLiveRows_keepsAllAndGoesOn(TestDatabase kind) throws SQLException {
        DataSource database = versionOne(kind);
        JdbcStore store = open(database);
        assertThatThrownBy(store::validate).hasMessageContaining("schema version: 1 (expected: 2 or later");

        store.upgradeSchema();

        store.validate();
        Instance claimed = store.find("claimed").orElseThrow();
        assertThat(claimed.fence()).isEqualTo(new Fence("claimed", 3, "old-host"));
        assertThat(claimed.log()).isEqualTo(new Instance.LogCursor(1, Optional.empty(), 1, 0));
        assertThat(store.runs("claimed", 5).get(0).lines()).hasSize(1);
        assertThat(store.events("claimed", 0, 5)).hasSize(1);
        assertThat(store.ask(new AddressesOf("claimed"))).hasSize(1);
        assertThat(store.ask(new ReservedVmid("claimed", "ams1"))).isPresent();
        assertThat(store.find("held").orElseThrow().hold()).contains("paused");
        assertThat(store.find("waiting").orElseThrow().dueAt()).contains(NOW.plusSeconds(5));
        assertThat(store.renew(List.of(claimed.fence()), Duration.ofMinutes(1))).isEmpty();
        assertThat(store.commit(claimed.fence(), next(claimed)).log().lastCommit())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void upgrade_byTwoAtOnce_succeedsForBoth(TestDatabase kind) throws SQLException {
        DataSource database = versionOne(kind);

        Together.run(2, () -> {
            open(database).upgradeSchema();
            return "upgraded";
        });

        open(database).validate();
        assertThat(open(database).list("", 10)).hasSize(3);
    }

    /** In a rolling upgrade hosts of the first version go on writing; what they do not know keeps its default. */
    @ParameterizedTest
    @EnumSource
    void upgraded_rowsOfTheVersionBefore_canStillBeWritten(TestDatabase kind) throws SQLException {
        DataSource database = versionOne(kind);
        JdbcStore store = open(database);
        store.upgradeSchema();

        row(database, "late", "0, NULL, NULL, " + MILLIS + ", NULL");

        List<Instance> claimed = store.claim("new-host", 5, Duration.ofMinutes(1));
        assertThat(claimed).extracting(Instance::key).containsExactly("late");
        assertThat(claimed.get(0).log().lastCommit()).isZero();
    }

    /** Not on SQLite: there the DDL and its number are one transaction. */
    @ParameterizedTest
    @EnumSource(names = "SQLITE", mode = EnumSource.Mode.EXCLUDE)
    void upgrade_interruptedBeforeItsNumber_isCompletedByTheNext(TestDatabase kind) throws SQLException {
        DataSource database = versionOne(kind);
        JdbcStore store = open(database);
        store.upgradeSchema();
        TestDatabase.execute(database, "DELETE FROM vml_schema_version WHERE version_no = 2");

        store.upgradeSchema();

        store.validate();
        assertThat(store.insert(
                        new NewInstance("vm1", "deploy", "creation", 1, "{}", Duration.ZERO, List.of(), List.of())))
                .isTrue();
    }

    private static StepCommit next(Instance row) {
        return new StepCommit(
                row.log().lastCommit() + 1,
                new Instance.Pointer("deploy", "clone", 1),
                row.tries(),
                true,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                Duration.ZERO,
                Optional.empty(),
                List.of(),
                List.of(),
                List.of());
    }

    private static void update(DataSource database, String sql, Object... arguments) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < arguments.length; i++) {
                statement.setObject(i + 1, arguments[i]);
            }
            statement.executeUpdate();
        }
    }
}
