package dev.vmlifecycle.dns.powerdns;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vmlifecycle.dns.DnsName;
import dev.vmlifecycle.dns.RRsetKey;
import dev.vmlifecycle.dns.RecordType;
import dev.vmlifecycle.dns.Ttl;
import dev.vmlifecycle.dns.ZoneRef;
import dev.vmlifecycle.dns.base.StoredRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The RRsets of a zone's answer. A record is known by its content as the server spells it. */
final class RecordSets {

    private RecordSets() {}

    static Map<DnsName, List<StoredRecord>> byName(JsonNode zone) {
        Map<DnsName, List<StoredRecord>> found = new HashMap<>();
        for (JsonNode set : zone.path("rrsets")) {
            ZoneNames.parse(set.path("name").asText())
                    .ifPresent(name -> found.computeIfAbsent(name, any -> new ArrayList<>())
                            .addAll(records(set)));
        }
        return found;
    }

    /** What is stored and not served, by set: a replacement must not drop it. */
    static Map<RRsetKey, List<String>> disabled(JsonNode zone) {
        Map<RRsetKey, List<String>> found = new HashMap<>();
        for (JsonNode set : zone.path("rrsets")) {
            for (JsonNode record : set.path("records")) {
                if (record.path("disabled").asBoolean()) {
                    ZoneNames.parse(set.path("name").asText())
                            .map(name -> new RRsetKey(
                                    name, new RecordType(set.path("type").asText())))
                            .ifPresent(key -> found.computeIfAbsent(key, any -> new ArrayList<>())
                                    .add(record.path("content").asText()));
                }
            }
        }
        return found;
    }

    /** The same, out of what a search for a name found. */
    static Map<RRsetKey, List<String>> disabled(ZoneRef zone, DnsName name, JsonNode results) {
        Map<RRsetKey, List<String>> found = new HashMap<>();
        for (JsonNode record : results) {
            boolean ours = record.path("disabled").asBoolean()
                    && ZoneNames.parse(record.path("zone").asText())
                            .filter(zone.name()::equals)
                            .isPresent()
                    && ZoneNames.parse(record.path("name").asText())
                            .filter(name::equals)
                            .isPresent();
            if (ours) {
                RRsetKey key =
                        new RRsetKey(name, new RecordType(record.path("type").asText()));
                found.computeIfAbsent(key, any -> new ArrayList<>())
                        .add(record.path("content").asText());
            }
        }
        return found;
    }

    private static List<StoredRecord> records(JsonNode set) {
        RecordType type = new RecordType(set.path("type").asText());
        Ttl ttl = Ttl.nearest(set.path("ttl").asLong());
        List<StoredRecord> records = new ArrayList<>();
        for (JsonNode record : set.path("records")) {
            if (!record.path("disabled").asBoolean()) {
                String content = record.path("content").asText();
                records.add(new StoredRecord(content, type, ttl, content));
            }
        }
        return records;
    }
}
