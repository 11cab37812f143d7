package dev.vmlifecycle.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vmlifecycle.engine.NewInstance;
import dev.vmlifecycle.engine.StoreException;
import dev.vmlifecycle.storage.testkit.Fault;
import dev.vmlifecycle.storage.testkit.FaultPlan;
import dev.vmlifecycle.storage.testkit.FaultyDataSource;
import dev.vmlifecycle.storage.testkit.FaultyDataSource.Point;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TransactionsTest {
    private final FaultyDataSource faulty = FaultyDataSource.around(TestDatabase.H2.empty());
    private final JdbcStore store = JdbcStore.create(faulty);
    private final Transactions transactions =
            new Transactions(faulty, new H2Dialect(), new Names(Optional.empty(), "vml_"), StoreClock.DATABASE);

    @BeforeEach
    void createSchema() {
        store.createSchema();
    }

    @AfterEach
    void everyConnectionIsGivenBack() {
        assertThat(faulty.openConnections()).isZero();
    }

    @Test
    void commit_answerLost_isUnknownAndNotRepeated() {
        faulty.plan(FaultPlan.always(Point.COMMIT, Fault.after()));
        int before = faulty.calls(Point.CONNECT);

        assertThatThrownBy(() -> store.insert(instance("vm1")))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.isTransient()).isTrue())
                .hasMessage("insert vm1: SQLState 08006, vendor code 0");

        assertThat(faulty.calls(Point.CONNECT)).isEqualTo(before + 1);
        faulty.heal();
        assertThat(store.insert(instance("vm1"))).isFalse();
    }

    @Test
    void commit_neverReached_writesNothing() {
        faulty.plan(FaultPlan.always(Point.COMMIT, Fault.before()));
        assertThatThrownBy(() -> store.insert(instance("vm1"))).isInstanceOf(StoreException.class);

        faulty.heal();
        assertThat(store.find("vm1")).isEmpty();
    }

    @Test
    void close_failsAfterTheCommit_isNoFailure() {
        faulty.plan(FaultPlan.always(Point.CLOSE, Fault.after()));

        assertThat(store.insert(instance("vm1"))).isTrue();
    }

    @Test
    void database_gone_isTransient_andBackAgain() {
        for (Point point : List.of(Point.CONNECT, Point.STATEMENT)) {
            faulty.plan(FaultPlan.always(point, Fault.before()));
            assertThatThrownBy(() -> store.claim("worker", 1, Duration.ofSeconds(1)))
                    .isInstanceOfSatisfying(
                            StoreException.class,
                            e -> assertThat(e.isTransient()).isTrue());
        }
        faulty.heal();
        assertThat(store.claim("worker", 1, Duration.ofSeconds(1))).isEmpty();
    }

    @Test
    void schema_missing_isNotTransient() {
        JdbcStore bare = JdbcStore.builder(faulty).prefix("bare_").build();

        assertThatThrownBy(() -> bare.find("vm1"))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.isTransient()).isFalse());
    }

    @Test
    void race_lostOnce_isRunAgain() {
        AtomicInteger attempts = new AtomicInteger();

        String answer = transactions.answer("race", tx -> {
            if (attempts.incrementAndGet() < 3) {
                throw new SQLException("somebody was faster", "23505");
            }
            return "won";
        });

        assertThat(answer).isEqualTo("won");
        assertThat(attempts).hasValue(3);
    }

    @Test
    void race_lostForEver_endsInAStoreException() {
        AtomicInteger attempts = new AtomicInteger();

        assertThatThrownBy(() -> transactions.run("race", tx -> {
                    attempts.incrementAndGet();
                    throw new SQLException("deadlock", "40001");
                }))
                .isInstanceOf(StoreException.class);

        assertThat(attempts).hasValueLessThan(100);
    }

    @Test
    void work_failsInEveryOtherWay_leavesNoConnectionOut() {
        assertThatThrownBy(() -> transactions.run("bug", tx -> {
                    throw new IllegalStateException("bug");
                }))
                .hasMessage("bug");
        faulty.plan(FaultPlan.always(Point.STATEMENT, Fault.killed()));
        assertThatThrownBy(() -> store.find("vm1")).isInstanceOf(StoreException.class);
    }

    @ParameterizedTest
    @EnumSource
    void databaseClock_isTheRealTime(TestDatabase database) {
        JdbcStore there = JdbcStore.create(database.empty());
        Instant before = Instant.now().minusMillis(1);

        assertThat(there.now()).isBetween(before, Instant.now().plusMillis(1));
    }

    private static NewInstance instance(String key) {
        return new NewInstance(key, "deploy", "creation", 1, "{}", Duration.ZERO, List.of(), List.of());
    }
}
