package dev.vmlifecycle.proxmox.simulator;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The reviewed table: which state each recorded exchange presupposes. A block is a line of steps ({@code = step; step}) and the names it
 * is for, indented below; a step sets state and never an answer, see {@code FixtureSteps}.
 */
final class Fixtures {

    private final Map<String, List<String>> steps = new LinkedHashMap<>();
    private final Map<String, String> reviewed = new LinkedHashMap<>();

    static Fixtures read() {
        Fixtures fixtures = new Fixtures();
        for (String file :
                List.of("fixtures-derived.txt", "fixtures-guests.txt", "fixtures-cluster.txt", "fixtures-power.txt")) {
            fixtures.readSteps(file);
        }
        for (String line : lines("reviewed.txt")) {
            int colon = line.indexOf(": ");
            if (colon > 0 && !line.startsWith("#")) {
                fixtures.reviewed.put(line.substring(0, colon), line.substring(colon + 2));
            }
        }
        return fixtures;
    }

    private void readSteps(String file) {
        List<String> block = List.of();
        for (String line : lines(file)) {
            if (line.startsWith("=")) {
                block = List.of(line.substring(1).strip().split("\\s*;\\s*", -1));
            } else if (line.startsWith(" ")) {
                for (String name : line.strip().split("\\s+", -1)) {
                    if (steps.put(name, block) != null) {
                        throw new IllegalStateException("fixture: " + name + " twice (expected: once)");
                    }
                }
            }
        }
    }

    private static List<String> lines(String file) {
        try (InputStream in = Fixtures.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("fixtures: " + file + " (expected: among the test resources)");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Map<String, List<String>> steps() {
        return steps;
    }

    /** Whether an exchange is a read, and its fixture loads the very configuration that its recorded answer shows: no proof of anything. */
    boolean isPlainRead(Recorded exchange) {
        return exchange.method().equals("GET")
                && steps.getOrDefault(exchange.name(), List.of()).stream()
                        .anyMatch(step -> step.startsWith("vm ") && step.endsWith(" " + exchange.name()));
    }

    /** Reviewed differences: why the simulator may answer otherwise. */
    Map<String, String> reviewed() {
        return reviewed;
    }
}
