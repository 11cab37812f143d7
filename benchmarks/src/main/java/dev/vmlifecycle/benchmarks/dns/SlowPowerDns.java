package dev.vmlifecycle.benchmarks.dns;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** As much of PowerDNS as a deploy needs: one name of a zone, and PATCH with or without EXTEND. */
final class SlowPowerDns extends SlowServer {
    private final boolean extend;
    /** Values by name and type. */
    private final Map<String, Set<String>> sets = new TreeMap<>();

    SlowPowerDns(Duration each, boolean extend) {
        super(each);
        this.extend = extend;
    }

    @Override
    int records() {
        return sets.values().stream().mapToInt(Set::size).sum();
    }

    @Override
    Answer answer(String method, String path, String query, JsonNode body) {
        return method.equals("PATCH")
                ? patch(body)
                : new Answer(200, show(query).toString());
    }

    private ObjectNode show(String query) {
        ObjectNode zone = JSON.createObjectNode().put("kind", "Native").put("dnssec", false);
        ArrayNode shown = zone.putArray("rrsets");
        String name = query.replace("rrset_name=", "");
        sets.forEach((key, values) -> {
            String[] parts = key.split(" ", 2);
            if (parts[0].equals(name)) {
                ArrayNode records = shown.addObject()
                        .put("name", name)
                        .put("type", parts[1])
                        .put("ttl", 300)
                        .putArray("records");
                values.forEach(
                        value -> records.addObject().put("content", value).put("disabled", false));
            }
        });
        return zone;
    }

    private Answer patch(JsonNode body) {
        for (JsonNode entry : body.path("rrsets")) {
            boolean merges = !entry.path("changetype").asText().equals("REPLACE");
            if (merges && !extend) {
                return new Answer(422, "{\"error\":\"Changetype not understood\"}");
            }
            String key = entry.path("name").asText() + " " + entry.path("type").asText();
            Set<String> values = sets.computeIfAbsent(key, any -> new TreeSet<>());
            if (!merges) {
                values.clear();
            }
            entry.path("records")
                    .forEach(record -> values.add(record.path("content").asText()));
        }
        return new Answer(204, "");
    }
}
