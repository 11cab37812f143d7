package dev.vmlifecycle.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vmlifecycle.engine.NewInstance;
import dev.vmlifecycle.engine.StoreException;
import dev.vmlifecycle.storage.jdbc.FaultyDataSource.Fault;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TransactionsTest {
    private final FaultyDataSource faulty = new FaultyDataSource(H2.inMemory());
    private final JdbcStore store = JdbcStore.create(faulty.dataSource());
    private final Transactions transactions =
            new Transactions(faulty.dataSource(), new H2Dialect(), "vml_", StoreClock.DATABASE);

    @BeforeEach
    void createSchema() {
        store.createSchema();
    }

    @AfterEach
    void everyConnectionIsGivenBack() {
        assertThat(faulty.closed).hasValue(faulty.opened.get());
    }

    @Test
    void commit_answerLost_isUnknownAndNotRepeated() {
        faulty.fault(Fault.AFTER_COMMIT);
        int before = faulty.opened.get();

        assertThatThrownBy(() -> store.insert(instance("vm1")))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.isTransient()).isTrue())
                .hasMessage("insert vm1: SQLState 08006, vendor code 0");

        assertThat(faulty.opened).hasValue(before + 1);
        faulty.fault(Fault.NONE);
        assertThat(store.insert(instance("vm1"))).isFalse();
    }

    @Test
    void commit_neverReached_writesNothing() {
        faulty.fault(Fault.BEFORE_COMMIT);
        assertThatThrownBy(() -> store.insert(instance("vm1"))).isInstanceOf(StoreException.class);

        faulty.fault(Fault.NONE);
        assertThat(store.find("vm1")).isEmpty();
    }

    @Test
    void close_failsAfterTheCommit_isNoFailure() {
        faulty.fault(Fault.AFTER_COMMIT_ON_CLOSE);

        assertThat(store.insert(instance("vm1"))).isTrue();
    }

    @Test
    void database_gone_isTransient_andBackAgain() {
        for (Fault fault : List.of(Fault.CONNECT, Fault.STATEMENT)) {
            faulty.fault(fault);
            assertThatThrownBy(() -> store.claim("worker", 1, Duration.ofSeconds(1)))
                    .isInstanceOfSatisfying(
                            StoreException.class,
                            e -> assertThat(e.isTransient()).isTrue());
        }
        faulty.fault(Fault.NONE);
        assertThat(store.claim("worker", 1, Duration.ofSeconds(1))).isEmpty();
    }

    @Test
    void schema_missing_isNotTransient() {
        JdbcStore bare = JdbcStore.builder(faulty.dataSource()).prefix("bare_").build();

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
    void database_unsupported_isRefusedByName() {
        faulty.product("Oracle");

        assertThatThrownBy(() -> JdbcStore.create(faulty.dataSource()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("database: Oracle (expected: H2)");
    }

    @Test
    void databaseClock_isTheRealTime() {
        Instant before = Instant.now().minusMillis(1);

        assertThat(store.now()).isBetween(before, Instant.now().plusMillis(1));
    }

    private static NewInstance instance(String key) {
        return new NewInstance(key, "deploy", "creation", 1, "{}", Duration.ZERO, List.of(), List.of());
    }
}
