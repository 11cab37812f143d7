package dev.vmlifecycle.proxmox.recorded;

import dev.vmlifecycle.proxmox.catalogue.Schemas;
import dev.vmlifecycle.proxmox.exercise.Exerciser;
import dev.vmlifecycle.proxmox.exercise.Sent;
import dev.vmlifecycle.proxmox.testing.RecordedExchange;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Tells which endpoint a recorded request is for, and whether the client types it. */
final class TypedEndpoints {

    private record Template(String endpoint, Pattern request) {}

    private final List<Template> templates;
    private final Set<String> typed;

    TypedEndpoints(Schemas schemas) {
        this.templates = schemas.lines().values().stream()
                .map(Map::keySet)
                .flatMap(Set::stream)
                .distinct()
                // the most literal one first: a placeholder would take a literal segment too
                .sorted(Comparator.comparing((String endpoint) -> endpoint.split("\\{", -1).length)
                        .thenComparing(Comparator.reverseOrder()))
                .map(endpoint -> new Template(endpoint, pattern(endpoint)))
                .toList();
        this.typed =
                Exerciser.exercise("8.4.1").sent().stream().map(Sent::endpoint).collect(Collectors.toSet());
    }

    Optional<String> find(RecordedExchange exchange) {
        String request = exchange.method() + " "
                + URLDecoder.decode(exchange.path().replace("+", "%2B"), StandardCharsets.UTF_8);
        return templates.stream()
                .filter(template -> template.request().matcher(request).matches())
                .map(Template::endpoint)
                .findFirst()
                .filter(typed::contains);
    }

    private static Pattern pattern(String endpoint) {
        String method = endpoint.substring(0, endpoint.indexOf(' '));
        String path = endpoint.substring(endpoint.indexOf(' ') + 1);
        // volume ids and networks hold slashes, and stand at the end
        String regex = path.replaceAll("\\{(?:volume|cidr)}$", ".+").replaceAll("\\{[^}]+}", "[^/]+");
        return Pattern.compile(method + " /api2/json" + regex);
    }
}
