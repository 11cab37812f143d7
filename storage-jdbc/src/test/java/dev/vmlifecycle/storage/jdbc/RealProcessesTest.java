package dev.vmlifecycle.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmlifecycle.engine.Instance;
import dev.vmlifecycle.engine.NewInstance;
import dev.vmlifecycle.engine.SubjectStore;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postgresql.ds.PGSimpleDataSource;

/** Processes of their own on one PostgreSQL: shared work, a killed one, one that was stopped for longer than its lease. */
@Timeout(300)
class RealProcessesTest {
    private static final int SUBJECTS = 2_000;
    private static final int STEPS = 3;
    private static final Duration SHORT = Duration.ofSeconds(5);
    private static final Duration DEFAULT = Duration.ofSeconds(60);
    private static final Duration SLACK = Duration.ofSeconds(5);
    private static final Duration STARTING = Duration.ofSeconds(60);

    private final List<ChildProcess> children = new ArrayList<>();
    private TestPool pool;
    private JdbcStore store;
    private String url;

    @BeforeEach
    void fill() throws SQLException {
        PGSimpleDataSource source = (PGSimpleDataSource) TestDatabase.POSTGRESQL.empty();
        // no server dies here, only its clients
        source.setOptions("-c synchronous_commit=off");
        url = source.getURL() + "&user=" + source.getUser();
        pool = new TestPool(source, 2);
        store = JdbcStore.create(pool);
        store.createSchema();
        try (Connection connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            for (int i = 0; i < SUBJECTS; i++) {
                insert(store.in(connection), "vm" + i);
            }
            connection.commit();
            connection.setAutoCommit(true);
        }
    }

    @AfterEach
    void endAll() {
        children.forEach(ChildProcess::close);
        pool.close();
    }

    private static void insert(SubjectStore into, String key) {
        into.insert(new NewInstance(key, "deploy", "creation", 1, "{}", Duration.ZERO, List.of(), List.of()));
    }

    private void start(int processes, Duration lease) {
        for (int i = 0; i < processes; i++) {
            children.add(ChildProcess.start(url, lease));
        }
    }

    private String ownerOf(ChildProcess child) {
        return child.said("STARTED").get(0).substring("STARTED ".length());
    }

    private ChildProcess whoIsInside(String key) {
        long end = System.nanoTime() + STARTING.toNanos();
        while (System.nanoTime() < end) {
            for (ChildProcess child : children) {
                if (child.next(Duration.ofMillis(20)).equals("INSIDE " + key)) {
                    return child;
                }
            }
        }
        throw new AssertionError("nobody took " + key);
    }

    private Duration until(BooleanSupplier condition, Duration atMost, String what) {
        long began = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertThat(Duration.ofNanos(System.nanoTime() - began)).as(what).isLessThan(atMost);
            children.get(0).next(Duration.ofMillis(50));
        }
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private long count(String sql) {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getLong(1);
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    private boolean allDone() {
        return count("SELECT COUNT(*) FROM vml_instance WHERE due_at IS NOT NULL OR owner IS NOT NULL") == 0;
    }

    private void assertEachStepOnce(int subjects) {
        assertThat(count("SELECT COUNT(*) FROM vml_instance WHERE state = 'ready'"))
                .isEqualTo(subjects);
        assertThat(count("SELECT COUNT(*) FROM vml_step WHERE outcome = 'success'"))
                .as("recorded steps")
                .isEqualTo((long) STEPS * subjects);
        assertThat(count("SELECT COUNT(*) FROM vml_step")).as("nothing else").isEqualTo((long) STEPS * subjects);
        assertThat(count("SELECT COUNT(DISTINCT (skey, from_state, to_state)) FROM vml_step"))
                .as("each of them once")
                .isEqualTo((long) STEPS * subjects);
        assertThat(count("SELECT COUNT(*) FROM (SELECT skey FROM vml_event GROUP BY skey"
                        + " HAVING MIN(seq) = 1 AND MAX(seq) = " + STEPS + " AND COUNT(*) = " + STEPS + ") AS whole"))
                .as("journals without a gap")
                .isEqualTo(subjects);
        assertThat(count("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"))
                .as("deadlocks")
                .isZero();
        assertThat(children)
                .allSatisfy(child -> assertThat(child.said("TROUBLE")).isEmpty());
    }

    @Test
    void twoProcesses_recordEachStepOnce() {
        start(2, SHORT);

        until(this::allDone, Duration.ofMinutes(2), "all done");
        children.forEach(ChildProcess::end);

        assertEachStepOnce(SUBJECTS);
        assertThat(children)
                .allSatisfy(child -> assertThat(child.said("REFUSED commit")).isEmpty());
    }

    @Test
    void fourProcesses_oneKilled_oneStopped_recordEachStepOnce() {
        killAndStop(SHORT);
    }

    @Test
    @Tag("soak")
    void fourProcesses_withTheDefaultLease() {
        killAndStop(DEFAULT);
    }

    private void killAndStop(Duration lease) {
        insert(store, "hold-kill");
        start(4, lease);
        children.forEach(child -> child.await("STARTED", STARTING));

        ChildProcess killed = whoIsInside("hold-kill");
        killed.signal("KILL");
        children.remove(killed);
        String dead = ownerOf(killed);
        assertThat(count("SELECT COUNT(*) FROM vml_instance WHERE owner = '" + dead + "'"))
                .isPositive();
        Duration takenOver = until(
                () -> count("SELECT COUNT(*) FROM vml_instance WHERE owner = '" + dead + "'") == 0,
                lease.plus(SLACK),
                "the killed one's subjects go on");

        insert(store, "hold-stop");
        ChildProcess stopped = whoIsInside("hold-stop");
        stopped.signal("STOP");
        until(() -> row("hold-stop").pointer().state().equals("ready"), lease.plus(SLACK), "taken over, and done");
        Instance done = row("hold-stop");
        stopped.tell("go");
        stopped.signal("CONT");

        stopped.await("REFUSED checkpoint of hold-stop", STARTING);
        until(this::allDone, Duration.ofMinutes(2), "all done");
        children.forEach(ChildProcess::end);
        assertThat(row("hold-stop")).isEqualTo(done);
        assertThat(done.lease().epoch()).isEqualTo(2);
        assertThat(stopped.said("WROTE")).isEmpty();
        assertEachStepOnce(SUBJECTS + 2);
        System.out.printf(
                "COUNT takeover-millis-after-kill %d, lease %d; refused writes of the woken process %d%n",
                takenOver.toMillis(), lease.toMillis(), stopped.said("REFUSED").size());
    }

    private Instance row(String key) {
        return Optional.of(key).flatMap(store::find).orElseThrow();
    }
}
