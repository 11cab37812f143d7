package dev.vmlifecycle.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vmlifecycle.storage.testkit.Fault;
import dev.vmlifecycle.storage.testkit.FaultPlan;
import dev.vmlifecycle.storage.testkit.FaultyDataSource;
import dev.vmlifecycle.storage.testkit.FaultyDataSource.Point;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultyDataSourceTest {
    private final DataSource real = TestDatabase.H2.empty();
    private final List<Duration> slept = new ArrayList<>();
    private final FaultyDataSource faulty = FaultyDataSource.around(real, slept::add);

    @BeforeEach
    void createTable() {
        TestDatabase.execute(real, "CREATE TABLE note (id INT)");
    }

    @Test
    void before_doesNothing_after_doesAll() throws SQLException {
        faulty.plan(FaultPlan.once(Point.STATEMENT, 2, Fault.before()));
        try (Connection connection = faulty.getConnection()) {
            insert(connection);
            assertThatThrownBy(() -> insert(connection)).hasMessage("broken on purpose: STATEMENT");
            faulty.plan(FaultPlan.always(Point.STATEMENT, new Fault.After("40001")));
            assertThatThrownBy(() -> insert(connection))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("40001"));
        }

        assertThat(notes()).isEqualTo(2);
        assertThat(faulty.calls(Point.STATEMENT)).isEqualTo(3);
    }

    @Test
    void commit_outcomeUnknown_isEitherWay() throws SQLException {
        faulty.plan(FaultPlan.once(Point.COMMIT, 1, Fault.before()));
        for (int transaction = 1; transaction <= 2; transaction++) {
            try (Connection connection = faulty.getConnection()) {
                connection.setAutoCommit(false);
                insert(connection);
                assertThatThrownBy(connection::commit).hasMessage("broken on purpose: COMMIT");
                connection.rollback();
            }
            assertThat(notes()).isEqualTo(transaction - 1);
            faulty.plan(FaultPlan.always(Point.COMMIT, Fault.after()));
        }
    }

    @Test
    void killed_undoesTheTransaction_andNothingWorksAnyMore() throws SQLException {
        Connection connection = faulty.getConnection();
        connection.setAutoCommit(false);
        insert(connection);
        faulty.plan(FaultPlan.once(Point.STATEMENT, 1, Fault.killed()));

        assertThatThrownBy(() -> insert(connection)).isInstanceOf(SQLException.class);
        assertThatThrownBy(connection::commit).hasMessage("broken on purpose: connection");
        assertThat(faulty.openConnections()).isEqualTo(1);
        connection.close();
        connection.close();

        assertThat(faulty.openConnections()).isZero();
        assertThat(notes()).isZero();
    }

    @Test
    void slow_spendsItsTimeInTheSleeper_andGoesWell() throws SQLException {
        faulty.plan(FaultPlan.always(Point.CONNECT, Fault.slow(Duration.ofSeconds(9))));

        try (Connection connection = faulty.getConnection()) {
            insert(connection);
        }

        assertThat(slept).containsExactly(Duration.ofSeconds(9));
        assertThat(notes()).isEqualTo(1);
    }

    private static void insert(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("INSERT INTO note VALUES (1)");
        }
    }

    private int notes() throws SQLException {
        try (Connection connection = real.getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT COUNT(*) FROM note")) {
            result.next();
            return result.getInt(1);
        }
    }
}
