package dev.vmlifecycle.proxmox.recorded;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vmlifecycle.proxmox.testing.RecordedExchange;
import dev.vmlifecycle.proxmox.testing.Recordings;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Every value of every recorded VM configuration: as it was read, as it waited for a power cycle, as it was written. */
final class RecordedPropertyStrings {

    private RecordedPropertyStrings() {}

    /** By key, such as {@code net0}. */
    static Map<String, Set<String>> byKey() {
        Map<String, Set<String>> texts = new TreeMap<>();
        for (RecordedExchange exchange : Recordings.all()) {
            JsonNode data = exchange.data();
            if (exchange.pathMatches("/nodes/[^/]+/qemu/\\d+(?:/snapshot/[^/]+)?/config")) {
                data.properties().forEach(entry -> add(texts, entry.getKey(), entry.getValue()));
            }
            if (exchange.pathMatches("/nodes/[^/]+/qemu/\\d+/pending")) {
                for (JsonNode row : data) {
                    add(texts, row.path("key").asText(), row.path("value"));
                    add(texts, row.path("key").asText(), row.path("pending"));
                }
            }
            if (!exchange.isGet() && exchange.pathMatches("/nodes/[^/]+/qemu(?:/\\d+/config)?")) {
                exchange.params()
                        .forEach((key, value) -> texts.computeIfAbsent(key, none -> new TreeSet<>())
                                .add(value));
            }
        }
        return texts;
    }

    private static void add(Map<String, Set<String>> texts, String key, JsonNode value) {
        if (value.isValueNode() && !value.isNull()) {
            texts.computeIfAbsent(key, none -> new TreeSet<>()).add(value.asText());
        }
    }
}
