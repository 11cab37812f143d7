package dev.vmlifecycle.proxmox.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * What a schema says of a parameter, in our words.
 *
 * @param required whether the server refuses a call without it
 * @param type {@code boolean}, {@code integer}, {@code number}, {@code text}, {@code array} or {@code enum}
 * @param bounds {@code min..max}, of the number or of the text's length, either side empty when open; empty when both are
 * @param values of an enum
 */
public record Facts(boolean required, String type, String bounds, List<String> values) {

    static Facts of(JsonNode schema) {
        boolean required =
                !schema.path("optional").asBoolean() && schema.path("optional").asInt() == 0;
        if (schema.has("enum")) {
            List<String> values = new ArrayList<>();
            schema.path("enum").forEach(value -> values.add(value.asText()));
            return new Facts(required, "enum", "", values);
        }
        return switch (schema.path("type").asText()) {
            case "integer", "number" ->
                new Facts(required, schema.path("type").asText(), bounds(schema, "minimum", "maximum"), List.of());
            case "boolean" -> new Facts(required, "boolean", "", List.of());
            case "array" -> new Facts(required, "array", "", List.of());
            default -> new Facts(required, "text", bounds(schema, "minLength", "maxLength"), List.of());
        };
    }

    /** Whether a value is of the type and within the bounds; formats of texts are not looked at. */
    boolean allow(String value) {
        return switch (type) {
            case "boolean" -> value.equals("0") || value.equals("1");
            // the schemas leave some lists of values empty, since the server fills them
            case "enum" -> values.isEmpty() || values.contains(value);
            case "integer" -> value.matches("-?\\d+") && within(new BigDecimal(value));
            case "number" -> value.matches("-?\\d+(?:\\.\\d+)?") && within(new BigDecimal(value));
            case "text" -> within(BigDecimal.valueOf(value.length()));
            default -> true;
        };
    }

    @Override
    public String toString() {
        return type + (bounds.isEmpty() ? "" : " " + bounds) + (values.isEmpty() ? "" : " " + String.join("|", values));
    }

    private boolean within(BigDecimal size) {
        int dots = bounds.indexOf("..");
        String min = dots < 0 ? "" : bounds.substring(0, dots);
        String max = dots < 0 ? "" : bounds.substring(dots + 2);
        return (min.isEmpty() || size.compareTo(new BigDecimal(min)) >= 0)
                && (max.isEmpty() || size.compareTo(new BigDecimal(max)) <= 0);
    }

    private static String bounds(JsonNode schema, String least, String most) {
        return schema.has(least) || schema.has(most)
                ? schema.path(least).asText() + ".." + schema.path(most).asText()
                : "";
    }
}
