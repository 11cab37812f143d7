package dev.vmlifecycle.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmlifecycle.engine.EngineStore;
import dev.vmlifecycle.storage.testkit.DurableStoreContract;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;

class H2MemoryJdbcStoreTest extends DurableStoreContract {
    // fewer connections than the suite has threads: a call that took two would get stuck
    private static final int CONNECTIONS = 6;

    private final DataSource database = H2.inMemory();
    private final List<JdbcConnectionPool> pools = new ArrayList<>();

    @Override
    protected EngineStore store(InstantSource clock) {
        JdbcConnectionPool pool = JdbcConnectionPool.create((JdbcDataSource) database);
        pool.setMaxConnections(CONNECTIONS);
        pools.add(pool);
        JdbcStore store =
                JdbcStore.builder(pool).clock(StoreClock.supplied(clock)).build();
        store.createSchema();
        store.validate();
        return store;
    }

    @Override
    protected EngineStore reopen(InstantSource clock) {
        return store(clock);
    }

    @AfterEach
    void noConnectionLeaks() {
        assertThat(pools)
                .allSatisfy(pool -> assertThat(pool.getActiveConnections()).isZero());
        pools.forEach(JdbcConnectionPool::dispose);
        H2.execute(database, "SHUTDOWN");
    }
}
