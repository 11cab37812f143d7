package dev.vmlifecycle.proxmox.simulator;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** One recorded exchange with the real server. The recordings are no part of this repository; without them the tests are skipped. */
record Recorded(JsonNode json) {

    static Map<String, Recorded> all() {
        Path file = Golden.directory().resolve("exchanges-8.4.1.jsonl");
        assumeTrue(Files.isReadable(file), () -> "recorded data absent: " + file);
        Map<String, Recorded> byName = new LinkedHashMap<>();
        try {
            for (String line : Files.readAllLines(file)) {
                Recorded exchange = new Recorded(Golden.JSON.readTree(line));
                byName.put(exchange.name(), exchange);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return byName;
    }

    String name() {
        return json.path("name").asText();
    }

    String taskOf() {
        return json.path("taskOf").asText();
    }

    String method() {
        return json.path("request").path("method").asText();
    }

    /** As sent, percent-encoded, with its query. */
    String target() {
        return json.path("request").path("path").asText();
    }

    String header(String name) {
        return json.path("request").path("headers").path(name).asText();
    }

    int status() {
        return json.path("response").path("status").asInt();
    }

    String reason() {
        return json.path("response").path("reasonPhrase").asText();
    }

    boolean hasBody() {
        return json.path("response").has("body");
    }

    JsonNode body() {
        return json.path("response").path("body");
    }

    JsonNode data() {
        return body().path("data");
    }

    boolean isError() {
        return status() != 200 || body().path("success").asInt(1) == 0;
    }

    SimRequest request() {
        SimRequest request = SimRequest.of(method(), target());
        for (Map.Entry<String, JsonNode> header :
                json.path("request").path("headers").properties()) {
            request = request.header(header.getKey(), header.getValue().asText());
        }
        String body = json.path("request").path("rawBody").asText("");
        return body.isEmpty() || body.equals("null") ? request : request.body(body.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return name();
    }
}
