package dev.vmlifecycle.dns.powerdns;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vmlifecycle.dns.Cancellation;
import dev.vmlifecycle.dns.IpAddress;
import dev.vmlifecycle.dns.powerdns.internal.Transport;
import dev.vmlifecycle.dns.powerdns.internal.WireRequest;
import dev.vmlifecycle.dns.powerdns.internal.WireResponse;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Behaves as three servers were measured to: 4.7.3 (no EXTEND, 500 for two writes at once), 4.9.18 and 5.1.5 (EXTEND and
 * PRUNE without a look for CNAMEs, names compared by case; 5.1.5 insists on the TTL of the set).
 */
final class FakePowerDns {

    enum Version {
        V4_6,
        V4_7,
        V4_9,
        V5_1
    }

    record Content(String text, boolean disabled) {}

    record Stored(long ttl, List<Content> records) {}

    static final class Zone {
        final String kind;
        final boolean presigned;
        /** By lower-case name and type. */
        final Map<String, Stored> sets = new TreeMap<>();

        long revision;

        Zone(String kind, boolean presigned) {
            this.kind = kind;
            this.presigned = presigned;
        }
    }

    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;
        final int status;

        Refused(int status, String message) {
            super(message);
            this.status = status;
        }
    }

    private static final Pattern PATH =
            Pattern.compile("/api/v1/servers/localhost/zones(?:/([^/?]+)(/metadata/PRESIGNED)?)?(?:\\?(.*))?");

    private final ObjectMapper json = new ObjectMapper();
    private final Version version;
    private final String key;
    private final AtomicInteger writing = new AtomicInteger();
    final Map<String, Zone> zones = new TreeMap<>();
    final ConcurrentLinkedQueue<String> calls = new ConcurrentLinkedQueue<>();

    FakePowerDns(Version version, String key) {
        this.version = version;
        this.key = key;
    }

    Zone zone(String name, String kind) {
        Zone zone = new Zone(kind, false);
        zones.put(name + ".", zone);
        return zone;
    }

    /** A wire to this server with a key. */
    Transport with(String given) {
        return new Transport() {
            @Override
            public WireResponse send(WireRequest request, Duration timeout, Cancellation cancellation)
                    throws IOException {
                if (Thread.currentThread().isInterrupted() || cancellation.isCancelled()) {
                    throw new IOException("Canceled");
                }
                return given.equals(key) ? handle(request) : error(401, "Unauthorized");
            }
        };
    }

    private WireResponse handle(WireRequest request) throws IOException {
        calls.add(request.toString());
        boolean write = request.method().equals("PATCH");
        try {
            if (write && writing.incrementAndGet() > 1 && version.compareTo(Version.V4_7) <= 0) {
                return error(500, "Internal Server Error");
            }
            if (write) {
                // long enough for another to come
                LockSupport.parkNanos(100_000);
            }
            return answer(request);
        } catch (Refused e) {
            return error(e.status, String.valueOf(e.getMessage()));
        } finally {
            if (write) {
                writing.decrementAndGet();
            }
        }
    }

    private synchronized WireResponse answer(WireRequest request) throws IOException, Refused {
        Matcher path = PATH.matcher(request.path());
        if (!path.matches()) {
            throw new Refused(404, "Not Found");
        }
        if (path.group(1) == null) {
            ArrayNode all = json.createArrayNode();
            zones.forEach((name, zone) -> all.addObject().put("name", name).put("kind", zone.kind));
            return new WireResponse(200, all.toString(), Optional.empty());
        }
        String name = URLDecoder.decode(path.group(1), StandardCharsets.UTF_8).replace("=2F", "/");
        Zone zone = zones.get(name);
        if (zone == null) {
            throw new Refused(404, "Not Found");
        }
        if (path.group(2) != null) {
            ObjectNode metadata = json.createObjectNode();
            ArrayNode values = metadata.putArray("metadata");
            if (zone.presigned) {
                values.add("1");
            }
            return new WireResponse(200, metadata.toString(), Optional.empty());
        }
        if (request.method().equals("PATCH")) {
            patch(name, zone, json.readTree(request.body().orElse("")));
            return new WireResponse(204, "", Optional.empty());
        }
        return new WireResponse(
                200, show(zone, Optional.ofNullable(path.group(3)).orElse("")).toString(), Optional.empty());
    }

    private ObjectNode show(Zone zone, String query) {
        ObjectNode shown = json.createObjectNode();
        shown.put("kind", zone.kind).put("dnssec", zone.presigned);
        ArrayNode sets = shown.putArray("rrsets");
        String wanted = query.startsWith("rrset_name=") && version != Version.V4_6
                ? URLDecoder.decode(query.substring("rrset_name=".length()), StandardCharsets.UTF_8)
                : "";
        zone.sets.forEach((key, stored) -> {
            String name = key.split(" ", 2)[0];
            if (wanted.isEmpty() || wanted.equalsIgnoreCase(name)) {
                ObjectNode set = sets.addObject().put("name", name).put("type", key.split(" ", 2)[1]);
                set.put("ttl", stored.ttl());
                ArrayNode records = set.putArray("records");
                stored.records()
                        .forEach(content -> records.addObject()
                                .put("content", content.text())
                                .put("disabled", content.disabled()));
            }
        });
        return shown;
    }

    /** All or nothing. */
    private void patch(String zoneName, Zone zone, JsonNode body) throws Refused {
        if (zone.kind.equals("Consumer") && version.compareTo(Version.V4_9) >= 0) {
            throw new Refused(422, "Modifying RRsets in Consumer zones is unsupported");
        }
        Map<String, Stored> next = new TreeMap<>(zone.sets);
        boolean bumps = false;
        for (JsonNode entry : body.path("rrsets")) {
            bumps |= change(zoneName, next, entry);
        }
        if (bumps) {
            zone.revision++;
        }
        zone.sets.clear();
        zone.sets.putAll(next);
    }

    private boolean change(String zoneName, Map<String, Stored> sets, JsonNode entry) throws Refused {
        String name = entry.path("name").asText().toLowerCase(Locale.ROOT);
        String type = entry.path("type").asText();
        String change = entry.path("changetype").asText();
        String key = name + " " + type;
        boolean merging = change.equals("EXTEND") || change.equals("PRUNE");
        if (merging && version.compareTo(Version.V4_9) < 0) {
            throw new Refused(422, "Changetype not understood");
        }
        if (!name.endsWith(".")) {
            throw new Refused(422, "DNS Name '" + name + "' is not canonical");
        }
        if (change.equals("DELETE")) {
            sets.remove(key);
            return true;
        }
        if (!name.equals(zoneName) && !name.endsWith("." + zoneName)) {
            throw new Refused(422, "RRset " + name + " IN " + type + ": Name is out of zone");
        }
        if (!entry.path("ttl").isInt() && !entry.path("ttl").isLong()) {
            throw new Refused(422, "Submitted record is invalid: Key 'ttl' not an Integer or not present");
        }
        List<Content> contents = contents(name, type, entry);
        return merging
                ? merge(sets, key, change.equals("EXTEND"), entry.path("ttl").asLong(), contents)
                : replace(sets, name, type, entry.path("ttl").asLong(), contents);
    }

    private boolean merge(Map<String, Stored> sets, String key, boolean extend, long ttl, List<Content> contents)
            throws Refused {
        if (contents.size() != 1) {
            throw new Refused(422, "Exactly one record is expected");
        }
        Stored before = sets.getOrDefault(key, new Stored(ttl, List.of()));
        List<Content> after = new ArrayList<>(before.records());
        boolean changed =
                extend ? !after.contains(contents.get(0)) && after.add(contents.get(0)) : after.remove(contents.get(0));
        if (extend && changed && before.ttl() != ttl && version == Version.V5_1) {
            throw new Refused(422, "RRset " + key + " uses a different TTL value than the remainder of the RRset");
        }
        if (after.isEmpty()) {
            sets.remove(key);
        } else {
            sets.put(key, new Stored(extend ? ttl : before.ttl(), after));
        }
        return changed;
    }

    private boolean replace(Map<String, Stored> sets, String name, String type, long ttl, List<Content> contents)
            throws Refused {
        boolean cname = type.equals("CNAME");
        for (String key : sets.keySet()) {
            boolean other = key.startsWith(name + " ") && !key.equals(name + " " + type);
            if (other && (cname || key.endsWith(" CNAME"))) {
                throw new Refused(422, "RRset " + name + " IN " + type + ": Conflicts with pre-existing RRset");
            }
        }
        if (contents.isEmpty()) {
            sets.remove(name + " " + type);
        } else {
            sets.put(name + " " + type, new Stored(ttl, contents));
        }
        return true;
    }

    private static List<Content> contents(String name, String type, JsonNode entry) throws Refused {
        List<Content> contents = new ArrayList<>();
        for (JsonNode record : entry.path("records")) {
            String text = record.path("content").asText();
            if (type.equals("A") || type.equals("AAAA")) {
                try {
                    text = IpAddress.parse(text).toString();
                } catch (IllegalArgumentException e) {
                    throw new Refused(422, "Record " + name + "/" + type + " '" + text + "': Parsing record content");
                }
            } else if ((type.equals("PTR") || type.equals("CNAME")) && !text.endsWith(".")) {
                throw new Refused(422, "Record " + name + "/" + type + " '" + text + "': Not in expected format");
            }
            Content content = new Content(text, record.path("disabled").asBoolean());
            if (contents.contains(content)) {
                throw new Refused(422, "Duplicate record in RRset " + name + " IN " + type);
            }
            contents.add(content);
        }
        return contents;
    }

    private WireResponse error(int status, String message) {
        return new WireResponse(
                status, json.createObjectNode().put("error", message).toString(), Optional.empty());
    }
}
