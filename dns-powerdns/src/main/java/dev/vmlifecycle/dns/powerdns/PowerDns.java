package dev.vmlifecycle.dns.powerdns;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vmlifecycle.dns.CallLimits;
import dev.vmlifecycle.dns.Capabilities;
import dev.vmlifecycle.dns.Capabilities.Feature;
import dev.vmlifecycle.dns.ConnectionId;
import dev.vmlifecycle.dns.DnsError;
import dev.vmlifecycle.dns.DnsError.Kind;
import dev.vmlifecycle.dns.DnsException;
import dev.vmlifecycle.dns.DnsName;
import dev.vmlifecycle.dns.RRsetKey;
import dev.vmlifecycle.dns.RecordType;
import dev.vmlifecycle.dns.Ttl;
import dev.vmlifecycle.dns.ZoneProbe;
import dev.vmlifecycle.dns.ZoneRef;
import dev.vmlifecycle.dns.base.BatchProvider;
import dev.vmlifecycle.dns.base.Edit;
import dev.vmlifecycle.dns.base.StaleRecordsException;
import dev.vmlifecycle.dns.base.StoredRecord;
import dev.vmlifecycle.dns.base.WriteStyle;
import dev.vmlifecycle.dns.plugin.ProviderContext;
import dev.vmlifecycle.dns.plugin.ProviderSecret;
import dev.vmlifecycle.dns.powerdns.ServerErrors.Refusal;
import dev.vmlifecycle.dns.powerdns.internal.OkHttpTransport;
import dev.vmlifecycle.dns.powerdns.internal.Transport;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The HTTP API of one PowerDNS Authoritative Server, 4.5 to 5.x.
 *
 * <p>Where the server has EXTEND and PRUNE (4.9.12, 5.0.2 and later; found out by trying), it adds and removes single
 * values itself. Where it has not, whole sets are replaced under a lock of the zone and read again afterwards, and writes
 * to the server take turns, since older servers on SQLite answer 500 to simultaneous ones; what writers on other machines
 * may then lose is said at {@link Feature#SERVER_SIDE_MERGE}. One PATCH for all changes of a zone. Zones the server only
 * copies are refused, since it would take the writes and lose them with the next transfer. Thread-safe.
 */
public final class PowerDns extends BatchProvider {

    static final String TYPE = "powerdns";
    private static final Capabilities BASIC = Capabilities.basic()
            .with(Feature.LIST_ZONES, Feature.ATOMIC_BATCH, Feature.MULTI_VALUE_PTR)
            .withTypes(List.of(
                    RecordType.A,
                    RecordType.AAAA,
                    RecordType.PTR,
                    RecordType.CNAME,
                    RecordType.TXT,
                    RecordType.NS,
                    RecordType.MX,
                    RecordType.SRV,
                    RecordType.CAA))
            // 4.7.3 wraps what is larger
            .withTtls(new Ttl(1), new Ttl(Integer.MAX_VALUE));
    // far below the 2 MiB at which the server refuses a body
    private static final int EDITS_PER_WRITE = 1000;
    // beyond this, one answer with the whole zone is less than many with a name each
    private static final int NAMES_PER_LOOK = 50;

    private final PowerDnsApi api;
    private final AtomicReference<Merging> merging = new AtomicReference<>(Merging.UNTRIED);

    // as last read; only sets that have such records
    private final Map<Hidden, List<String>> disabled = new ConcurrentHashMap<>();
    private volatile boolean filterIgnored;

    private record Hidden(ZoneRef zone, RRsetKey set) {}

    /** What is known of EXTEND and PRUNE. */
    private enum Merging {
        UNTRIED,
        PRESENT,
        ABSENT
    }

    PowerDns(ConnectionId connection, PowerDnsApi api, ProviderContext context) {
        super(TYPE, connection, context);
        this.api = api;
    }

    /**
     * A connection to the server's own zones, with the usual settings.
     *
     * @param address the address of its web server, such as {@code http://ns1.example.net:8081}
     * @param apiKey the API key
     * @return the connection
     */
    public static PowerDns create(URI address, ProviderSecret apiKey) {
        return create(address, apiKey, ProviderContext.standard());
    }

    /**
     * A connection to the server's own zones.
     *
     * @param address the address of its web server, such as {@code http://ns1.example.net:8081}
     * @param apiKey the API key
     * @param context what the host lends
     * @return the connection
     */
    public static PowerDns create(URI address, ProviderSecret apiKey, ProviderContext context) {
        return create(address, apiKey, "localhost", context);
    }

    static PowerDns create(URI address, ProviderSecret apiKey, String serverId, ProviderContext context) {
        return of(address, serverId, new OkHttpTransport(address, apiKey, context.http()), apiKey, context);
    }

    static PowerDns of(
            URI address, String serverId, Transport transport, ProviderSecret apiKey, ProviderContext context) {
        return new PowerDns(
                new ConnectionId(TYPE + " " + address + " " + serverId),
                new PowerDnsApi(transport, serverId, apiKey, context),
                context);
    }

    @Override
    public Capabilities capabilities() {
        return merging.get() == Merging.PRESENT ? BASIC.with(Feature.SERVER_SIDE_MERGE) : BASIC;
    }

    @Override
    public List<ZoneRef> zones(CallLimits limits) {
        List<ZoneRef> zones = new ArrayList<>();
        for (JsonNode zone : retrying(limits, () -> api.get("/zones?dnssec=false", limits))) {
            ZoneNames.parse(zone.path("name").asText()).ifPresent(name -> zones.add(ZoneRef.of(name)));
        }
        zones.sort(Comparator.comparing(ZoneRef::name));
        return zones;
    }

    @Override
    protected WriteStyle writeStyle() {
        return merging.get() == Merging.ABSENT ? WriteStyle.OVERWRITES : WriteStyle.MERGES;
    }

    @Override
    protected int editsPerWrite() {
        return EDITS_PER_WRITE;
    }

    @Override
    protected Map<DnsName, List<StoredRecord>> fetch(ZoneRef zone, Set<DnsName> names, CallLimits limits) {
        if (names.size() > NAMES_PER_LOOK || (filterIgnored && names.size() > 1)) {
            return seen(zone, names, api.zone(zone, "", limits));
        }
        return fetchEach(names, name -> {
            JsonNode answer = api.zone(zone, "?rrset_name=" + ZoneNames.encode(name.absoluteText()), limits);
            Map<DnsName, List<StoredRecord>> found = seen(zone, Set.of(name), answer);
            // a server before 4.7 does not know the filter and answers with the whole zone
            filterIgnored = found.size() > 1;
            return found.getOrDefault(name, List.of());
        });
    }

    private Map<DnsName, List<StoredRecord>> seen(ZoneRef zone, Set<DnsName> names, JsonNode answer) {
        Map<RRsetKey, List<String>> hidden = RecordSets.disabled(answer);
        disabled.keySet()
                .removeIf(key ->
                        key.zone().equals(zone) && names.contains(key.set().name()));
        hidden.forEach((key, contents) -> disabled.put(new Hidden(zone, key), contents));
        return RecordSets.byName(answer);
    }

    @Override
    protected void write(ZoneRef zone, List<Edit> edits, WriteStyle style, CallLimits limits) {
        api.requireWritable(zone, limits);
        boolean merge = style == WriteStyle.MERGES;
        if (merge && merging.get() == Merging.ABSENT) {
            // another call found out meanwhile; what was read without the lock must not be written back
            throw withoutMerge();
        }
        try {
            api.patch(zone, merge ? Patches.merging(edits) : replacing(zone, edits, limits), !merge, limits);
        } catch (Refusal e) {
            // older than 4.9.12, or 5.0.0 and 5.0.1
            if (merge && e.says("Changetype not understood")) {
                merging.set(Merging.ABSENT);
                throw withoutMerge();
            }
            // 5.1 refuses to add a value with another TTL than the set has by now
            if (e.says("different TTL")) {
                throw new StaleRecordsException("ttl: another since it was read");
            }
            throw e;
        }
        if (merge && edits.stream().anyMatch(edit -> !edit.exclusive())) {
            merging.set(Merging.PRESENT);
        }
    }

    private static StaleRecordsException withoutMerge() {
        return new StaleRecordsException("server without EXTEND: sets are to be read under a lock");
    }

    /** The look by name shows nothing that is disabled (4.7.3), so a replacement asks for that by another way. */
    private JsonNode replacing(ZoneRef zone, List<Edit> edits, CallLimits limits) {
        Map<DnsName, Map<RRsetKey, List<String>>> searched = new HashMap<>();
        return Patches.replacing(edits, key -> {
            Set<String> hidden = new TreeSet<>(disabled.getOrDefault(new Hidden(zone, key), List.of()));
            hidden.addAll(searched.computeIfAbsent(key.name(), name -> search(zone, name, limits))
                    .getOrDefault(key, List.of()));
            return List.copyOf(hidden);
        });
    }

    private Map<RRsetKey, List<String>> search(ZoneRef zone, DnsName name, CallLimits limits) {
        try {
            return RecordSets.disabled(zone, name, api.search(name, limits));
        } catch (Refusal e) {
            if (e.error().kind() == Kind.ZONE_NOT_FOUND || e.error().kind() == Kind.INVALID_VALUE) {
                return Map.of(); // a server that does not search
            }
            throw e;
        }
    }

    @Override
    protected ZoneProbe.Answer writable(ZoneRef zone, CallLimits limits) {
        api.requireWritable(zone, limits);
        return ZoneProbe.Answer.YES;
    }

    @Override
    protected void closeConnection() {
        api.close();
    }

    static DnsException failure(Kind kind, String message) {
        return new DnsException(DnsError.of(kind, message));
    }
}
