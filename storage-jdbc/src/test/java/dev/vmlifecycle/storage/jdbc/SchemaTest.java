package dev.vmlifecycle.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vmlifecycle.engine.NewInstance;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SchemaTest {
    private final DataSource database = TestDatabase.H2.empty();
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
        TestDatabase.execute(database, "DROP TABLE vml_outbox");
        TestDatabase.execute(database, "DELETE FROM vml_schema_version");

        store.createSchema();

        store.validate();
        assertThat(store.outbox(1)).isEmpty();
    }

    @RepeatedTest(20)
    void createSchema_byManyAtOnce_succeedsForAll() {
        Together.run(8, () -> {
            JdbcStore.create(database).createSchema();
            return "created";
        });

        store.validate();
    }

    @ParameterizedTest
    @EnumSource
    void createSchema_onEachDatabase_byManyAtOnce_succeedsForAll(TestDatabase kind) {
        DataSource empty = kind.empty();

        Together.run(4, () -> {
            JdbcStore.create(empty).createSchema();
            return "created";
        });

        JdbcStore.create(empty).validate();
    }

    @Test
    void validate_withoutTables_saysWhatToDo() {
        assertThatThrownBy(store::validate)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("schema: missing (expected: version 2, see createSchema)");
    }

    @Test
    void validate_newerSchemaThatWeMayRead_isFine() {
        store.createSchema();
        TestDatabase.execute(database, "INSERT INTO vml_schema_version VALUES (3, 1, 0)");

        assertThatCode(store::validate).doesNotThrowAnyException();
        assertThatCode(store::createSchema).doesNotThrowAnyException();
    }

    @Test
    void validate_newerSchemaThatWeWouldMisread_isRefused() {
        store.createSchema();
        TestDatabase.execute(database, "INSERT INTO vml_schema_version VALUES (4, 3, 0)");

        assertThatThrownBy(store::validate)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("schema version: 4")
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

    @ParameterizedTest
    @EnumSource(names = "SQLITE", mode = EnumSource.Mode.EXCLUDE)
    void schemaName_isUsedWhereverTheConnectionPoints(TestDatabase kind) {
        DataSource database = kind.empty();
        TestDatabase.execute(
                database, "DROP SCHEMA IF EXISTS vml_panel" + (kind == TestDatabase.MARIADB ? "" : " CASCADE"));
        TestDatabase.execute(database, "CREATE SCHEMA vml_panel");
        JdbcStore elsewhere = JdbcStore.builder(database).schema("vml_panel").build();
        assertThatThrownBy(elsewhere::validate).hasMessageContaining("schema: missing");

        elsewhere.createSchema();
        elsewhere.createSchema();
        elsewhere.validate();

        assertThat(elsewhere.insert(instance())).isTrue();
        assertThat(elsewhere.claim("worker", 5, Duration.ofMinutes(1))).hasSize(1);
        assertThatThrownBy(JdbcStore.create(database)::validate).hasMessageContaining("schema: missing");
        TestDatabase.execute(database, "SELECT COUNT(*) FROM vml_panel.vml_instance");
    }

    @Test
    void schemaName_ofAnotherForm_orWhereThereAreNone_isRefused() {
        assertThatThrownBy(() -> JdbcStore.builder(database).schema("x; DROP").build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("x; DROP");
        assertThatThrownBy(() -> JdbcStore.builder(TestDatabase.SQLITE.empty())
                        .schema("main")
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no schemas");
    }

    @ParameterizedTest
    @EnumSource
    void schemaFiles_runByHand_areTheSchema(TestDatabase kind) {
        DataSource database = kind.empty();
        JdbcStore store = JdbcStore.builder(database).prefix("own_").build();

        for (SchemaFile file : store.schemaFiles()) {
            Schema.statements(file.sql()).forEach(statement -> TestDatabase.execute(database, statement));
        }

        assertThat(store.schemaFiles()).extracting(SchemaFile::number).containsExactly(1, 2);
        store.validate();
        store.createSchema();
        assertThat(store.insert(instance())).isTrue();
    }

    @Test
    void upgradeSchema_whereThereIsNone_isRefused() {
        assertThatThrownBy(store::upgradeSchema)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("schema: missing");

        assertThatThrownBy(store::validate).hasMessageContaining("schema: missing");
    }

    private static NewInstance instance() {
        return new NewInstance("vm1", "deploy", "creation", 1, "{}", Duration.ZERO, List.of(), List.of());
    }
}
