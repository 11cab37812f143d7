package dev.vmlifecycle.benchmarks.engine;

import dev.vmlifecycle.storage.jdbc.JdbcStore;
import javax.sql.DataSource;

/** Stores to measure on, side by side in one database. */
final class Stores {

    private Stores() {}

    static JdbcStore create(DataSource pool, String prefix) {
        JdbcStore store = JdbcStore.builder(pool).prefix(prefix).build();
        store.createSchema();
        return store;
    }

    static void drop(Server server, String prefix) {
        String tables = server.text("SELECT string_agg(quote_ident(tablename), ', ') FROM pg_tables WHERE tablename"
                + " LIKE '" + prefix.replace("_", "\\_") + "%'");
        if (tables != null && !tables.equals("null") && !tables.isEmpty()) {
            server.execute("DROP TABLE " + tables);
        }
    }
}
