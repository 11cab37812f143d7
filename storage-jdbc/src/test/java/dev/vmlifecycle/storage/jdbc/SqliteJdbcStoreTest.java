package dev.vmlifecycle.storage.jdbc;

import javax.sql.DataSource;

class SqliteJdbcStoreTest extends JdbcStoreSuite {

    @Override
    DataSource empty() {
        return TestDatabase.SQLITE.empty();
    }
}
