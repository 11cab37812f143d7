package dev.vmlifecycle.storage.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One open transaction and just enough SQL. Confined to the thread that runs it; never outlives it.
 *
 * <p>Statements name tables as {@code ${prefix}instance}. Arguments may be texts, numbers, flags, instants, spans, and
 * optionals of these.
 */
final class Tx {
    private final Connection connection;
    private final Dialect dialect;
    private final Names names;
    private final Optional<InstantSource> clock;
    private Optional<Instant> now = Optional.empty();

    Tx(Connection connection, Dialect dialect, Names names, StoreClock clock) {
        this.connection = connection;
        this.dialect = dialect;
        this.names = names;
        this.clock = clock.source();
    }

    Dialect dialect() {
        return dialect;
    }

    Names names() {
        return names;
    }

    /** The store's now: one instant for the whole transaction, read at the first question. */
    Instant now() throws SQLException {
        if (now.isEmpty()) {
            long millis = clock.isPresent()
                    ? clock.get().millis()
                    : first(dialect.clockQuery(), row -> row.number("answer")).orElseThrow();
            now = Optional.of(Instant.ofEpochMilli(millis));
        }
        return now.get();
    }

    /** The instant that was supplied; empty where the database's clock counts. */
    Optional<Instant> suppliedNow() {
        return clock.map(InstantSource::instant);
    }

    Instant in(Duration duration) throws SQLException {
        return now().plusMillis(duration.toMillis());
    }

    int update(String sql, Object... arguments) throws SQLException {
        try (PreparedStatement statement = prepare(sql, arguments)) {
            return statement.executeUpdate();
        }
    }

    <T> Optional<T> first(String sql, Row.Mapper<T> mapper, Object... arguments) throws SQLException {
        return list(sql, mapper, arguments).stream().findFirst();
    }

    <T> List<T> list(String sql, Row.Mapper<T> mapper, Object... arguments) throws SQLException {
        try (PreparedStatement statement = prepare(sql, arguments);
                ResultSet result = statement.executeQuery()) {
            List<T> found = new ArrayList<>();
            Row row = new Row(result);
            while (result.next()) {
                found.add(mapper.map(row));
            }
            return List.copyOf(found);
        }
    }

    boolean exists(String sql, Object... arguments) throws SQLException {
        return !list(sql, row -> true, arguments).isEmpty();
    }

    /** Runs a statement of the DDL; one whose effect is there already counts as run. */
    void ddl(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(names.inDdl(sql, dialect.ddlWords()));
        } catch (SQLException e) {
            if (!dialect.isDone(e)) {
                throw e;
            }
        }
    }

    /** Whether a table of ours is there. */
    boolean hasTable(String name) throws SQLException {
        return exists(dialect.tableQuery(names.schema()), names.prefix() + name);
    }

    private PreparedStatement prepare(String sql, Object... arguments) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(names.inStatement(sql));
        try {
            for (int i = 0; i < arguments.length; i++) {
                bind(statement, i + 1, arguments[i]);
            }
            return statement;
        } catch (SQLException | RuntimeException e) {
            statement.close();
            throw e;
        }
    }

    /** PostgreSQL has no NUL in texts, and output of foreign programs may have anything. */
    private static String storable(String text) {
        return text.indexOf(0) < 0 ? text : text.replace('\u0000', '\uFFFD');
    }

    /** Many values as one argument, for databases that have arrays. */
    record Column(String type, List<? extends Optional<?>> values) {
        static Column texts(Stream<Optional<String>> values) {
            return new Column(
                    "text", values.map(value -> value.map(Tx::storable)).toList());
        }

        static Column numbers(Stream<Optional<Long>> values) {
            return new Column("int8", values.toList());
        }

        private Object[] array() {
            Object[] array = new Object[values.size()];
            for (int i = 0; i < array.length; i++) {
                if (values.get(i).isPresent()) {
                    array[i] = values.get(i).get();
                }
            }
            return array;
        }
    }

    private void bind(PreparedStatement statement, int index, Object argument) throws SQLException {
        if (argument instanceof Optional<?> optional) {
            if (optional.isPresent()) {
                bind(statement, index, optional.get());
            } else {
                statement.setObject(index, null);
            }
        } else if (argument instanceof Instant instant) {
            statement.setLong(index, instant.toEpochMilli());
        } else if (argument instanceof Duration duration) {
            statement.setLong(index, duration.toMillis());
        } else if (argument instanceof Column column) {
            statement.setArray(index, connection.createArrayOf(column.type(), column.array()));
        } else if (argument instanceof Boolean flag) {
            statement.setInt(index, flag ? 1 : 0);
        } else if (argument instanceof Enum<?> choice) {
            statement.setString(index, choice.name());
        } else if (argument instanceof String text) {
            statement.setString(index, storable(text));
        } else {
            statement.setObject(index, argument);
        }
    }
}
