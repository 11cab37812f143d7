package dev.vmlifecycle.dns.cloudflare;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vmlifecycle.dns.CallLimits;
import dev.vmlifecycle.dns.Capabilities;
import dev.vmlifecycle.dns.Capabilities.Feature;
import dev.vmlifecycle.dns.ConnectionId;
import dev.vmlifecycle.dns.DnsError.Kind;
import dev.vmlifecycle.dns.DnsException;
import dev.vmlifecycle.dns.DnsName;
import dev.vmlifecycle.dns.Ttl;
import dev.vmlifecycle.dns.ZoneProbe;
import dev.vmlifecycle.dns.ZoneRef;
import dev.vmlifecycle.dns.base.BatchProvider;
import dev.vmlifecycle.dns.base.Edit;
import dev.vmlifecycle.dns.base.StaleRecordsException;
import dev.vmlifecycle.dns.base.StoredRecord;
import dev.vmlifecycle.dns.base.WriteStyle;
import dev.vmlifecycle.dns.cloudflare.CloudflareApi.Page;
import dev.vmlifecycle.dns.cloudflare.CloudflareApi.Refusal;
import dev.vmlifecycle.dns.cloudflare.internal.OkHttpTransport;
import dev.vmlifecycle.dns.cloudflare.internal.Transport;
import dev.vmlifecycle.dns.plugin.ProviderContext;
import dev.vmlifecycle.dns.plugin.ProviderSecret;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Cloudflare DNS, by an API token that may edit the DNS of its zones (and read zones, where they are found by name).
 *
 * <p>A zone's changes go out in one batch of up to 200 operations, which takes effect as a whole; where there is no batch
 * endpoint, record by record. New address records are never proxied; records of others keep their proxying, comments and
 * tags. TTLs are 60 to 86400 seconds; a set that is on automatic stays so. The rate of 1200 calls in 5 minutes is kept
 * per object, so one token wants one object. Thread-safe.
 */
public final class CloudflareDns extends BatchProvider {

    static final String TYPE = "cloudflare";
    static final URI ADDRESS = URI.create("https://api.cloudflare.com/client/v4");

    private static final Capabilities BASIC = Capabilities.basic()
            .with(Feature.LIST_ZONES, Feature.ATOMIC_BATCH, Feature.SERVER_SIDE_MERGE, Feature.MULTI_VALUE_PTR)
            .withTtls(Ttl.ofSeconds(60), Ttl.ofSeconds(86_400));
    private static final int EDITS_PER_WRITE = 200;
    private static final int RECORDS_PER_PAGE = 1000;
    // up to here a call for each name; beyond, a page of the zone usually has them all
    private static final int FEW_NAMES = 2;

    private final CloudflareApi api;
    private final ZoneIds zones;
    private final Optional<String> comment;
    private volatile boolean withoutBatches;

    private CloudflareDns(
            ConnectionId connection, CloudflareApi api, Optional<String> comment, ProviderContext context) {
        super(TYPE, connection, context);
        this.api = api;
        this.zones = new ZoneIds(api);
        this.comment = comment;
    }

    /**
     * A connection with the usual settings.
     *
     * @param token the API token
     * @return the connection
     */
    public static CloudflareDns create(ProviderSecret token) {
        return create(token, TYPE, Optional.empty(), ProviderContext.standard());
    }

    /**
     * A connection.
     *
     * @param token the API token
     * @param account the operator's own name for the account, so that two tokens are two connections
     * @param comment what new records are commented with, one line of at most 100 characters; empty for nothing
     * @param context what the host lends
     * @return the connection
     * @throws IllegalArgumentException when the comment is malformed
     */
    public static CloudflareDns create(
            ProviderSecret token, String account, Optional<String> comment, ProviderContext context) {
        return create(ADDRESS, token, account, comment, context);
    }

    /**
     * A connection to an API that stands at another address, such as behind a gateway of one's own.
     *
     * @param address the API's address; it is shown the token
     * @param token the API token
     * @param account the operator's own name for the account, so that two tokens are two connections
     * @param comment what new records are commented with, one line of at most 100 characters; empty for nothing
     * @param context what the host lends
     * @return the connection
     * @throws IllegalArgumentException when the comment is malformed
     */
    public static CloudflareDns create(
            URI address, ProviderSecret token, String account, Optional<String> comment, ProviderContext context) {
        return of(address, account, new OkHttpTransport(address, token, context.http()), token, comment, context);
    }

    static CloudflareDns of(
            URI address,
            String account,
            Transport transport,
            ProviderSecret token,
            Optional<String> comment,
            ProviderContext context) {
        comment.ifPresent(text -> {
            if (!isComment(text)) {
                throw new IllegalArgumentException("comment: not shown (expected: one line of 1..100 characters)");
            }
        });
        return new CloudflareDns(
                new ConnectionId(TYPE + " " + address.getHost() + " " + account),
                new CloudflareApi(transport, token, context),
                comment,
                context);
    }

    static boolean isComment(String text) {
        return !text.isBlank() && text.length() <= 100 && text.chars().noneMatch(Character::isISOControl);
    }

