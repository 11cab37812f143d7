package dev.vmlifecycle.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vmlifecycle.engine.NewInstance;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class SchemaTest {
    private final DataSource database = H2.inMemory();
    private final JdbcStore store = JdbcStore.create(database);

    @Test
    void createSchema_twice_keepsWhatIsThere() {
        store.createSchema();
        store.insert(instance());

        store.createSchema();

        store.validate();
        assertThat(store.find("vm1")).isPresent();
    }

    @Test
    void createSchema_interrupted_isCompletedByTheNext() {
        store.createSchema();
        H2.execute(database, "DROP TABLE vml_outbox");
        H2.execute(database, "DELETE FROM vml_schema_version");

        store.createSchema();

        store.validate();
        assertThat(store.outbox(1)).isEmpty();
    }

    @RepeatedTest(20)
    void createSchema_byManyAtOnce_succeedsForAll() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(8);
        CountDownLatch start = new CountDownLatch(1);
        List<Future<?>> running = Stream.<Future<?>>generate(() -> pool.submit(() -> {
                    start.await();
                    JdbcStore.create(database).createSchema();
                    return "created";
                }))
                .limit(8)
                .toList();
        start.countDown();

        for (Future<?> one : running) {
            one.get(60, TimeUnit.SECONDS);
        }
        pool.shutdown();
        store.validate();
    }

    @Test
    void validate_withoutTables_saysWhatToDo() {
        assertThatThrownBy(store::validate)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("schema: missing (expected: version 1, see createSchema)");
    }

    @Test
    void validate_newerSchemaThatWeMayRead_isFine() {
        store.createSchema();
        H2.execute(database, "INSERT INTO vml_schema_version VALUES (2, 1, 0)");

        assertThatCode(store::validate).doesNotThrowAnyException();
        assertThatCode(store::createSchema).doesNotThrowAnyException();
    }

    @Test
    void validate_newerSchemaThatWeWouldMisread_isRefused() {
        store.createSchema();
        H2.execute(database, "INSERT INTO vml_schema_version VALUES (3, 2, 0)");

        assertThatThrownBy(store::validate)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("schema version: 3")
                .hasMessageContaining("upgrade this application");
    }

    @Test
    void prefixes_keepTwoStoresApart() {
        JdbcStore other = JdbcStore.builder(database).prefix("other_").build();
        store.createSchema();
        other.createSchema();

        store.insert(instance());

        assertThat(other.find("vm1")).isEmpty();
        assertThatThrownBy(() -> JdbcStore.builder(database).prefix("x; DROP").build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("x; DROP");
    }

    @Test
    void ddl_onceReleased_neverChanges() throws IOException, NoSuchAlgorithmException {
        try (InputStream file = Schema.class.getResourceAsStream("ddl/h2/001.sql")) {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(file.readAllBytes());

            assertThat(HexFormat.of().formatHex(digest))
                    .as("001.sql is on disks already: a change goes into 002.sql")
                    .isEqualTo("b9ada457b47ef636453531fb86e6e3ecd45566459dd3d0a780072fd00018242c");
        }
    }

    @Test
    void ddl_avoidsIdentifiersThatAreTooLongForAnyDatabase() {
        String ddl = String.join("\n", Schema.statements(new H2Dialect(), 1)).replace("${prefix}", "p".repeat(20));

        assertThat(ddl.split("\\W+"))
                .allSatisfy(word ->
                        assertThat(word.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(63));
    }

    private static NewInstance instance() {
        return new NewInstance("vm1", "deploy", "creation", 1, "{}", Duration.ZERO, List.of(), List.of());
    }
}
