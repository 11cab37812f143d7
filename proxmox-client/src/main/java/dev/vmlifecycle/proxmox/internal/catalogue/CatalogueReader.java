package dev.vmlifecycle.proxmox.internal.catalogue;

import dev.vmlifecycle.proxmox.internal.Shown;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the file format: a line an endpoint ({@code PUT /pools since=8.4}), below it one or more indented lines a
 * parameter ({@code digest text ..40 until=7.4}); more than one where its type changed between the lines of Proxmox VE.
 */
final class CatalogueReader {

    private static final String SINCE = "since=";
    private static final String UNTIL = "until=";

    private CatalogueReader() {}

    static Map<String, Endpoint> read(Stream<String> lines) {
        Map<String, Endpoint> endpoints = new HashMap<>();
        Endpoint current = null;
        for (Iterator<String> each = lines.iterator(); each.hasNext(); ) {
            String line = each.next();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            String[] words = line.strip().split(" ", -1);
            if (line.startsWith(" ")) {
                parameter(current, words);
            } else {
                current = new Endpoint(span(words), new HashMap<>());
                endpoints.put(words[0] + " " + words[1], current);
            }
        }
        return endpoints;
    }

    private static void parameter(@Nullable Endpoint endpoint, String... words) {
        if (endpoint == null) {
            throw new IllegalArgumentException("catalogue: " + Shown.of(words[0]) + " (expected: below an endpoint)");
        }
        String name = words[0].endsWith("!") ? words[0].substring(0, words[0].length() - 1) : words[0];
        endpoint.parameters().merge(name, span(words), Span::and);
    }

    private static Span span(String... words) {
        ApiLine since = ApiLine.OLDEST;
        ApiLine until = ApiLine.NEWEST;
        for (String word : words) {
            since = word.startsWith(SINCE) ? ApiLine.parse(word.substring(SINCE.length())) : since;
            until = word.startsWith(UNTIL) ? ApiLine.parse(word.substring(UNTIL.length())) : until;
        }
        return new Span(since, until);
    }

    record Endpoint(Span span, Map<String, Span> parameters) {}
}
