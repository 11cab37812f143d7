package dev.vmlifecycle.proxmox.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The schemas of three versions, which are not part of the repository. */
public final class Schemas {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Schemas() {}

    /** Names of the parameters by method and path, of {@code 7.4}, {@code 8} or {@code 9}. */
    public static Map<String, Set<String>> parameters(String line) {
        Map<String, Set<String>> byCall = new TreeMap<>();
        for (JsonNode endpoint : read(line).path("endpoints")) {
            Set<String> names = new TreeSet<>();
            endpoint.path("parameters").fieldNames().forEachRemaining(names::add);
            byCall.put(
                    endpoint.path("method").asText() + " "
                            + endpoint.path("path").asText(),
                    names);
        }
        return byCall;
    }

    private static JsonNode read(String line) {
        try {
            return JSON.readTree(Recordings.directory()
                    .resolve("pve-api-schema-" + line + ".json")
                    .toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
