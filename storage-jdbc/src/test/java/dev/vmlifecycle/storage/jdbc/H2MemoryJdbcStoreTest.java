package dev.vmlifecycle.storage.jdbc;

import javax.sql.DataSource;

class H2MemoryJdbcStoreTest extends JdbcStoreSuite {

    @Override
    DataSource empty() {
        return TestDatabase.H2.empty();
    }
}
