package dev.vmlifecycle.storage.jdbc;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The PostgreSQL server of this JVM's tests: started by the first that asks, ended with the JVM; or, to try another version, the
 * one that {@code VMLIFECYCLE_POSTGRES} names.
 */
final class EmbeddedServer {

    private EmbeddedServer() {}

    static PGSimpleDataSource postgres() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(Optional.ofNullable(System.getenv("VMLIFECYCLE_POSTGRES")).orElseGet(() -> Holder.URL));
        return source;
    }

    private static final class Holder {
        static final String URL = start();

        private static String start() {
            try {
                return EmbeddedPostgres.builder().start().getJdbcUrl("postgres", "postgres");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
