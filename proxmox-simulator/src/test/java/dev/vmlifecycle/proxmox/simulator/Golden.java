package dev.vmlifecycle.proxmox.simulator;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One recorded pipeline. The recordings are no part of this repository; without them the tests are skipped. */
record Golden(String name, List<Exchange> exchanges) {

    static final ObjectMapper JSON = new ObjectMapper();

    static Path directory() {
        String configured = System.getenv("VMLIFECYCLE_DATA");
        Path data = configured == null ? Path.of("..", "..", "shared", "data") : Path.of(configured);
        return data.resolve("pve");
    }

    static Golden read(String name) {
        Path file = directory().resolve("golden").resolve(name + ".jsonl");
        assumeTrue(Files.isReadable(file), () -> "recorded data absent: " + file);
        List<Exchange> exchanges = new ArrayList<>();
        try {
            for (String line : Files.readAllLines(file)) {
                exchanges.add(new Exchange(JSON.readTree(line)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Golden(name, exchanges);
    }

    /** How a recorded task ended, from its last poll; empty when it was not polled. */
    String exitOf(String upid) {
        String exit = "";
        for (Exchange exchange : exchanges) {
            JsonNode data = exchange.body().path("data");
            if (data.path("upid").asText().equals(upid) && data.has("exitstatus")) {
                exit = data.path("exitstatus").asText();
            }
        }
        return exit;
    }

    record Exchange(JsonNode json) {

        int seq() {
            return json.path("seq").asInt();
        }

        boolean poll() {
            return json.path("poll").asBoolean();
        }

        String method() {
            return json.path("request").path("method").asText();
        }

        String path() {
            return json.path("request").path("path").asText().substring(Door.PREFIX.length());
        }

        Map<String, String> params() {
            Map<String, String> params = new LinkedHashMap<>();
            json.path("request")
                    .path("params")
                    .properties()
                    .forEach(
                            entry -> params.put(entry.getKey(), entry.getValue().asText()));
            return params;
        }

        int status() {
            return json.path("response").path("status").asInt();
        }

        String reason() {
            return json.path("response").path("reason").asText();
        }

        JsonNode body() {
            return json.path("response").path("body");
        }

        boolean is(String method, String suffix) {
            return method().equals(method) && path().endsWith(suffix);
        }
    }
}
