package dev.vmlifecycle.dns.powerdns;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vmlifecycle.dns.DnsName;
import dev.vmlifecycle.dns.RRset;
import dev.vmlifecycle.dns.RRsetKey;
import dev.vmlifecycle.dns.RecordType;
import dev.vmlifecycle.dns.Ttl;
import dev.vmlifecycle.dns.base.Edit;
import dev.vmlifecycle.dns.base.StoredRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Edits as the body of a PATCH. */
final class Patches {

    private static final Set<RecordType> NAMES = Set.of(RecordType.PTR, RecordType.CNAME, RecordType.NS);

    private Patches() {}

    /** For a server that adds and removes single values. It does not look for a CNAME; we have. */
    static JsonNode merging(List<Edit> edits) {
        ArrayNode entries = JsonNodeFactory.instance.arrayNode();
        for (Edit edit : edits) {
            if (edit.exclusive()) {
                entries.add(whole(edit));
                continue;
            }
            // one record per entry, and the TTL the set has: the server refuses others
            Ttl ttl = edit.after()
                    .map(RRset::ttl)
                    .orElseGet(() -> edit.before().get(0).ttl());
            for (String value : edit.added()) {
                entries.add(entry(
                        edit,
                        "EXTEND",
                        Optional.of(ttl),
                        List.of(content(edit.key().type(), value))));
            }
            for (StoredRecord record : edit.removed()) {
                // the stored spelling: PRUNE compares names by case
                entries.add(entry(edit, "PRUNE", Optional.of(ttl), List.of(record.id())));
            }
        }
        return body(entries);
    }

    /** For a server that only replaces sets; what is stored there and not served goes along. */
    static JsonNode replacing(List<Edit> edits, Function<RRsetKey, List<String>> disabled) {
        ArrayNode entries = JsonNodeFactory.instance.arrayNode();
        for (Edit edit : edits) {
            List<String> hidden = edit.exclusive() ? List.of() : disabled.apply(edit.key());
            if (hidden.isEmpty()) {
                entries.add(whole(edit));
                continue;
            }
            Ttl ttl = edit.after()
                    .map(RRset::ttl)
                    .orElseGet(() -> edit.before().get(0).ttl());
            ObjectNode entry = entry(edit, "REPLACE", Optional.of(ttl), contents(edit));
            hidden.forEach(content -> entry.withArray("records")
                    .addObject()
                    .put("content", content)
                    .put("disabled", true));
            entries.add(entry);
        }
        return body(entries);
    }

    private static ObjectNode whole(Edit edit) {
        if (edit.after().isEmpty()) {
            return entry(edit, "DELETE", Optional.empty(), List.of());
        }
        return entry(edit, "REPLACE", edit.after().map(RRset::ttl), contents(edit));
    }

    private static List<String> contents(Edit edit) {
        List<String> contents = new ArrayList<>();
        edit.kept().forEach(record -> contents.add(record.id()));
        edit.added().forEach(value -> contents.add(content(edit.key().type(), value)));
        return contents;
    }

    private static ObjectNode entry(Edit edit, String change, Optional<Ttl> ttl, List<String> contents) {
        ObjectNode entry = JsonNodeFactory.instance.objectNode();
        entry.put("name", edit.key().name().absoluteText());
        entry.put("type", edit.key().type().text());
        entry.put("changetype", change);
        ttl.ifPresent(value -> entry.put("ttl", value.seconds()));
        if (!contents.isEmpty()) {
            ArrayNode records = entry.putArray("records");
            contents.forEach(
                    content -> records.addObject().put("content", content).put("disabled", false));
        }
        return entry;
    }

    private static String content(RecordType type, String value) {
        return NAMES.contains(type) ? DnsName.parse(value).absoluteText() : value;
    }

    private static ObjectNode body(ArrayNode entries) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.set("rrsets", entries);
        return body;
    }
}
