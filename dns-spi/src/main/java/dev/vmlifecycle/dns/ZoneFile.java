package dev.vmlifecycle.dns;

import static dev.vmlifecycle.dns.Refusals.refused;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Keeps zones in a text file that is whole at every moment: written beside, then moved over.
 *
 * <p>One line per zone ({@code zone NAME}) and below it one per value ({@code NAME TYPE TTL VALUE}); names and types hold no
 * blanks, and in the value, the rest of the line, backslash and line breaks are escaped.
 */
final class ZoneFile {

    private static final String ZONE = "zone ";

    private final Path path;

    ZoneFile(Path path) {
        this.path = path;
    }

    Map<DnsName, InMemoryZone> load() {
        Map<DnsName, InMemoryZone> zones = new TreeMap<>();
        InMemoryZone current = null;
        for (String line : lines()) {
            if (line.startsWith(ZONE)) {
                current = new InMemoryZone(DnsName.parse(line.substring(ZONE.length())));
                zones.put(current.name(), current);
            } else if (current != null) {
                addValue(current, line);
            } else {
                throw refused("line of " + path.getFileName(), line, "a zone first");
            }
        }
        return zones;
    }

    private List<String> lines() {
        try {
            return Files.exists(path) ? Files.readAllLines(path) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path, e);
        }
    }

    private void addValue(InMemoryZone zone, String line) {
        String[] parts = line.split(" ", 4);
        if (parts.length != 4 || !parts[2].matches("[0-9]{1,10}")) {
            throw refused("line of " + path.getFileName(), line, "NAME TYPE TTL VALUE");
        }
        RRset single = new RRset(
                DnsName.parse(parts[0]),
                new RecordType(parts[1]),
                Ttl.ofSeconds(Long.parseLong(parts[2])),
                Set.of(unescape(parts[3])));
        Set<String> values = new TreeSet<>(single.values());
        zone.at(single.name()).stream()
                .filter(set -> set.type().equals(single.type()))
                .forEach(set -> values.addAll(set.values()));
        zone.plant(RRset.of(single.key(), single.ttl(), values));
    }

    void save(Collection<InMemoryZone> zones) {
        List<String> lines = new ArrayList<>();
        for (InMemoryZone zone : zones) {
            lines.add(ZONE + zone.name());
            zone.all()
                    .forEach(set -> set.values()
                            .forEach(value -> lines.add(set.key() + " " + set.ttl() + " " + escape(value))));
        }
        Path beside = path.resolveSibling(path.getFileName() + ".tmp");
        try {
            Files.write(beside, lines);
            Files.move(beside, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + path.getFileName(), e);
        }
    }

    private static String escape(String value) {
        return value.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
    }

    private static String unescape(String text) {
        StringBuilder value = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                i++;
                char escaped = text.charAt(i);
                value.append(escaped == 'n' ? '\n' : escaped == 'r' ? '\r' : escaped);
            } else {
                value.append(c);
            }
        }
        return value.toString();
    }
}
