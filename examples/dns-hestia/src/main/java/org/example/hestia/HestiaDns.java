package org.example.hestia;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.vmlifecycle.dns.CallLimits;
import dev.vmlifecycle.dns.Capabilities;
import dev.vmlifecycle.dns.Capabilities.Feature;
import dev.vmlifecycle.dns.ConnectionId;
import dev.vmlifecycle.dns.DnsError;
import dev.vmlifecycle.dns.DnsError.Kind;
import dev.vmlifecycle.dns.DnsException;
import dev.vmlifecycle.dns.DnsName;
import dev.vmlifecycle.dns.RecordType;
import dev.vmlifecycle.dns.Ttl;
import dev.vmlifecycle.dns.ZoneProbe;
import dev.vmlifecycle.dns.ZoneRef;
import dev.vmlifecycle.dns.base.NewRecord;
import dev.vmlifecycle.dns.base.RecordProvider;
import dev.vmlifecycle.dns.base.StaleRecordsException;
import dev.vmlifecycle.dns.base.StoredRecord;
import dev.vmlifecycle.dns.plugin.ProviderConfig;
import dev.vmlifecycle.dns.plugin.ProviderContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * HestiaCP by its API. Knows records by an id that another record may have later, does not refuse a value it has, and
 * restarts the name server with every write unless told not to.
 */
final class HestiaDns extends RecordProvider {

    // what a record has that was made without one
    private static final long TTL_OF_THE_DOMAIN = 14_400;

    private final HestiaApi api;
    private final String user;

    HestiaDns(ProviderConfig config, ProviderContext context) {
        super("hestia", new ConnectionId("hestia " + config.url("url") + " " + config.text("user")), context);
        api = new HestiaApi(config, context);
        user = config.text("user");
    }

    @Override
    public Capabilities capabilities() {
        return Capabilities.basic().with(Feature.LIST_ZONES).withTtls(Ttl.ofSeconds(60), Ttl.ofSeconds(86_400));
    }

    @Override
    protected Map<DnsName, List<StoredRecord>> fetch(ZoneRef zone, Set<DnsName> names, CallLimits limits) {
        Map<DnsName, List<StoredRecord>> found = new HashMap<>();
        for (JsonNode record : records(zone, limits)) {
            String owner = record.path("RECORD").asText();
            if (!record.path("SUSPENDED").asText().equals("yes")) {
                DnsName name = owner.equals("@") ? zone.name() : zone.name().child(owner);
                found.computeIfAbsent(name, any -> new ArrayList<>()).add(read(record));
            }
        }
        return found;
    }

    @Override
    protected List<StoredRecord> list(ZoneRef zone, DnsName name, CallLimits limits) {
        return fetch(zone, Set.of(name), limits).getOrDefault(name, List.of());
    }

    @Override
    protected void create(ZoneRef zone, NewRecord record, CallLimits limits) {
        String owner = record.name().relativeTo(zone.name());
        String type = record.type().text();
        // priority and id are left to the panel; no restart yet
        api.call(
                limits,
                "v-add-dns-record",
                at(zone, owner, type, record.value(), "", "", "no", record.ttl().toString()));
    }

    @Override
    protected void delete(ZoneRef zone, DnsName name, StoredRecord record, CallLimits limits) {
        JsonNode now = records(zone, limits).path(record.id());
        if (now.isMissingNode()) {
            return;
        }
        if (!read(now).equals(record) || !now.path("RECORD").asText().equals(name.relativeTo(zone.name()))) {
            throw new StaleRecordsException("record id: stands for another record by now");
        }
        api.call(limits, "v-delete-dns-record", at(zone, record.id(), "no"));
    }

    /** One restart for all writes of a call. */
    @Override
    protected void finish(ZoneRef zone, CallLimits limits) {
        api.call(limits, "v-rebuild-dns-domain", at(zone, "yes"));
    }

    @Override
    public List<ZoneRef> zones(CallLimits limits) {
        List<ZoneRef> zones = new ArrayList<>();
        retrying(limits, () -> domains(limits)).fieldNames().forEachRemaining(name -> zones.add(ZoneRef.parse(name)));
        zones.sort(Comparator.comparing(ZoneRef::name));
        return zones;
    }

    @Override
    protected ZoneProbe.Answer writable(ZoneRef zone, CallLimits limits) {
        JsonNode domain = domains(limits).path(zone.name().toString());
        return domain.path("SUSPENDED").asText().equals("yes") ? ZoneProbe.Answer.NO : ZoneProbe.Answer.YES;
    }

    private JsonNode domains(CallLimits limits) {
        return json(api.call(limits, "v-list-dns-domains", List.of(user, "json")));
    }

    private JsonNode records(ZoneRef zone, CallLimits limits) {
        return json(api.call(limits, "v-list-dns-records", at(zone, "json")));
    }

    private List<String> at(ZoneRef zone, String... more) {
        List<String> arguments = new ArrayList<>(List.of(user, zone.name().toString()));
        arguments.addAll(List.of(more));
        return arguments;
    }

    private static JsonNode json(String answer) {
        try {
            return HestiaApi.JSON.readTree(answer);
        } catch (JsonProcessingException e) {
            throw new DnsException(DnsError.of(Kind.UNKNOWN, "answer: no JSON (expected: a list)"));
        }
    }

    private static StoredRecord read(JsonNode record) {
        return new StoredRecord(
                record.path("ID").asText(),
                new RecordType(record.path("TYPE").asText()),
                Ttl.nearest(record.path("TTL").asLong(TTL_OF_THE_DOMAIN)),
                record.path("VALUE").asText());
    }
}
