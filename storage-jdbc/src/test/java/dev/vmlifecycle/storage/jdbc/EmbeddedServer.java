package dev.vmlifecycle.storage.jdbc;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.postgresql.ds.PGSimpleDataSource;

/** The PostgreSQL server of this JVM's tests: started by the first that asks, ended with the JVM. */
final class EmbeddedServer {

    private EmbeddedServer() {}

    static PGSimpleDataSource postgres() {
        EmbeddedPostgres server = Holder.SERVER;
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(server.getJdbcUrl("postgres", "postgres"));
        return source;
    }

    private static final class Holder {
        static final EmbeddedPostgres SERVER = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder().start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
