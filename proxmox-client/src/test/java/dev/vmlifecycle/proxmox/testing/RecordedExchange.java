package dev.vmlifecycle.proxmox.testing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vmlifecycle.proxmox.transport.WireResponse;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
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

    /** The name alone, without file and number. */
    public String title() {
        return json.path("name").asText();
    }

    /** Without the query, as it was sent. */
    public String path() {
        return target().replaceFirst("\\?.*", "");
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

    /** Decoded parameters of the form, the JSON body or the query, in text; flags as 0 and 1. */
    public Map<String, String> params() {
        Map<String, String> params = new TreeMap<>();
        JsonNode request = json.path("request");
        request.path("params")
                .properties()
                .forEach(e -> params.put(e.getKey(), e.getValue().asText()));
        String raw = request.path("rawBody").asText("");
        if (raw.startsWith("{") && raw.endsWith("}")) {
            Recordings.json(raw).properties().forEach(e -> params.put(e.getKey(), text(e.getValue())));
        }
        String query = target().replaceFirst("^[^?]*\\??", "");
        for (String pair : query.isEmpty() ? new String[0] : query.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            params.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return params;
    }

    public JsonNode data() {
        return json.path("response").path("body").path("data");
    }

    /** What the server says is wrong: the message, before 8.4 the reason phrase. */
    public String errorText() {
        String message = json.path("response").path("body").path("message").asText("");
        return (message.isEmpty() ? reason() : message).strip();
    }

    /** {@link #errorText()} and what it says of single parameters. */
    public String fullErrorText() {
        StringBuilder out = new StringBuilder(errorText());
        json.path("response")
                .path("body")
                .path("errors")
                .forEach(error -> out.append(' ').append(error.asText().strip()));
        return out.toString();
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

    private String target() {
        return json.path("request").path("path").asText();
    }

    private static String text(JsonNode value) {
        return value.isBoolean() ? (value.asBoolean() ? "1" : "0") : value.asText();
    }
}