    @Override
    public Capabilities capabilities() {
        return comment.isPresent() ? BASIC.with(Feature.COMMENTS) : BASIC;
    }

    @Override
    public List<ZoneRef> zones(CallLimits limits) {
        List<ZoneRef> found = new ArrayList<>();
        for (JsonNode zone : retrying(limits, () -> api.all("/zones?per_page=50", limits))) {
            name(zone.path("name").asText())
                    .ifPresent(name -> found.add(
                            new ZoneRef(name, Optional.of(zone.path("id").asText()))));
        }
        found.sort(Comparator.comparing(ZoneRef::name));
        return found;
    }

    @Override
    protected WriteStyle writeStyle() {
        return WriteStyle.MERGES;
    }

    @Override
    protected int editsPerWrite() {
        return EDITS_PER_WRITE;
    }

    @Override
    protected Map<DnsName, List<StoredRecord>> fetch(ZoneRef zone, Set<DnsName> names, CallLimits limits) {
        String path = path(zone, limits) + "?per_page=" + RECORDS_PER_PAGE;
        try {
            if (names.size() > FEW_NAMES) {
                Page first = api.page(path, 1, limits);
                if (first.pages() <= names.size()) {
                    List<JsonNode> records = new ArrayList<>(first.items());
                    for (long number = 2; number <= first.pages(); number++) {
                        records.addAll(api.page(path, number, limits).items());
                    }
                    return byName(records);
                }
            }
            return fetchEach(
                    names,
                    name -> byName(api.all(path + "&name.exact=" + CloudflareApi.encode(name.toString()), limits))
                            .getOrDefault(name, List.of()));
        } catch (DnsException e) {
            if (e.error().kind() == Kind.ZONE_NOT_FOUND) {
                zones.forget(zone);
            }
            throw e;
        }
    }

    @Override
    protected void write(ZoneRef zone, List<Edit> edits, WriteStyle style, CallLimits limits) {
        requireWritable(zone, limits);
        String path = path(zone, limits);
        for (Operations batch : Operations.batches(edits, comment)) {
            try {
                if (!withoutBatches) {
                    api.write("POST", path + "/batch", Optional.of(batch.body()), limits);
                    continue;
                }
            } catch (Refusal e) {
                if (e.says(ApiErrors.EXISTS) || e.says(ApiErrors.GONE)) {
                    throw new StaleRecordsException("record: changed by another since it was read");
                }
                if (e.status() != 404 && e.status() != 405) {
                    throw e;
                }
                // a zone that is not there will say so again
                withoutBatches = e.status() == 405;
            }
            one(path, batch, limits);
        }
    }

    /** Record by record: what comes before what goes, as far as a name may hold both. */
    private void one(String path, Operations batch, CallLimits limits) {
        boolean alone =
                batch.posts.stream().anyMatch(post -> post.path("type").asText().equals("CNAME"));
        if (alone) {
            delete(path, batch, limits);
        }
        for (JsonNode post : batch.posts) {
            tolerate(ApiErrors.EXISTS, () -> api.write("POST", path, Optional.of(post), limits));
        }
        for (JsonNode patch : batch.patches) {
            String id = patch.path("id").asText();
            api.write("PATCH", path + "/" + CloudflareApi.encode(id), Optional.of(patch), limits);
        }
        if (!alone) {
            delete(path, batch, limits);
        }
    }

    private void delete(String path, Operations batch, CallLimits limits) {
        for (String id : batch.deletes) {
            tolerate(
                    ApiErrors.GONE,
                    () -> api.write("DELETE", path + "/" + CloudflareApi.encode(id), Optional.empty(), limits));
        }
    }

    private static void tolerate(Set<Integer> codes, Runnable call) {
        try {
            call.run();
        } catch (Refusal e) {
            if (!e.says(codes)) {
                throw e;
            }
        }
    }

    @Override
    protected ZoneProbe.Answer writable(ZoneRef zone, CallLimits limits) {
        requireWritable(zone, limits);
        return zones.find(zone, limits).editable() ? ZoneProbe.Answer.YES : ZoneProbe.Answer.UNKNOWN;
    }

    @Override
    protected void closeConnection() {
        api.close();
    }

    private void requireWritable(ZoneRef zone, CallLimits limits) {
        if (zones.find(zone, limits).type().equals("secondary")) {
            throw CloudflareApi.failure(
                    Kind.READ_ONLY_ZONE, "zone: " + zone.name() + " is a secondary one (expected: full or partial)");
        }
    }

    private String path(ZoneRef zone, CallLimits limits) {
        return "/zones/" + CloudflareApi.encode(zones.find(zone, limits).id()) + "/dns_records";
    }

    private static Map<DnsName, List<StoredRecord>> byName(List<JsonNode> records) {
        Map<DnsName, List<StoredRecord>> found = new HashMap<>();
        for (JsonNode record : records) {
            name(record.path("name").asText())
                    .ifPresent(name -> found.computeIfAbsent(name, any -> new ArrayList<>())
                            .add(Operations.read(record)));
        }
        return found;
    }

    /** Empty for a name that is none of ours, such as one with escaped characters. */
    private static Optional<DnsName> name(String text) {
        try {
            return Optional.of(DnsName.parse(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
