package dev.vmlifecycle.dns.cloudflare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vmlifecycle.dns.Cancellation;
import dev.vmlifecycle.dns.IpAddress;
import dev.vmlifecycle.dns.cloudflare.internal.Transport;
import dev.vmlifecycle.dns.cloudflare.internal.WireRequest;
import dev.vmlifecycle.dns.cloudflare.internal.WireResponse;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The endpoints of the published schema: zones, records with filter and pages, batches that are all or nothing. */
final class FakeCloudflare {

    record Stored(String id, String name, String type, String content, int ttl, boolean proxied, String comment) {
        boolean isAddress() {
            return type.equals("A") || type.equals("AAAA");
        }
    }

    static final class Zone {
        final String id;
        final String name;
        final String type;
        final Map<String, Stored> records = new LinkedHashMap<>();
        long revision;

        Zone(String id, String name, String type) {
            this.id = id;
            this.name = name;
            this.type = type;
        }
    }

    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;
        final int status;
        final int code;

        Refused(int status, int code, String message) {
            super(message);
            this.status = status;
            this.code = code;
        }
    }

    private static final int BATCH_LIMIT = 200;

    private final ObjectMapper json = new ObjectMapper();
    private final String token;
    private int ids;
    boolean hasBatches = true;
    String rateLimit = "\"default\";r=1100;t=300";
    final Map<String, Zone> zones = new TreeMap<>();
    final ConcurrentLinkedQueue<String> calls = new ConcurrentLinkedQueue<>();
    final ConcurrentLinkedQueue<String> bodies = new ConcurrentLinkedQueue<>();

    FakeCloudflare(String token) {
        this.token = token;
    }

    Zone zone(String name, String type) {
        Zone zone = new Zone("%032x".formatted(++ids), name, type);
        zones.put(zone.id, zone);
        return zone;
    }

    /** A wire to this service with a token. */
    Transport with(String given) {
        return new Transport() {
            @Override
            public WireResponse send(WireRequest request, Duration timeout, Cancellation cancellation)
                    throws IOException {
                if (Thread.currentThread().isInterrupted() || cancellation.isCancelled()) {
                    throw new IOException("Canceled");
                }
                calls.add(request.toString());
                request.body().ifPresent(bodies::add);
                try {
                    if (!given.equals(token)) {
                        throw new Refused(403, 10000, "Authentication error");
                    }
                    return answer(200, handle(request));
                } catch (Refused e) {
                    ObjectNode refusal = json.createObjectNode().put("success", false);
                    ObjectNode error = refusal.putArray("errors").addObject();
                    boolean hidden = e.code == 9021;
                    error.put("code", hidden ? 1004 : e.code)
                            .put("message", hidden ? "DNS Validation Error" : e.getMessage());
                    if (hidden) {
                        error.putArray("error_chain")
                                .addObject()
                                .put("code", e.code)
                                .put("message", e.getMessage());
                    }
                    return answer(e.status, refusal);
                }
            }
        };
    }

    private WireResponse answer(int status, ObjectNode body) {
        return new WireResponse(status, body.toString(), Optional.empty(), Optional.of(rateLimit));
    }

    private synchronized ObjectNode handle(WireRequest request) throws Refused, IOException {
        String[] parts = request.path().split("\\?", 2);
        Map<String, String> query = query(parts.length > 1 ? parts[1] : "");
        String[] steps = parts[0].substring(1).split("/", -1);
        if (steps.length == 1) {
            List<ObjectNode> found = new ArrayList<>();
            for (Zone zone : zones.values()) {
                if (zone.name.equals(query.getOrDefault("name", zone.name))) {
                    found.add(show(zone));
                }
            }
            return page(found, query, 50);
        }
        Zone zone = zones.get(steps[1]);
        if (zone == null) {
            throw new Refused(404, 7003, "Could not route to /zones/" + steps[1]);
        }
        if (steps.length == 2) {
            return result(show(zone));
        }
        JsonNode body = json.readTree(request.body().orElse("{}"));
        if (request.method().equals("GET")) {
            List<ObjectNode> found = new ArrayList<>();
            for (Stored record : zone.records.values()) {
                if (record.name().equalsIgnoreCase(query.getOrDefault("name.exact", record.name()))) {
                    found.add(show(record));
                }
            }
            return page(found, query, 5000);
        }
        Map<String, Stored> before = new LinkedHashMap<>(zone.records);
        try {
            if (steps.length == 4 && steps[3].equals("batch")) {
                batch(zone, body);
            } else if (request.method().equals("POST")) {
                post(zone, body);
            } else if (request.method().equals("PATCH")) {
                patch(zone, steps[3], body);
            } else {
                delete(zone, steps[3]);
            }
        } catch (Refused e) {
            zone.records.clear();
            zone.records.putAll(before);
            throw e;
        }
        zone.revision++;
        return result(json.createObjectNode());
    }

    private void batch(Zone zone, JsonNode body) throws Refused {
        if (!hasBatches) {
            throw new Refused(405, 10405, "Method not allowed for this authentication scheme");
        }
        int size = 0;
        for (JsonNode list : body) {
            size += list.size();
        }
        if (size == 0 || size > BATCH_LIMIT) {
            throw new Refused(400, 9999, "batch of " + size);
        }
        for (JsonNode one : body.path("deletes")) {
            delete(zone, one.path("id").asText());
        }
        for (JsonNode one : body.path("patches")) {
            patch(zone, one.path("id").asText(), one);
        }
        for (JsonNode one : body.path("posts")) {
            post(zone, one);
        }
    }

    private void delete(Zone zone, String id) throws Refused {
        if (zone.records.remove(id) == null) {
            throw new Refused(404, 81044, "Record does not exist.");
        }
    }

    private void patch(Zone zone, String id, JsonNode body) throws Refused {
        Stored old = zone.records.get(id);
        if (old == null) {
            throw new Refused(404, 81044, "Record does not exist.");
        }
        int ttl = ttl(body);
        zone.records.put(id, new Stored(id, old.name(), old.type(), old.content(), ttl, old.proxied(), old.comment()));
    }

    private void post(Zone zone, JsonNode body) throws Refused {
        String type = body.path("type").asText();
        String content = body.path("content").asText();
        if (type.equals("A") || type.equals("AAAA")) {
            try {
                content = IpAddress.parse(content).toString();
            } catch (IllegalArgumentException e) {
                throw new Refused(400, 9005, "Content for " + type + " record is invalid.");
            }
        }
        String name = body.path("name").asText();
        if (!name.equals(zone.name) && !name.endsWith("." + zone.name)) {
            throw new Refused(400, 9000, "DNS name is invalid.");
        }
        Stored record = new Stored(
                "%032x".formatted(++ids),
                name,
                type,
                content,
                ttl(body),
                body.path("proxied").asBoolean(),
                body.path("comment").asText());
        for (Stored other : zone.records.values()) {
            if (!other.name().equals(name)) {
                continue;
            }
            if (other.type().equals(type) && other.content().equals(content)) {
                throw new Refused(400, 81058, "An identical record already exists.");
            }
            if (type.equals("CNAME") && (other.isAddress() || other.type().equals("CNAME"))) {
                throw new Refused(400, 81053, "An A, AAAA, or CNAME record with that host already exists.");
            }
            if (record.isAddress() && other.type().equals("CNAME")) {
                throw new Refused(400, 81054, "A CNAME record with that host already exists.");
            }
        }
        zone.records.put(record.id(), record);
    }

    private static int ttl(JsonNode body) throws Refused {
        int ttl = body.path("ttl").asInt();
        if (ttl != 1 && (ttl < 60 || ttl > 86_400)) {
            throw new Refused(400, 9021, "TTL must be between 60 and 86400 seconds, or 1 for Automatic.");
        }
        return ttl;
    }

    private ObjectNode show(Zone zone) {
        ObjectNode shown = json.createObjectNode();
        shown.put("id", zone.id).put("name", zone.name).put("type", zone.type).put("status", "active");
        shown.putArray("permissions").add("#dns_records:edit").add("#dns_records:read");
        return shown;
    }

    private ObjectNode show(Stored record) {
        return json.createObjectNode()
                .put("id", record.id())
                .put("name", record.name())
                .put("type", record.type())
                .put("content", record.content())
                .put("ttl", record.ttl())
                .put("proxied", record.proxied())
                .put("comment", record.comment());
    }

    private ObjectNode result(ObjectNode result) {
        ObjectNode envelope = json.createObjectNode().put("success", true);
        // as a valid token's verification has it: a code among the messages is no error
        envelope.putArray("errors");
        envelope.putArray("messages").addObject().put("code", 10000).put("message", "valid and active");
        envelope.set("result", result);
        return envelope;
    }

    private ObjectNode page(List<ObjectNode> all, Map<String, String> query, int most) throws Refused {
        int size = Integer.parseInt(query.getOrDefault("per_page", "20"));
        int page = Integer.parseInt(query.getOrDefault("page", "1"));
        if (size < 5 || size > most) {
            throw new Refused(400, 9999, "per_page " + size);
        }
        ObjectNode envelope = json.createObjectNode().put("success", true);
        ArrayNode items = envelope.putArray("result");
        all.stream().skip((long) (page - 1) * size).limit(size).forEach(items::add);
        envelope.putObject("result_info")
                .put("page", page)
                .put("per_page", size)
                .put("total_count", all.size())
                .put("total_pages", (all.size() + size - 1) / size);
        return envelope;
    }

    private static Map<String, String> query(String text) {
        Map<String, String> query = new TreeMap<>();
        for (String pair : text.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            if (parts.length == 2) {
                query.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
            }
        }
        return query;
    }
}
