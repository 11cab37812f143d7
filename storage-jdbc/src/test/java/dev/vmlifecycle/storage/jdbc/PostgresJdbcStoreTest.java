package dev.vmlifecycle.storage.jdbc;

import javax.sql.DataSource;

class PostgresJdbcStoreTest extends JdbcStoreSuite {

    @Override
    DataSource empty() {
        return TestDatabase.POSTGRESQL.empty();
    }
}
