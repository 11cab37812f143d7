package dev.vmlifecycle.storage.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One open transaction and just enough SQL. Confined to the thread that runs it; never outlives it.
 *
 * <p>Statements name tables as {@code ${prefix}instance}. Arguments may be texts, numbers, flags, instants, spans, and
 * optionals of these.
 */
final class Tx {
    private final Connection connection;
    private final Dialect dialect;
    private final String prefix;
    private final Optional<InstantSource> clock;
    private Optional<Instant> now = Optional.empty();

    Tx(Connection connection, Dialect dialect, String prefix, StoreClock clock) {
        this.connection = connection;
        this.dialect = dialect;
        this.prefix = prefix;
        this.clock = clock.source();
    }

    Dialect dialect() {
        return dialect;
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

    /** Whether a table of ours is there in the connection's present schema; the driver decides how names are spelt. */
    boolean hasTable(String name) throws SQLException {
        String full = prefix + name;
        try (ResultSet tables =
                connection.getMetaData().getTables(connection.getCatalog(), connection.getSchema(), "%", null)) {
            while (tables.next()) {
                if (full.equalsIgnoreCase(tables.getString("TABLE_NAME"))) {
                    return true;
                }
            }
            return false;
        }
    }

    private PreparedStatement prepare(String sql, Object... arguments) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql.replace("${prefix}", prefix));
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

    private static void bind(PreparedStatement statement, int index, Object argument) throws SQLException {
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
        } else if (argument instanceof Boolean flag) {
            statement.setInt(index, flag ? 1 : 0);
        } else if (argument instanceof Enum<?> choice) {
            statement.setString(index, choice.name());
        } else {
            statement.setObject(index, argument);
        }
    }
}
