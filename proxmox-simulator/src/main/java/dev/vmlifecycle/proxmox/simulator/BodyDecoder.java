package dev.vmlifecycle.proxmox.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vmlifecycle.proxmox.simulator.internal.schema.ApiError;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Parameters from queries and bodies, with Proxmox's own habits: semicolons separate, a second equals sign cuts. */
final class BodyDecoder {

    private static final ObjectMapper JSON = new ObjectMapper();

    private BodyDecoder() {}

    static Map<String, String> form(String text) {
        Map<String, String> params = new LinkedHashMap<>();
        for (String pair : text.split("[&;]", -1)) {
            if (!pair.isEmpty()) {
                String[] halves = pair.split("=", -1);
                String value = halves.length > 1 ? decode(halves[1]) : "";
                params.merge(decode(halves[0]), value, (first, second) -> first + '\0' + second);
            }
        }
        return params;
    }

    static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    /** Only percent signs count in a path; a plus is a plus. */
    static String decodePath(String path) {
        return decode(path.replace("+", "%2B"));
    }

    static Map<String, String> body(SimRequest request) {
        String type = request.header("Content-Type").orElse("");
        if (Multipart.isOne(request)) {
            return Multipart.params(request);
        }
        String text = new String(request.body(), StandardCharsets.UTF_8);
        if (text.isEmpty()) {
            return Map.of();
        }
        if (type.isEmpty() || type.startsWith("application/x-www-form-urlencoded")) {
            return form(text);
        }
        if (type.startsWith("application/json")) {
            return json(text);
        }
        throw ApiError.of(506, "upload 'Content-Type '" + type + "' not implemented");
    }

    private static Map<String, String> json(String text) {
        JsonNode root;
        try {
            root = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw ApiError.of(500, "malformed JSON string, neither tag, array, object, number, string or atom");
        }
        if (!root.isObject()) {
            throw ApiError.of(500, "Not a HASH reference");
        }
        Map<String, String> params = new LinkedHashMap<>();
        root.properties().forEach(entry -> {
            JsonNode value = entry.getValue();
            if (!value.isNull()) {
                params.put(entry.getKey(), text(value));
            }
        });
        return params;
    }

    private static String text(JsonNode value) {
        if (value.isBoolean()) {
            return value.booleanValue() ? "1" : "0";
        }
        if (value.isDouble() && value.doubleValue() == Math.rint(value.doubleValue())) {
            return Long.toString(value.longValue());
        }
        return value.isValueNode() ? value.asText() : value.toString();
    }
}
