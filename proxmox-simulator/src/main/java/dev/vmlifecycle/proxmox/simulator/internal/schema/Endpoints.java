package dev.vmlifecycle.proxmox.simulator.internal.schema;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The calls one version knows. Immutable. */
public final class Endpoints {

    private static final Map<Integer, Endpoints> BY_MAJOR = new ConcurrentHashMap<>();

    /** Candidates by method, number of segments and first segment: a look-up walks over a few calls only. */
    private final Map<String, List<Endpoint>> candidates = new HashMap<>();

    private final List<Endpoint> open = new ArrayList<>();
    private final Map<String, Endpoint> byKey = new LinkedHashMap<>();

    private Endpoints(int major) {
        for (String line : EndpointTable.lines()) {
            read(line, major).ifPresent(this::add);
        }
    }

    private void add(Endpoint endpoint) {
        byKey.put(endpoint.key(), endpoint);
        if (endpoint.takesTheRest()) {
            open.add(endpoint);
        } else {
            candidates
                    .computeIfAbsent(bucket(endpoint.method(), endpoint.segments()), key -> new ArrayList<>())
                    .add(endpoint);
        }
    }

    private static String bucket(String method, List<String> segments) {
        return method + segments.size() + segments.get(0);
    }

    /**
     * {@return the table of one major version}
     *
     * @param major 7, 8 or 9; the last minor version of each is meant
     */
    public static Endpoints of(int major) {
        return BY_MAJOR.computeIfAbsent(major, Endpoints::new);
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
        return first(candidates.getOrDefault(bucket(method, segments), List.of()), method, segments)
                .or(() -> first(open, method, segments));
    }

    private static Optional<Match> first(List<Endpoint> endpoints, String method, List<String> segments) {
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

    /** Only what a look-up needs is read here; the parameters are read when the call is first made. */
    private static Optional<Endpoint> read(String line, int major) {
        String[] words = line.split(" ", 6);
        Permission permission = Permission.parse("code");
        for (int i = 2; i < words.length; i++) {
            Versioned versioned = Versioned.parse(words[i]);
            if (versioned.word().isEmpty() && !versioned.in(major)) {
                return Optional.empty();
            }
            if (versioned.word().startsWith("!") && versioned.in(major)) {
                permission = Permission.parse(versioned.word().substring(1));
            }
        }
        return Optional.of(new Endpoint(words[0], words[1], permission, () -> ParameterWords.read(line, major)));
    }

    /**
     * A call found.
     *
     * @param endpoint the call
     * @param values its placeholders' values
     */
    public record Match(Endpoint endpoint, Map<String, String> values) {}
}
