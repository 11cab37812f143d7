package dev.vmlifecycle.proxmox.simulator.internal.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The table of calls against the schemas of the three lines: same calls, same parameters, same obligations. */
class EndpointTableTest {

    private static final Logger LOG = LoggerFactory.getLogger(EndpointTableTest.class);

    @ParameterizedTest
    @CsvSource({"7, pve-api-schema-7.4.json", "8, pve-api-schema-8.json", "9, pve-api-schema-9.json"})
    void table_ofEachLine_agreesWithItsSchema(int major, String file) throws IOException {
        Map<String, JsonNode> schema = schema(file);
        Endpoints endpoints = Endpoints.of(major);
        int parameters = 0;

        for (String key : endpoints.keys()) {
            Endpoint endpoint = endpoints.get(key);
            assertThat(schema).as("schema of %s", major).containsKey(key);
            JsonNode declared = schema.getOrDefault(key, endpointless()).path("parameters");
            assertThat(endpoint.parameterNames()).as(key).isEqualTo(names(declared));
            for (String name : endpoint.parameterNames()) {
                parameters++;
                if (key.contains("{" + name + "}")) {
                    continue;
                }
                assertThat(endpoint.isOptional(name)).as(key + " " + name).isEqualTo(isOptional(declared, name));
            }
        }

        LOG.info("table of {}: {} calls, {} parameters", file, endpoints.keys().size(), parameters);
    }

    private static JsonNode endpointless() {
        return new ObjectMapper().createObjectNode();
    }

    private static Map<String, JsonNode> schema(String name) throws IOException {
        String configured = System.getenv("VMLIFECYCLE_DATA");
        Path data = configured == null ? Path.of("..", "..", "shared", "data") : Path.of(configured);
        Path file = data.resolve("pve").resolve(name);
        assumeTrue(Files.isReadable(file), () -> "schema absent: " + file);
        Map<String, JsonNode> byKey = new HashMap<>();
        new ObjectMapper()
                .readTree(file.toFile())
                .path("endpoints")
                .forEach(row -> byKey.put(
                        row.path("method").asText() + " " + row.path("path").asText(), row));
        return byKey;
    }

    /** Families are declared once, with {@code [n]}. */
    private static Set<String> names(JsonNode declared) {
        Set<String> names = new TreeSet<>();
        declared.properties().forEach(entry -> names.addAll(expanded(entry.getKey())));
        return names;
    }

    private static Set<String> expanded(String name) {
        if (!name.endsWith("[n]")) {
            return Set.of(name);
        }
        String family = name.substring(0, name.length() - 3);
        Map<String, Integer> last = Map.ofEntries(
                Map.entry("hostpci", 15),
                Map.entry("ide", 3),
                Map.entry("ipconfig", 31),
                Map.entry("net", 31),
                Map.entry("numa", 7),
                Map.entry("parallel", 2),
                Map.entry("sata", 5),
                Map.entry("scsi", 30),
                Map.entry("serial", 3),
                Map.entry("unused", 255),
                Map.entry("usb", 13),
                Map.entry("virtio", 15),
                Map.entry("virtiofs", 9));
        int to = last.getOrDefault(family, 0);
        return java.util.stream.IntStream.rangeClosed(0, to)
                .mapToObj(i -> family + i)
                .collect(Collectors.toSet());
    }

    private static boolean isOptional(JsonNode declared, String name) {
        JsonNode exact = declared.path(name);
        return exact.isMissingNode() || exact.path("optional").asBoolean(false);
    }
}
