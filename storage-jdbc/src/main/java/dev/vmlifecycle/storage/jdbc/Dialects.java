package dev.vmlifecycle.storage.jdbc;

import java.sql.Connection;
import java.sql.SQLException;

/** Finds the dialect by the product name that the driver reports. */
final class Dialects {

    private Dialects() {}

    static Dialect detect(Connection connection) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName();
        if (product.equals("H2")) {
            return new H2Dialect();
        }
        throw new IllegalArgumentException("database: " + product + " (expected: H2)");
    }
}
