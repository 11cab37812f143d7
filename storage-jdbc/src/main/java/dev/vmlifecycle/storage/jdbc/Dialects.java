package dev.vmlifecycle.storage.jdbc;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.Locale;

/** Finds the dialect by the product name that the driver reports. */
final class Dialects {

    private Dialects() {}

    static Dialect detect(Connection connection) throws SQLException {
        DatabaseMetaData data = connection.getMetaData();
        String product = data.getDatabaseProductName();
        return switch (product.toLowerCase(Locale.ROOT)) {
            case "h2" -> new H2Dialect();
            case "postgresql" ->
                new PostgresDialect(connection.getTransactionIsolation() == Connection.TRANSACTION_READ_COMMITTED);
            case "mariadb" -> new MariaDbDialect(false);
            // MySQL's own driver calls a MariaDB server by this name, too; the version tells
            case "mysql" ->
                new MariaDbDialect(!data.getDatabaseProductVersion()
                        .toLowerCase(Locale.ROOT)
                        .contains("mariadb"));
            case "sqlite" -> new SqliteDialect();
            default ->
                throw new IllegalArgumentException(
                        "database: " + product + " (expected: PostgreSQL, MariaDB, MySQL, H2 or SQLite)");
        };
    }
}
