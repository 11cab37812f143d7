package dev.vmlifecycle.proxmox.catalogue;

import dev.vmlifecycle.proxmox.internal.catalogue.ApiLine;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Writes the catalogue: an endpoint a line, below it its parameters; a second line where a parameter's facts changed. */
final class CatalogueText {

    private static final List<ApiLine> LINES = List.of(ApiLine.values());

    private final Schemas schemas;
    private final StringBuilder out = new StringBuilder();

    private CatalogueText(Schemas schemas) {
        this.schemas = schemas;
    }

    /** The endpoints of these that any line knows. */
    static String of(Schemas schemas, Collection<String> endpoints) {
        CatalogueText text = new CatalogueText(schemas);
        text.out
                .append("# Facts of the Proxmox VE API, lines 7.4, 8.4 and 9; written by CatalogueTool, not by hand.\n")
                .append(
                        "# METHOD path [since=] [until=], then: name[!] type [bounds|values] [since=] [until=]; ! = required.\n")
                .append("# No since: known to 7.4. No until: known to 9.\n");
        new TreeSet<>(endpoints).forEach(text::endpoint);
        return text.out.toString();
    }

    private void endpoint(String endpoint) {
        Set<String> names = new TreeSet<>();
        StringBuilder head = new StringBuilder();
        runs(
                head,
                endpoint,
                line -> schemas.endpoint(line, endpoint).map(params -> {
                    names.addAll(params.keySet());
                    return "";
                }));
        out.append(head);
        for (String name : names) {
            runs(
                    out,
                    " " + name,
                    line -> schemas.endpoint(line, endpoint)
                            .flatMap(params -> Optional.ofNullable(params.get(name)))
                            .map(facts -> (facts.required() ? "! " : " ") + facts));
        }
    }

    /** What a line says; absent when it does not know the thing. */
    private interface Saying {
        Optional<String> of(ApiLine line);
    }

    /** One text line for each run of neighbouring lines that say the same. */
    private static void runs(StringBuilder to, String subject, Saying saying) {
        int from = 0;
        while (from < LINES.size()) {
            Optional<String> said = saying.of(LINES.get(from));
            int end = from;
            while (end + 1 < LINES.size() && said.equals(saying.of(LINES.get(end + 1)))) {
                end++;
            }
            if (said.isPresent()) {
                to.append(subject).append(said.get());
                to.append(from == 0 ? "" : " since=" + LINES.get(from));
                to.append(end == LINES.size() - 1 ? "" : " until=" + LINES.get(end))
                        .append('\n');
            }
            from = end + 1;
        }
    }
}
