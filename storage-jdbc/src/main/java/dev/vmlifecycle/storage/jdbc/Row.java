package dev.vmlifecycle.storage.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The present row of a result, read in the schema's terms: instants and spans as milliseconds, flags as 0 and 1. */
final class Row {
    private final ResultSet result;

    Row(ResultSet result) {
        this.result = result;
    }

    /** Turns a row into a value. */
    @FunctionalInterface
    interface Mapper<T> {
        T map(Row row) throws SQLException;
    }

    String text(String column) throws SQLException {
        return optionalText(column)
                .orElseThrow(() -> new SQLException("column " + column + ": NULL (expected: a value)", "22004"));
    }

    Optional<String> optionalText(String column) throws SQLException {
        return Optional.ofNullable(result.getString(column));
    }

    int integer(String column) throws SQLException {
        return result.getInt(column);
    }

    long number(String column) throws SQLException {
        return result.getLong(column);
    }

    Optional<Long> optionalNumber(String column) throws SQLException {
        long value = result.getLong(column);
        return result.wasNull() ? Optional.empty() : Optional.of(value);
    }

    boolean flag(String column) throws SQLException {
        return result.getInt(column) != 0;
    }

    Instant instant(String column) throws SQLException {
        return Instant.ofEpochMilli(number(column));
    }

    Optional<Instant> optionalInstant(String column) throws SQLException {
        return optionalNumber(column).map(Instant::ofEpochMilli);
    }

    Duration span(String column) throws SQLException {
        return Duration.ofMillis(number(column));
    }
}
