package dev.vmlifecycle.dns.cloudflare;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vmlifecycle.dns.CallLimits;
import dev.vmlifecycle.dns.DnsError.Kind;
import dev.vmlifecycle.dns.ZoneRef;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Zones by name or id, looked up once: a lookup per change would eat the rate. */
final class ZoneIds {

    /** A zone as the API knows it. */
    record Found(String id, String type, boolean editable) {}

    private final CloudflareApi api;
    private final Map<ZoneRef, Found> known = new ConcurrentHashMap<>();

    ZoneIds(CloudflareApi api) {
        this.api = api;
    }

    Found find(ZoneRef zone, CallLimits limits) {
        Found found = known.get(zone);
        if (found == null) {
            found = zone.providerId().isPresent()
                    ? read(api.get(
                            "/zones/" + CloudflareApi.encode(zone.providerId().get()), limits))
                    : byName(zone, limits);
            known.put(zone, found);
        }
        return found;
    }

    /** The zone was deleted, and perhaps made anew under another id. */
    void forget(ZoneRef zone) {
        known.remove(zone);
    }

    private Found byName(ZoneRef zone, CallLimits limits) {
        // accounts may hold zones of one name; the active one is served
        return api
                .all(
                        "/zones?per_page=50&name="
                                + CloudflareApi.encode(zone.name().toString()),
                        limits)
                .stream()
                .filter(one ->
                        one.path("name").asText().equalsIgnoreCase(zone.name().toString()))
                .max(Comparator.comparing(one -> one.path("status").asText().equals("active")))
                .map(ZoneIds::read)
                .orElseThrow(() -> CloudflareApi.failure(
                        Kind.ZONE_NOT_FOUND, "zone: " + zone.name() + " (expected: one that the token can see)"));
    }

    private static Found read(JsonNode zone) {
        boolean editable = false;
        for (JsonNode permission : zone.path("permissions")) {
            editable |= permission.asText().equals("#dns_records:edit");
        }
        return new Found(zone.path("id").asText(), zone.path("type").asText(), editable);
    }
}
