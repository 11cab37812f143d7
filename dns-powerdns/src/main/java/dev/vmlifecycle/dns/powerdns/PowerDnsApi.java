package dev.vmlifecycle.dns.powerdns;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vmlifecycle.dns.CallLimits;
import dev.vmlifecycle.dns.DnsError.Kind;
import dev.vmlifecycle.dns.DnsException;
import dev.vmlifecycle.dns.DnsName;
import dev.vmlifecycle.dns.ZoneRef;
import dev.vmlifecycle.dns.plugin.ProviderContext;
import dev.vmlifecycle.dns.plugin.ProviderSecret;
import dev.vmlifecycle.dns.plugin.Redactor;
import dev.vmlifecycle.dns.powerdns.internal.Transport;
import dev.vmlifecycle.dns.powerdns.internal.WireRequest;
import dev.vmlifecycle.dns.powerdns.internal.WireResponse;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** The calls of the API and what their answers mean. */
final class PowerDnsApi {

    // what a zone is changes rarely, and a probe asks anew
    private static final Duration KIND_STAYS = Duration.ofMinutes(5);
    private static final Duration LONGEST_CALL = Duration.ofSeconds(30);
    private static final Set<String> COPIES = Set.of("slave", "secondary", "consumer");

    private record Seen(Instant at, boolean presigned) {}

    private final Transport transport;
    private final String base;
    private final ProviderContext context;
    private final ObjectMapper json = new ObjectMapper();
    private final ServerErrors errors;
    private final Semaphore turn = new Semaphore(1, true);
    private final Map<ZoneRef, Seen> presigned = new ConcurrentHashMap<>();
    private final Map<ZoneRef, String> kinds = new ConcurrentHashMap<>();
    private final Map<ZoneRef, Boolean> signed = new ConcurrentHashMap<>();

    PowerDnsApi(Transport transport, String serverId, ProviderSecret key, ProviderContext context) {
        this.transport = transport;
        this.base = "/api/v1/servers/" + ZoneNames.encode(serverId);
        this.context = context;
        this.errors = new ServerErrors(json, Redactor.of(List.of(key)));
    }

    JsonNode get(String path, CallLimits limits) {
        return parse(send(new WireRequest("GET", base + path, Optional.empty()), limits));
    }

    /** A zone with its records; remembers what the answer tells of the zone itself. */
    JsonNode zone(ZoneRef zone, String query, CallLimits limits) {
        JsonNode answer = get("/zones/" + ZoneNames.encode(ZoneNames.id(zone)) + query, limits);
        kinds.put(zone, answer.path("kind").asText());
        signed.put(zone, answer.path("dnssec").asBoolean());
        return answer;
    }

    /** All records of a name in all zones, those that are stored and not served too. */
    JsonNode search(DnsName name, CallLimits limits) {
        return get("/search-data?object_type=record&max=1000&q=" + ZoneNames.encode(name.toString()), limits);
    }

    /** The server takes writes to zones it copies from elsewhere, and loses them with the next transfer. */
    void requireWritable(ZoneRef zone, CallLimits limits) {
        String kind = kinds.getOrDefault(zone, "");
        if (COPIES.contains(kind.toLowerCase(Locale.ROOT))) {
            throw PowerDns.failure(
                    Kind.READ_ONLY_ZONE,
                    "zone: " + zone.name() + " is of kind " + kind + " (expected: Native or Primary)");
        }
        if (signed.getOrDefault(zone, false) && isPresigned(zone, limits)) {
            throw PowerDns.failure(
                    Kind.READ_ONLY_ZONE,
                    "zone: " + zone.name() + " is signed elsewhere (expected: one that is signed here or not at all)");
        }
    }

    private boolean isPresigned(ZoneRef zone, CallLimits limits) {
        Instant now = context.clock().instant();
        Seen seen = presigned.get(zone);
        if (seen == null || seen.at().plus(KIND_STAYS).isBefore(now)) {
            JsonNode answer = get("/zones/" + ZoneNames.encode(ZoneNames.id(zone)) + "/metadata/PRESIGNED", limits);
            seen = new Seen(now, !answer.path("metadata").isEmpty());
            presigned.put(zone, seen);
        }
        return seen.presigned();
    }

    /** Writes; one after another where the server cannot do better. */
    void patch(ZoneRef zone, JsonNode body, boolean inTurn, CallLimits limits) {
        WireRequest request = new WireRequest(
                "PATCH", base + "/zones/" + ZoneNames.encode(ZoneNames.id(zone)), Optional.of(body.toString()));
        if (!inTurn) {
            send(request, limits);
            return;
        }
        try {
            if (!turn.tryAcquire(timeout(limits).toNanos(), TimeUnit.NANOSECONDS)) {
                throw PowerDns.failure(Kind.TRANSIENT, "server: busy with other writes (expected: a turn)");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw PowerDns.failure(Kind.TRANSIENT, "call: interrupted (expected: time to finish)");
        }
        try {
            send(request, limits);
        } finally {
            turn.release();
        }
    }

    void close() {
        transport.close();
    }

    private WireResponse send(WireRequest request, CallLimits limits) {
        WireResponse response;
        try {
            response = transport.send(request, timeout(limits), limits.cancellation());
        } catch (IOException e) {
            throw noAnswer(e, limits);
        }
        if (response.status() < 200 || response.status() > 299) {
            throw errors.of(response);
        }
        return response;
    }

    /** The cause is not kept: nobody knows what a library puts into its messages. */
    private DnsException noAnswer(IOException e, CallLimits limits) {
        if (limits.cancellation().isCancelled() || Thread.currentThread().isInterrupted()) {
            return PowerDns.failure(Kind.TRANSIENT, "call: cancelled (expected: time to finish)");
        }
        String what = e instanceof ConnectException
                ? "refused the connection"
                : e.getClass().getSimpleName();
        return PowerDns.failure(Kind.UNREACHABLE, "server: " + what + " (expected: an answer)");
    }

    private Duration timeout(CallLimits limits) {
        Duration left = limits.left(context.clock().instant());
        return left.compareTo(LONGEST_CALL) < 0 ? left : LONGEST_CALL;
    }

    private JsonNode parse(WireResponse response) {
        try {
            JsonNode answer = json.readTree(response.body());
            if (answer != null && answer.isContainerNode()) {
                return answer;
            }
        } catch (JsonProcessingException e) {
            throw PowerDns.failure(Kind.UNKNOWN, "answer: no JSON (expected: that of the PowerDNS API)");
        }
        throw PowerDns.failure(Kind.UNKNOWN, "answer: empty (expected: that of the PowerDNS API)");
    }
}
