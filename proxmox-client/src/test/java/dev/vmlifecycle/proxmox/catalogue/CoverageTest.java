package dev.vmlifecycle.proxmox.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmlifecycle.proxmox.ProxmoxClient;
import dev.vmlifecycle.proxmox.exercise.Exerciser;
import dev.vmlifecycle.proxmox.exercise.Exerciser.Exercise;
import dev.vmlifecycle.proxmox.exercise.Sent;
import dev.vmlifecycle.proxmox.internal.catalogue.ApiLine;
import dev.vmlifecycle.proxmox.internal.catalogue.Catalogue;
import dev.vmlifecycle.proxmox.internal.catalogue.Span;
import dev.vmlifecycle.proxmox.testing.Recordings;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** All that the client can send is in the schemas. */
class CoverageTest {

    /** Raised as endpoints are added, so that none is lost unseen. */
    private static final int LEAST_ENDPOINTS = 187;

    @ParameterizedTest
    @EnumSource(ApiLine.class)
    void exercise_everyPublicMethodAndOption_isReached(ApiLine server) throws Exception {
        Exercise exercise = Exerciser.exercise(server.toString());

        assertThat(exercise.problems()).isEmpty();
        assertThat(exercise.handles()).containsExactlyInAnyOrderElementsOf(handlesInTheModule());
    }

    @Test
    void everythingSent_isInTheSchemas() {
        Schemas schemas = Schemas.read(Recordings.directory());
        SoftAssertions softly = new SoftAssertions();
        for (ApiLine server : ApiLine.values()) {
            for (Sent sent : Exerciser.exercise(server.toString()).sent()) {
                softly.assertThat(Problems.of(schemas, server, sent))
                        .as("to a server of %s: %s", server, sent)
                        .isEmpty();
            }
        }
        softly.assertAll();
    }

    @Test
    void typedEndpoints_perArea() {
        Map<String, Set<String>> endpoints = new TreeMap<>();
        Map<String, Set<String>> parameters = new TreeMap<>();
        Set<String> newer = new TreeSet<>();
        for (Sent sent : Exerciser.exercise(ApiLine.V9.toString()).sent()) {
            String area = area(sent.template());
            endpoints.computeIfAbsent(area, key -> new TreeSet<>()).add(sent.endpoint());
            Set<String> names = parameters.computeIfAbsent(area, key -> new TreeSet<>());
            for (String name : sent.params().keySet()) {
                names.add(sent.endpoint() + " " + name);
                Optional<Span> span = Catalogue.shipped().parameter(sent.method(), sent.template(), name);
                span.filter(known -> !known.isWhole())
                        .ifPresent(known ->
                                newer.add(sent.endpoint() + " " + name + " " + known.since() + ".." + known.until()));
            }
        }
        int total = endpoints.values().stream().mapToInt(Set::size).sum();
        endpoints.forEach((area, typed) -> System.out.printf(
                "COVERAGE %-9s %3d endpoints %4d parameters%n",
                area, typed.size(), parameters.getOrDefault(area, Set.of()).size()));
        System.out.printf(
                "COVERAGE %-9s %3d endpoints %4d parameters%n",
                "all", total, parameters.values().stream().mapToInt(Set::size).sum());
        newer.forEach(line -> System.out.println("COVERAGE not in all lines: " + line));

        assertThat(total).isGreaterThanOrEqualTo(LEAST_ENDPOINTS);
    }

    private static String area(String template) {
        if (template.contains("/firewall")) {
            return "firewall";
        }
        if (template.contains("/agent")) {
            return "agent";
        }
        if (template.contains("/tasks")) {
            return "tasks";
        }
        if (template.contains("/qemu")) {
            return "qemu";
        }
        if (template.contains("/storage")) {
            return "storage";
        }
        return template.split("/", -1)[1];
    }

    private static Set<Class<?>> handlesInTheModule() throws URISyntaxException, IOException {
        Path classes = Path.of(ProxmoxClient.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Path folder = classes.resolve(ProxmoxClient.class.getPackageName().replace('.', '/'));
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.endsWith(".class") && !name.contains("$") && !name.startsWith("package-"))
                    .map(name -> load(name.substring(0, name.length() - ".class".length())))
                    .filter(Exerciser::isHandle)
                    .collect(Collectors.toSet());
        }
    }

    private static Class<?> load(String simpleName) {
        try {
            return Class.forName(ProxmoxClient.class.getPackageName() + "." + simpleName);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    /** What is wrong with a request to a server. */
    private static final class Problems {

        /** Values older lines lack: the server refuses them by itself, with the list of those it has. */
        private static final Set<String> NEWER_VALUES = Set.of("content=import", "format=vmdk", "type=forward");

        static Set<String> of(Schemas schemas, ApiLine server, Sent sent) {
            Optional<Map<String, Facts>> known = schemas.endpoint(server, sent.endpoint());
            return known.isPresent()
                    ? of(server == ApiLine.V7_4, known.get(), sent.params())
                    : Set.of("no such endpoint");
        }

        private static Set<String> of(boolean isOld, Map<String, Facts> known, Map<String, String> params) {
            Set<String> problems = new TreeSet<>();
            known.forEach((name, facts) -> {
                if (facts.required() && !params.containsKey(name)) {
                    problems.add(name + ": missing");
                }
            });
            params.forEach((name, value) -> {
                Optional<Facts> facts = Stream.of(name, name.replaceFirst("\\d+$", "[n]"))
                        .flatMap(key -> Optional.ofNullable(known.get(key)).stream())
                        .findFirst();
                if (facts.isEmpty()) {
                    problems.add(name + ": no such parameter");
                } else if (!facts.get().allow(value) && !(isOld && NEWER_VALUES.contains(name + "=" + value))) {
                    problems.add(name + ": '" + value + "' (expected: " + facts.get() + ")");
                }
            });
            return problems;
        }
    }
}
