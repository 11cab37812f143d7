package dev.vmlifecycle.dns.cloudflare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.vmlifecycle.dns.CallLimits;
import dev.vmlifecycle.dns.Capabilities.Feature;
import dev.vmlifecycle.dns.Change;
import dev.vmlifecycle.dns.ChangeResult;
import dev.vmlifecycle.dns.DnsError;
import dev.vmlifecycle.dns.DnsError.Kind;
import dev.vmlifecycle.dns.DnsName;
import dev.vmlifecycle.dns.DnsProvider;
import dev.vmlifecycle.dns.IpAddress;
import dev.vmlifecycle.dns.RRset;
import dev.vmlifecycle.dns.RRsetKey;
import dev.vmlifecycle.dns.RecordType;
import dev.vmlifecycle.dns.Ttl;
import dev.vmlifecycle.dns.ZoneProbe.Answer;
import dev.vmlifecycle.dns.ZoneRef;
import dev.vmlifecycle.dns.cloudflare.internal.OkHttpTransport;
import dev.vmlifecycle.dns.cloudflare.internal.WireResponse;
import dev.vmlifecycle.dns.plugin.HttpSettings;
import dev.vmlifecycle.dns.plugin.ProviderContext;
import dev.vmlifecycle.dns.plugin.ProviderSecret;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CloudflareWireTest {

    private static final CallLimits LIMITS = CallLimits.until(Instant.MAX);
    private static final ZoneRef ZONE = ZoneRef.parse("example.test");
    private static final DnsName VM = DnsName.parse("vm1.example.test");
    private static final Change ENSURE = Change.ensureAddress(VM, IpAddress.parse("192.0.2.10"), Ttl.DEFAULT);

    private final CloudflareFixture fixture = new CloudflareFixture();

    private List<String> calls() {
        List<String> calls = new ArrayList<>(fixture.service.calls);
        fixture.service.calls.clear();
        return calls;
    }

    @Test
    void thirteenAddresses_areOneLookAndOneBatch_andTheZoneIsFoundOnce() {
        List<Change> changes = new ArrayList<>();
        for (int i = 1; i <= 13; i++) {
            changes.add(Change.ensureAddress(VM, IpAddress.parse("192.0.2." + i), Ttl.DEFAULT));
        }
        String id = fixture.zone(ZONE).id;
        try (DnsProvider dns = fixture.open()) {
            dns.apply(ZONE, changes, LIMITS);
            assertThat(calls())
                    .containsExactly(
                            "GET /zones?per_page=50&name=example.test&page=1",
                            "GET /zones/" + id + "/dns_records?per_page=1000&name.exact=vm1.example.test&page=1",
                            "POST /zones/" + id + "/dns_records/batch");
            dns.apply(ZONE, List.of(Change.removeAddress(VM, IpAddress.parse("192.0.2.1"))), LIMITS);
            assertThat(calls()).hasSize(2);
        }
    }

    @Test
    void manyPointers_areOnePageAndOneBatch() {
        ZoneRef zone = ZoneRef.parse("2.0.192.in-addr.arpa");
        List<Change> changes = new ArrayList<>();
        for (int i = 1; i <= 9; i++) {
            changes.add(Change.pointTo(zone.name().child(Integer.toString(i)), VM, Ttl.DEFAULT));
        }
        try (DnsProvider dns = fixture.open()) {
            assertThat(dns.apply(zone, changes, LIMITS)).allMatch(ChangeResult::isOk);
        }
        assertThat(calls()).hasSize(3);
    }

    @Test
    void largeZone_isReadByNamesOrPages_whicheverIsFewer() {
        for (int i = 0; i < 3500; i++) {
            fixture.plant(
                    ZONE, DnsName.parse("n" + i + ".example.test"), RecordType.A, 300, false, List.of("192.0.2.1"));
        }
        List<Change> changes = new ArrayList<>();
        for (int i = 3400; i < 3410; i++) {
            changes.add(Change.ensureAddress(
                    DnsName.parse("n" + i + ".example.test"), IpAddress.parse("192.0.2.1"), Ttl.DEFAULT));
        }
        try (DnsProvider dns = fixture.open()) {
            assertThat(dns.apply(ZONE, changes, LIMITS))
                    .extracting(ChangeResult::outcome)
                    .containsOnly(ChangeResult.Outcome.NOOP);
            // the zone, four pages, nothing to write
            assertThat(calls()).hasSize(5);
            dns.apply(ZONE, changes.subList(0, 3), LIMITS);
            // a page that shows that pages are more than names, then names
            assertThat(calls()).hasSize(4);
        }
    }

    @Test
    void hundredsOfOperations_areBatchesOfTwoHundred() {
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < 450; i++) {
            changes.add(Change.ensureAddress(
                    DnsName.parse("n" + i + ".example.test"), IpAddress.parse("192.0.2.1"), Ttl.DEFAULT));
        }
        try (DnsProvider dns = fixture.open()) {
            assertThat(dns.apply(ZONE, changes, LIMITS)).allMatch(ChangeResult::isOk);
        }
        assertThat(calls()).filteredOn(call -> call.endsWith("/batch")).hasSize(3);
    }

    @Test
    void manyValuesOfOneSet_areSeveralBatchesToo() {
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < 250; i++) {
            changes.add(Change.ensureAddress(VM, IpAddress.parse("192.0.2." + i), Ttl.DEFAULT));
        }
        changes.removeIf(change -> change.values().contains("192.0.2.0"));
        try (DnsProvider dns = fixture.open()) {
            assertThat(dns.apply(ZONE, changes, LIMITS)).allMatch(ChangeResult::isOk);
        }
        assertThat(calls()).filteredOn(call -> call.endsWith("/batch")).hasSize(2);
    }

    @Test
    void newRecords_areNotProxiedAndCommented_andOthersStayAsTheyAre() {
        fixture.plant(ZONE, VM, RecordType.A, 1, true, List.of("192.0.2.99"));
        try (DnsProvider dns = fixture.open(
                fixture.service.with(CloudflareFixture.TOKEN), CloudflareFixture.TOKEN, Optional.of("by us"))) {
            assertThat(dns.capabilities().has(Feature.COMMENTS)).isTrue();
            dns.apply(ZONE, List.of(ENSURE), LIMITS);
        }
        assertThat(fixture.service.bodies)
                .singleElement()
                .isEqualTo("{\"posts\":[{\"type\":\"A\",\"name\":\"vm1.example.test\",\"content\":\"192.0.2.10\","
                        + "\"ttl\":1,\"proxied\":false,\"comment\":\"by us\"}]}");
        assertThat(fixture.zone(ZONE).records.values())
                .anySatisfy(record -> {
                    assertThat(record.proxied()).isTrue();
                    assertThat(record.comment()).isEqualTo("by hand");
                })
                .hasSize(2);
    }

    @Test
    void pointer_hasNoProxiedFlag_andIsReplacedInOneBatch() {
        ZoneRef zone = ZoneRef.parse("2.0.192.in-addr.arpa");
        DnsName pointer = zone.name().child("10");
        fixture.plant(zone, pointer, RecordType.PTR, Ttl.DEFAULT, List.of("former.example.org"));
        try (DnsProvider dns = fixture.open()) {
            dns.apply(zone, List.of(Change.pointTo(pointer, VM, Ttl.DEFAULT)), LIMITS);
        }
        assertThat(fixture.service.bodies)
                .singleElement()
                .asString()
                .contains("\"deletes\":[{\"id\":\"planted", "\"content\":\"vm1.example.test\"")
                .doesNotContain("proxied");
    }

    @Test
    void valueThatAppearedMeanwhile_isNoFailure() {
        var real = fixture.service.with(CloudflareFixture.TOKEN);
        try (DnsProvider dns = fixture.open(
                (request, timeout, cancellation) -> {
                    if (request.method().equals("POST")) {
                        fixture.plant(ZONE, VM, RecordType.A, Ttl.DEFAULT, List.of("192.0.2.10"));
                    }
                    return real.send(request, timeout, cancellation);
                },
                CloudflareFixture.TOKEN,
                Optional.empty())) {
            assertThat(dns.apply(ZONE, List.of(ENSURE), LIMITS)).allMatch(ChangeResult::isOk);
        }
    }

    @Test
    void zoneById_isAskedForById_andOneMadeAnewIsFoundAgain() {
        String id = fixture.zone(ZONE).id;
        ZoneRef byId = new ZoneRef(ZONE.name(), Optional.of(id));
        try (DnsProvider dns = fixture.open()) {
            dns.apply(byId, List.of(ENSURE), LIMITS);
            assertThat(calls()).startsWith("GET /zones/" + id);
            dns.read(ZONE, VM, LIMITS);

            fixture.service.zones.remove(id);
            fixture.service.zone("example.test", "full");
            assertThat(dns.apply(ZONE, List.of(ENSURE), LIMITS).get(0).error().map(DnsError::kind))
                    .contains(Kind.ZONE_NOT_FOUND);
            assertThat(dns.apply(ZONE, List.of(ENSURE), LIMITS)).allMatch(ChangeResult::isOk);
        }
    }

    @Test
    void rateLimit_fromTheHeader_isHeededWithoutACall() {
        fixture.service.rateLimit = "\"default\";r=0;t=120";
        try (DnsProvider dns = fixture.open()) {
            DnsError error =
                    dns.apply(ZONE, List.of(ENSURE), LIMITS).get(0).error().orElseThrow();
            assertThat(error.kind()).isEqualTo(Kind.RATE_LIMITED);
            assertThat(error.retryAfter())
                    .hasValueSatisfying(
                            wait -> assertThat(wait).isBetween(Duration.ofSeconds(110), Duration.ofSeconds(120)));
            assertThat(calls()).hasSize(1);

            dns.apply(ZONE, List.of(ENSURE), LIMITS);
            assertThat(calls()).isEmpty();

            fixture.service.rateLimit = "\"default\";r=1000;t=300";
            fixture.leap(Duration.ofSeconds(121));
            assertThat(dns.apply(ZONE, List.of(ENSURE), LIMITS)).allMatch(ChangeResult::isOk);
        }
    }

    @Test
    void rateLimiter_keepsWithinTheGrant() {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
        RateLimiter rate = new RateLimiter(() -> Objects.requireNonNull(now.get()));
        int taken = 0;
        while (Objects.requireNonNull(now.get()).isBefore(Instant.EPOCH.plusSeconds(300))) {
            Optional<Duration> wait = rate.take();
            if (wait.isEmpty()) {
                taken++;
            } else {
                now.updateAndGet(before -> before.plus(wait.get()));
            }
        }
        assertThat(taken).isBetween(1050, 1200);
        assertThat(rate.heed(new WireResponse(429, "", Optional.empty(), Optional.empty())))
                .isEqualTo(Duration.ofMinutes(5));
        assertThat(rate.take()).contains(Duration.ofMinutes(5));
    }

    @ParameterizedTest
    @CsvSource({
        "400, 81053, CONFLICT_CNAME",
        "400, 81054, CONFLICT_CNAME",
        "400, 9021, INVALID_VALUE",
        "400, 9004, INVALID_VALUE",
        "400, 6003, AUTH",
        "400, 6111, AUTH",
        "401, 10000, AUTH",
        "403, 9109, AUTH",
        "404, 7003, ZONE_NOT_FOUND",
        "400, 7003, ZONE_NOT_FOUND",
        "405, 0, UNSUPPORTED",
        "429, 10100, RATE_LIMITED",
        "500, 0, TRANSIENT",
        "520, 0, TRANSIENT",
        "400, 0, INVALID_VALUE",
        "302, 0, UNKNOWN",
    })
    void refusal_isClassified(int status, int code, Kind kind) {
        String body = "{\"success\":false,\"errors\":[{\"code\":1004,\"message\":\"DNS Validation Error\","
                + "\"error_chain\":[{\"code\":" + code + ",\"message\":\"why\"}]}]}";
        try (DnsProvider dns = fixture.open(
                (request, timeout, cancellation) -> new WireResponse(status, body, Optional.of("60"), Optional.empty()),
                CloudflareFixture.TOKEN,
                Optional.empty())) {
            DnsError error =
                    dns.apply(ZONE, List.of(ENSURE), LIMITS).get(0).error().orElseThrow();

            assertThat(error.kind()).isEqualTo(kind);
            assertThat(error.safeMessage()).contains("HTTP " + status, "why");
            assertThat(error.providerCode()).contains("HTTP " + status + " [1004, " + code + "]");
        }
    }

    @Test
    void probe_tellsWhetherTheTokenMayEdit() {
        try (DnsProvider dns = fixture.open()) {
            assertThat(dns.probe(ZONE, LIMITS).writable()).isEqualTo(Answer.YES);
            assertThat(dns.zones(LIMITS))
                    .hasSize(5)
                    .allMatch(zone -> zone.providerId().isPresent());
        }
    }

    @Test
    void ttlOfAProxiedRecord_isLeftToCloudflare() {
        fixture.plant(ZONE, VM, RecordType.A, 1, true, List.of("192.0.2.10"));
        Change change =
                new Change.ReplaceSet(new RRsetKey(VM, RecordType.A), Ttl.DEFAULT, Set.of("192.0.2.10", "192.0.2.11"));
        try (DnsProvider dns = fixture.open()) {
            assertThat(dns.apply(ZONE, List.of(change), LIMITS)).allMatch(ChangeResult::isOk);
            assertThat(fixture.service.bodies).noneMatch(body -> body.contains("patches"));
            assertThat(fixture.observe(ZONE, VM, RecordType.A)
                            .map(RRset::values)
                            .orElse(Set.of()))
                    .hasSize(2);
        }
    }

    @Test
    void comment_malformed_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CloudflareDns.create(
                        ProviderSecret.of("x"), "a", Optional.of("two\nlines"), ProviderContext.standard()));
    }

    @Test
    void request_overHttp_carriesTheToken() throws Exception {
        try (MockWebServer server = new MockWebServer()) {
            server.start();
            server.enqueue(new MockResponse.Builder()
                    .addHeader("Ratelimit", "\"default\";r=5;t=60")
                    .body("{\"success\":true,\"result\":[]}")
                    .build());
            ProviderSecret token = ProviderSecret.of("t0ken");
            URI address = server.url("/client/v4").uri();
            try (DnsProvider dns = CloudflareDns.of(
                    address,
                    "a",
                    new OkHttpTransport(address, token, HttpSettings.standard()),
                    token,
                    Optional.empty(),
                    ProviderContext.standard())) {
                assertThat(dns.probe(ZONE, LIMITS).present()).isEqualTo(Answer.NO);
            }
            RecordedRequest request = server.takeRequest();
            assertThat(request.getRequestLine())
                    .isEqualTo("GET /client/v4/zones?per_page=50&name=example.test&page=1 HTTP/1.1");
            assertThat(request.getHeaders().get("Authorization")).isEqualTo("Bearer t0ken");
        }
    }
}
