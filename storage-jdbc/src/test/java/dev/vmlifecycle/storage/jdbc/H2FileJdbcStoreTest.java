package dev.vmlifecycle.storage.jdbc;

import dev.vmlifecycle.engine.EngineStore;
import dev.vmlifecycle.storage.testkit.DurableStoreContract;
import java.nio.file.Path;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class H2FileJdbcStoreTest extends DurableStoreContract {

    @TempDir
    private Path directory;

    @Override
    protected EngineStore store(InstantSource clock) {
        JdbcStore store =
                JdbcStore.builder(database()).clock(StoreClock.supplied(clock)).build();
        store.createSchema();
        return store;
    }

    @Override
    protected EngineStore reopen(InstantSource clock) {
        H2Files.shutDown(directory);
        return JdbcStore.builder(database()).clock(StoreClock.supplied(clock)).build();
    }

    @AfterEach
    void close() {
        H2Files.shutDown(directory);
    }

    private DataSource database() {
        return H2Files.in(directory);
    }
}
