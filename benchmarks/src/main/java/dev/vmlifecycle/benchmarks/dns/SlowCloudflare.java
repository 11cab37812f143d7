package dev.vmlifecycle.benchmarks.dns;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** As much of Cloudflare's API as a deploy needs: a zone by name, its records, and a batch. */
final class SlowCloudflare extends SlowServer {
    private final Map<String, List<ObjectNode>> zones = new TreeMap<>();
    private int ids;

    SlowCloudflare(Duration each) {
        super(each);
    }

    @Override
    int records() {
        return zones.values().stream().mapToInt(List::size).sum();
    }

    @Override
    Answer answer(String method, String path, String query, JsonNode body) {
        String[] steps = path.split("/", -1);
        if (steps.length == 2) {
            String name = query.replaceAll("(.*&)?name=([^&]*).*", "$2");
            ObjectNode zone = JSON.createObjectNode()
                    .put("id", name)
                    .put("name", name)
                    .put("type", "full")
                    .put("status", "active");
            return listed(List.of(zone));
        }
        List<ObjectNode> records = zones.computeIfAbsent(steps[2], any -> new ArrayList<>());
        if (method.equals("GET")) {
            String name = query.contains("name.exact=") ? query.replaceAll(".*name\\.exact=([^&]*).*", "$1") : "";
            return listed(records.stream()
                    .filter(record ->
                            name.isEmpty() || record.path("name").asText().equals(name))
                    .toList());
        }
        body.path("posts").forEach(post -> {
            ObjectNode record = post.deepCopy();
            records.add(record.put("id", "record" + ++ids));
        });
        return new Answer(200, "{\"success\":true,\"errors\":[],\"messages\":[],\"result\":{}}");
    }

    private static Answer listed(List<ObjectNode> items) {
        ObjectNode envelope = JSON.createObjectNode().put("success", true);
        ArrayNode result = envelope.putArray("result");
        result.addAll(items);
        envelope.putObject("result_info").put("page", 1).put("total_pages", 1);
        return new Answer(200, envelope.toString());
    }
}
