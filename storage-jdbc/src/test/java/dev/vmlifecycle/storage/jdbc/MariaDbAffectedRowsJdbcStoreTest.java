package dev.vmlifecycle.storage.jdbc;

import javax.sql.DataSource;

/** With the driver setting that counts rows changed instead of rows found: an UPDATE that changes nothing answers 0. */
class MariaDbAffectedRowsJdbcStoreTest extends JdbcStoreSuite {

    @Override
    DataSource empty() {
        return TestDatabase.mariaDb("useAffectedRows=true");
    }
}
