package dev.vmlifecycle.proxmox.testing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vmlifecycle.proxmox.transport.WireResponse;
import java.util.Map;
import java.util.TreeMap;

/** One recorded call of a real cluster and its answer. */
public record RecordedExchange(String file, JsonNode json) {

    public String name() {
        return file + "#" + json.path("seq").asInt() + " " + json.path("name").asText();
    }

    public String method() {
        return json.path("request").path("method").asText();
    }

    public String path() {
        return json.path("request").path("path").asText();
    }

    public int status() {
        return json.path("response").path("status").asInt();
    }

    public boolean isGet() {
        return method().equals("GET");
    }

    public boolean pathMatches(String regex) {
        return path().matches("/api2/json" + regex);
    }

    /** Decoded parameters, in text. */
    public Map<String, String> params() {
        Map<String, String> params = new TreeMap<>();
        json.path("request")
                .path("params")
                .properties()
                .forEach(e -> params.put(e.getKey(), e.getValue().asText()));
        return params;
    }

    public JsonNode data() {
        return json.path("response").path("body").path("data");
    }

    public String reason() {
        JsonNode response = json.path("response");
        return response.path("reason").asText(response.path("reasonPhrase").asText(""));
    }

    public String body() {
        JsonNode body = json.path("response").path("body");
        return body.isContainerNode() ? body.toString() : "";
    }

    public WireResponse response() {
        return WireResponse.json(status(), reason(), body());
    }

    @Override
    public String toString() {
        return name();
    }
}
