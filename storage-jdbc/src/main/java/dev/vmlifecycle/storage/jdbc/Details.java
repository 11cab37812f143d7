package dev.vmlifecycle.storage.jdbc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.List;

/** A step's detail lines as text: a JSON array of strings. */
final class Details {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NONE = "[]";

    private Details() {}

    static String write(List<String> lines) {
        if (lines.isEmpty()) {
            return NONE;
        }
        try {
            return JSON.writeValueAsString(lines);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("detail lines cannot be written", e);
        }
    }

    static List<String> read(String text) throws SQLException {
        if (text.equals(NONE)) {
            return List.of();
        }
        try {
            return List.of(JSON.readValue(text, String[].class));
        } catch (JsonProcessingException e) {
            throw new SQLException("detail lines cannot be read", e);
        }
    }
}
