package dev.vmlifecycle.proxmox.simulator.internal.schema;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Reads the table of calls, facts of 7.4, 8.4 and 9 side by side: one file per area, one call per line, continued on indented lines.
 *
 * <p>A line is method, path, who may call ({@code !}), and parameters {@code name=type}; a question mark follows the type of an optional
 * parameter, {@code name[0..5]} is a numbered family, {@code >=8} and {@code <9} tell the major versions that know a call, a permission
 * or a parameter, {@code @name} stands for a group of parameters defined at the top of its file.
 */
final class EndpointTable {

    private static final List<String> AREAS =
            List.of("access", "agent", "cluster", "firewall", "node", "pools", "qemu", "storage");

    private EndpointTable() {}

    /** All calls, one per line, groups replaced. */
    static List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (String area : AREAS) {
            Map<String, String> groups = new HashMap<>();
            for (String line : joined(read(area + ".txt"))) {
                if (line.startsWith("@")) {
                    int eq = line.indexOf(" = ");
                    groups.put(line.substring(0, eq), line.substring(eq + 3));
                } else {
                    lines.add(replaceGroups(line, groups));
                }
            }
        }
        return lines;
    }

    private static List<String> joined(String text) {
        List<String> lines = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
            if (line.startsWith(" ")) {
                lines.set(lines.size() - 1, lines.get(lines.size() - 1) + " " + line.strip());
            } else if (!line.isBlank()) {
                lines.add(line);
            }
        }
        return lines;
    }

    private static String replaceGroups(String line, Map<String, String> groups) {
        int at = line.indexOf(" @");
        if (at < 0) {
            return line;
        }
        String group = groups.get(line.substring(at + 1));
        return line.substring(0, at + 1) + group;
    }

    private static String read(String file) {
        try (InputStream in = EndpointTable.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("table: " + file + " (expected: in the same package)");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("table: " + file + " (expected: readable)", e);
        }
    }

    /** The type of a placeholder in a path. */
    static String placeholderType(String path, String name) {
        return switch (name) {
            case "node" -> "node";
            case "vmid" -> "vmid";
            case "name" -> path.contains("/aliases/") ? "alias-name" : "ipset-name";
            case "cidr" -> "cidr";
            case "pos" -> "int(0..)";
            case "storage" -> "storage";
            case "snapname" -> "snapname";
            case "userid" -> "userid";
            case "poolid" -> "poolid";
            default -> "any";
        };
    }

    /** Names of a numbered family, or the name itself. */
    static List<String> expand(String name) {
        int open = name.indexOf('[');
        if (open < 0) {
            return List.of(name);
        }
        int dots = name.indexOf("..");
        int from = Integer.parseInt(name.substring(open + 1, dots));
        int to = Integer.parseInt(name.substring(dots + 2, name.length() - 1));
        return IntStream.rangeClosed(from, to)
                .mapToObj(i -> name.substring(0, open) + i)
                .toList();
    }
}
