package dev.vmlifecycle.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vmlifecycle.engine.NewInstance;
import dev.vmlifecycle.engine.Pipeline;
import dev.vmlifecycle.engine.StepContext;
import dev.vmlifecycle.engine.StepResult;
import dev.vmlifecycle.engine.StoreException;
import dev.vmlifecycle.engine.testing.ManualEngine;
import dev.vmlifecycle.engine.testing.SettableClock;
import dev.vmlifecycle.storage.testkit.Fault;
import dev.vmlifecycle.storage.testkit.FaultPlan;
import dev.vmlifecycle.storage.testkit.FaultyDataSource;
import dev.vmlifecycle.storage.testkit.FaultyDataSource.Point;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Servers that end sessions, and what the engine does about it. */
class OutageTest {

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void session_endedByTheServer_isTransient_andTheNextCallGoesWell(TestDatabase kind) {
        DataSource database = kind.empty();
        try (TestPool pool = new TestPool(database, 1)) {
            JdbcStore store = JdbcStore.create(pool);
            store.createSchema();
            store.insert(instance("vm1"));
            endSessions(kind, database);

            assertThatThrownBy(() -> store.find("vm1"))
                    .isInstanceOfSatisfying(
                            StoreException.class,
                            e -> assertThat(e.isTransient()).isTrue());

            assertThat(store.find("vm1")).isPresent();
            assertThat(pool.active()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void connection_killedInMidTransaction_leavesNothingBehind(TestDatabase kind) {
        try (TestPool pool = new TestPool(kind.empty(), 2)) {
            FaultyDataSource faulty = FaultyDataSource.around(pool);
            JdbcStore store = JdbcStore.create(faulty);
            store.createSchema();
            int statements = statementsOfAnInsert(store, faulty);

            for (int n = 1; n <= statements; n++) {
                faulty.plan(FaultPlan.once(Point.STATEMENT, n, Fault.killed()));
                assertThatThrownBy(() -> store.insert(instance("vm1"))).isInstanceOf(StoreException.class);
                faulty.heal();
                assertThat(store.find("vm1")).isEmpty();
            }

            assertThat(store.insert(instance("vm1"))).isTrue();
            assertThat(pool.active()).isZero();
        }
    }

    /** No connection is out while a step runs, and the outage ends before the patience does. */
    @Test
    void database_goneForMinutes_costsNoStep() {
        SettableClock clock = SettableClock.at(Instant.parse("2026-01-01T00:00:00Z"));
        FaultyDataSource faulty = FaultyDataSource.around(TestDatabase.POSTGRESQL.empty());
        JdbcStore store =
                JdbcStore.builder(faulty).clock(StoreClock.supplied(clock)).build();
        store.createSchema();
        store.insert(instance("vm1"));
        AtomicInteger bodies = new AtomicInteger();
        Instant back = clock.instant().plus(Duration.ofMinutes(3));
        Pipeline<StepContext> pipeline = Pipeline.of(StepContext.class, "deploy")
                .at("creation", "One", context -> {
                    bodies.incrementAndGet();
                    assertThat(faulty.openConnections()).isZero();
                    faulty.plan((point, count) -> clock.instant().isBefore(back)
                            ? FaultPlan.always(Point.CONNECT, Fault.before()).at(point, count)
                            : FaultPlan.none().at(point, count));
                    return StepResult.done();
                })
                .end("ready");

        try (ManualEngine<StepContext> engine = ManualEngine.create(
                store, clock, settings -> settings.pipelines(List.of(pipeline)).context(context -> context))) {
            engine.runAllDue();
        }

        assertThat(clock.instant()).isAfterOrEqualTo(back);
        assertThat(bodies).hasValue(1);
        assertThat(store.find("vm1").orElseThrow().pointer().state()).isEqualTo("ready");
    }

    private static int statementsOfAnInsert(JdbcStore store, FaultyDataSource faulty) {
        int before = faulty.calls(Point.STATEMENT);
        assertThat(store.insert(instance("vm0"))).isTrue();
        return faulty.calls(Point.STATEMENT) - before;
    }

    private static void endSessions(TestDatabase kind, DataSource database) {
        if (kind == TestDatabase.POSTGRESQL) {
            TestDatabase.execute(
                    database,
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
                            + " AND datname = current_database()");
        } else {
            TestDatabase.execute(database, "KILL USER root");
        }
    }

    private static NewInstance instance(String key) {
        return new NewInstance(key, "deploy", "creation", 1, "{}", Duration.ZERO, List.of(), List.of());
    }
}
