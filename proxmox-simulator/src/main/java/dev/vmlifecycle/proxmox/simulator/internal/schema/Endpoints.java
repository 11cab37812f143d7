package dev.vmlifecycle.proxmox.simulator.internal.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The calls the simulator knows. Immutable. */
public final class Endpoints {

    private static final Endpoints ALL = new Endpoints(EndpointTable.LINES);

    private final List<Endpoint> endpoints = new ArrayList<>();
    private final Map<String, Endpoint> byKey = new LinkedHashMap<>();

    private Endpoints(List<String> lines) {
        for (String line : lines) {
            Endpoint endpoint = read(line);
            endpoints.add(endpoint);
            byKey.put(endpoint.key(), endpoint);
        }
    }

    /** {@return the table of Proxmox VE 8.4} */
    public static Endpoints all() {
        return ALL;
    }

    /**
     * Finds the call.
     *
     * @param method HTTP method
     * @param path decoded path below {@code /api2/json}, without a trailing slash
     * @return the call and its placeholders' values, or empty when there is none
     */
    public Optional<Match> find(String method, String path) {
        List<String> segments = List.of(path.substring(1).split("/", -1));
        for (Endpoint endpoint : endpoints) {
            Optional<Map<String, String>> values = endpoint.match(method, segments);
            if (values.isPresent()) {
                return Optional.of(new Match(endpoint, values.get()));
            }
        }
        return Optional.empty();
    }

    /**
     * {@return the call registered under a key}
     *
     * @param key method and path with placeholders
     */
    public Endpoint get(String key) {
        Endpoint endpoint = byKey.get(key);
        if (endpoint == null) {
            throw new IllegalArgumentException("call: " + key + " (expected: one of the table)");
        }
        return endpoint;
    }

    /** {@return all keys} */
    public List<String> keys() {
        return List.copyOf(byKey.keySet());
    }

    private static Endpoint read(String line) {
        String[] words = line.trim().split("\\s+", -1);
        Map<String, Endpoint.Parameter> parameters = new LinkedHashMap<>();
        placeholders(words[1], parameters);
        for (int i = 2; i < words.length; i++) {
            String word = words[i];
            boolean optional = word.endsWith("?");
            int eq = word.indexOf('=');
            ParamType type = ParamTypes.parse(word.substring(eq + 1, optional ? word.length() - 1 : word.length()));
            for (String name : EndpointTable.expand(word.substring(0, eq))) {
                parameters.put(name, new Endpoint.Parameter(type, optional));
            }
        }
        return new Endpoint(words[0], words[1], parameters);
    }

    private static void placeholders(String template, Map<String, Endpoint.Parameter> parameters) {
        for (String segment : template.split("/", -1)) {
            if (segment.startsWith("{")) {
                String name = segment.substring(1, segment.length() - 1);
                parameters.put(
                        name, new Endpoint.Parameter(ParamTypes.parse(EndpointTable.placeholderType(name)), false));
            }
        }
    }

    /**
     * A call found.
     *
     * @param endpoint the call
     * @param values its placeholders' values
     */
    public record Match(Endpoint endpoint, Map<String, String> values) {}
}
