package dev.vmlifecycle.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vmlifecycle.engine.Instance;
import dev.vmlifecycle.engine.NewEvent;
import dev.vmlifecycle.engine.NewInstance;
import dev.vmlifecycle.engine.Request;
import dev.vmlifecycle.engine.StoreCommand;
import dev.vmlifecycle.engine.SubjectStore;
import dev.vmlifecycle.vm.store.SaveVmRow;
import dev.vmlifecycle.vm.store.VmRow;
import dev.vmlifecycle.vm.store.VmRowOf;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A panel's order and our row in one transaction of the panel's. */
class HostTransactionTest {
    private static final VmRow VM = new VmRow("vm1", "ams1", Optional.empty(), Optional.empty(), "vm1.example.com");

    private record Unknown() implements StoreCommand {}

    @ParameterizedTest
    @EnumSource
    void order_committed_bringsTheSubject(TestDatabase kind) throws SQLException {
        DataSource database = panel(kind);
        JdbcStore store = JdbcStore.create(database);

        try (Connection connection = begin(database)) {
            order(connection, 1);
            SubjectStore view = store.in(connection);
            assertThat(view.insert(instance("vm1", new SaveVmRow(VM)))).isTrue();
            assertThat(view.find("vm1")).isPresent();
            assertThat(view.ask(new VmRowOf("vm1"))).contains(VM);
            assertThat(connection.getAutoCommit()).isFalse();
            connection.commit();
        }

        assertThat(store.find("vm1")).isPresent();
        assertThat(store.events("vm1", 0, 5)).hasSize(1);
        assertThat(store.claim("worker", 1, Duration.ofMinutes(1))).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void order_rolledBack_takesTheSubjectAndTheRequestWithIt(TestDatabase kind) throws SQLException {
        DataSource database = panel(kind);
        JdbcStore store = JdbcStore.create(database);
        store.insert(instance("vm2"));
        Instance before = store.find("vm2").orElseThrow();

        try (Connection connection = begin(database)) {
            SubjectStore view = store.in(connection);
            view.insert(instance("vm1", new SaveVmRow(VM)));
            Request ask = new Request(0, "terminate", true, "", "host", Instant.EPOCH);
            assertThat(view.request(before, ask, List.of(new NewEvent("asked", ""))))
                    .isTrue();
            assertThat(view.request(before, ask, List.of()))
                    .as("the row has changed since")
                    .isFalse();
            connection.rollback();
        }

        assertThat(store.find("vm1")).isEmpty();
        assertThat(store.ask(new VmRowOf("vm1"))).isEmpty();
        assertThat(store.find("vm2")).contains(before);
    }

    @ParameterizedTest
    @EnumSource
    void call_thatFails_leavesTheHostsTransactionUsable(TestDatabase kind) throws SQLException {
        DataSource database = panel(kind);
        JdbcStore store = JdbcStore.create(database);
        store.insert(instance("vm2"));

        try (Connection connection = begin(database)) {
            order(connection, 1);
            SubjectStore view = store.in(connection);
            assertThatThrownBy(() -> view.insert(instance("vm1", new SaveVmRow(VM), new Unknown())))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(view.insert(instance("vm2"))).isFalse();
            order(connection, 2);
            connection.commit();
        }

        assertThat(store.find("vm1")).isEmpty();
        assertThat(store.ask(new VmRowOf("vm1"))).isEmpty();
        assertThat(orders(database)).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL", "MARIADB"})
    void insert_whileAnotherTransactionHoldsTheKey_waitsAndAnswersByItsOutcome(TestDatabase kind) throws Exception {
        DataSource database = panel(kind);
        JdbcStore store = JdbcStore.create(database);

        List<Boolean> answers = Together.run(4, () -> {
            try (Connection connection = begin(database)) {
                boolean mine = store.in(connection).insert(instance("vm1"));
                connection.commit();
                return mine;
            }
        });

        assertThat(answers).containsOnlyOnce(true).hasSize(4);
    }

    @ParameterizedTest
    @EnumSource
    void connection_inAutoCommitMode_isRefused(TestDatabase kind) throws SQLException {
        DataSource database = panel(kind);
        JdbcStore store = JdbcStore.create(database);

        try (Connection connection = database.getConnection()) {
            SubjectStore view = store.in(connection);
            assertThatThrownBy(() -> view.insert(instance("vm1")))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("connection: in auto-commit mode (expected: an open transaction)");
        }

        assertThat(store.find("vm1")).isEmpty();
    }

    private static DataSource panel(TestDatabase kind) {
        DataSource database = kind.empty();
        JdbcStore.create(database).createSchema();
        TestDatabase.execute(database, "CREATE TABLE panel_order (id INT NOT NULL PRIMARY KEY)");
        return database;
    }

    private static Connection begin(DataSource database) throws SQLException {
        Connection connection = database.getConnection();
        connection.setAutoCommit(false);
        if (connection.getMetaData().supportsTransactionIsolationLevel(Connection.TRANSACTION_READ_COMMITTED)) {
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        }
        return connection;
    }

    private static void order(Connection connection, int id) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("INSERT INTO panel_order VALUES (" + id + ")");
        }
    }

    private static int orders(DataSource database) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                var result = statement.executeQuery("SELECT COUNT(*) FROM panel_order")) {
            result.next();
            return result.getInt(1);
        }
    }

    private static NewInstance instance(String key, StoreCommand... commands) {
        return new NewInstance(
                key,
                "deploy",
                "creation",
                1,
                "{}",
                Duration.ZERO,
                List.of(commands),
                List.of(new NewEvent("submitted", "by panel")));
    }
}
