package dev.vmlifecycle.proxmox.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vmlifecycle.proxmox.internal.catalogue.ApiLine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The schemas of all lines: per line and endpoint ({@code GET /version}), the facts of each parameter.
 *
 * @param lines by line, then by endpoint, then by parameter
 */
public record Schemas(Map<ApiLine, Map<String, Map<String, Facts>>> lines) {

    private static final Map<ApiLine, String> FILES = Map.of(
            ApiLine.V7_4, "pve-api-schema-7.4.json",
            ApiLine.V8_4, "pve-api-schema-8.json",
            ApiLine.V9, "pve-api-schema-9.json");

    /** Reads the schema files in a directory. */
    public static Schemas read(Path directory) {
        Map<ApiLine, Map<String, Map<String, Facts>>> lines = new EnumMap<>(ApiLine.class);
        FILES.forEach((line, file) -> lines.put(line, endpoints(directory.resolve(file))));
        return new Schemas(lines);
    }

    /** The parameters a line has for an endpoint; absent when it does not know it. */
    public Optional<Map<String, Facts>> endpoint(ApiLine line, String endpoint) {
        return Optional.ofNullable(lines.get(line)).flatMap(known -> Optional.ofNullable(known.get(endpoint)));
    }

    private static Map<String, Map<String, Facts>> endpoints(Path file) {
        Map<String, Map<String, Facts>> endpoints = new TreeMap<>();
        for (JsonNode endpoint : json(file).path("endpoints")) {
            String path = endpoint.path("path").asText();
            Map<String, Facts> params = new TreeMap<>();
            endpoint.path("parameters").properties().forEach(entry -> {
                if (!path.contains("{" + entry.getKey() + "}")) {
                    params.put(entry.getKey(), Facts.of(entry.getValue()));
                }
            });
            endpoints.put(endpoint.path("method").asText() + " " + path, params);
        }
        return endpoints;
    }

    private static JsonNode json(Path file) {
        try {
            return new ObjectMapper().readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
