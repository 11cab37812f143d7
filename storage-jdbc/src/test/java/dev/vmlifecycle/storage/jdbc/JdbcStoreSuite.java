package dev.vmlifecycle.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmlifecycle.engine.EngineStore;
import dev.vmlifecycle.storage.testkit.DurableStoreContract;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;

/** The contract on a database, through a small pool. */
abstract class JdbcStoreSuite extends DurableStoreContract {
    // fewer connections than the suite has threads: a call that took two would get stuck
    private static final int CONNECTIONS = 6;

    private final List<TestPool> pools = new ArrayList<>();
    // replaced with each empty database
    private DataSource database = new TestPool(TestDatabase.H2.empty(), 1);

    abstract DataSource empty();

    @Override
    protected EngineStore store(InstantSource clock) {
        database = empty();
        JdbcStore store = open(clock);
        store.createSchema();
        store.validate();
        return store;
    }

    @Override
    protected EngineStore reopen(InstantSource clock) {
        return open(clock);
    }

    @AfterEach
    void noConnectionLeaks() {
        assertThat(pools).allSatisfy(pool -> assertThat(pool.active()).isZero());
        pools.forEach(TestPool::close);
    }

    private JdbcStore open(InstantSource clock) {
        TestPool pool = new TestPool(database, CONNECTIONS);
        pools.add(pool);
        return JdbcStore.builder(pool).clock(StoreClock.supplied(clock)).build();
    }
}
