package dev.vmlifecycle.storage.jdbc;

import javax.sql.DataSource;

class MariaDbJdbcStoreTest extends JdbcStoreSuite {

    @Override
    DataSource empty() {
        return TestDatabase.MARIADB.empty();
    }
}
