package dev.vmlifecycle.dns.powerdns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmlifecycle.dns.CallLimits;
import dev.vmlifecycle.dns.Cancellation;
import dev.vmlifecycle.dns.Capabilities.Feature;
import dev.vmlifecycle.dns.Change;
import dev.vmlifecycle.dns.ChangeResult;
import dev.vmlifecycle.dns.DnsError;
import dev.vmlifecycle.dns.DnsError.Kind;
import dev.vmlifecycle.dns.DnsName;
import dev.vmlifecycle.dns.DnsProvider;
import dev.vmlifecycle.dns.IpAddress;
import dev.vmlifecycle.dns.RRsetKey;
import dev.vmlifecycle.dns.RecordType;
import dev.vmlifecycle.dns.Ttl;
import dev.vmlifecycle.dns.ZoneRef;
import dev.vmlifecycle.dns.plugin.ProviderSecret;
import dev.vmlifecycle.dns.powerdns.FakePowerDns.Content;
import dev.vmlifecycle.dns.powerdns.FakePowerDns.Stored;
import dev.vmlifecycle.dns.powerdns.FakePowerDns.Version;
import dev.vmlifecycle.dns.powerdns.internal.WireResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.Test;

class PowerDnsWireTest {

    private static final CallLimits LIMITS = CallLimits.until(Instant.MAX);
    private static final ZoneRef ZONE = ZoneRef.parse("example.test");
    private static final DnsName VM = DnsName.parse("vm1.example.test");
    private static final Change ENSURE = Change.ensureAddress(VM, IpAddress.parse("192.0.2.10"), Ttl.DEFAULT);

    private static List<String> callsOf(FakeFixture fixture) {
        List<String> calls = new ArrayList<>(fixture.server.calls);
        fixture.server.calls.clear();
        return calls;
    }

    @Test
    void mergingServer_isFoundOutByTheFirstChange() {
        FakeFixture fixture = new FakeFixture(Version.V4_9);
        try (DnsProvider dns = fixture.open()) {
            assertThat(dns.capabilities().has(Feature.SERVER_SIDE_MERGE)).isFalse();

            dns.apply(ZONE, List.of(ENSURE), LIMITS);

            assertThat(dns.capabilities().has(Feature.SERVER_SIDE_MERGE)).isTrue();
            assertThat(callsOf(fixture))
                    .containsExactly(
                            "GET /api/v1/servers/localhost/zones/example.test.?rrset_name=vm1.example.test.",
                            "PATCH /api/v1/servers/localhost/zones/example.test.");
        }
    }

    @Test
    void olderServer_isFoundOutOnceAndVerifiedAfterwards() {
        FakeFixture fixture = new FakeFixture(Version.V4_7);
        try (DnsProvider dns = fixture.open()) {
            dns.apply(ZONE, List.of(ENSURE), LIMITS);
            assertThat(dns.capabilities().has(Feature.SERVER_SIDE_MERGE)).isFalse();
            // look, EXTEND in vain, look under the lock, search what is disabled, REPLACE, look again
            assertThat(callsOf(fixture)).hasSize(6);

            dns.apply(ZONE, List.of(Change.removeAddress(VM, IpAddress.parse("192.0.2.10"))), LIMITS);
            assertThat(callsOf(fixture)).hasSize(4);
        }
    }

    @Test
    void thirteenAddressesOfOneZone_areOnePatch() {
        FakeFixture fixture = new FakeFixture(Version.V5_1);
        List<Change> changes = new ArrayList<>();
        for (int i = 1; i <= 13; i++) {
            changes.add(Change.ensureAddress(VM, IpAddress.parse("192.0.2." + i), Ttl.DEFAULT));
        }
        try (DnsProvider dns = fixture.open()) {
            assertThat(dns.apply(ZONE, changes, LIMITS)).allMatch(ChangeResult::isOk);
        }
        assertThat(callsOf(fixture)).hasSize(2);
    }

    @Test
    void serverWithoutNameFilter_isAskedForTheWholeZoneOnce() {
        FakeFixture fixture = new FakeFixture(Version.V4_6);
        DnsName other = DnsName.parse("vm2.example.test");
        fixture.plant(ZONE, VM, RecordType.A, Ttl.DEFAULT, List.of("192.0.2.10"));
        fixture.plant(ZONE, other, RecordType.A, Ttl.DEFAULT, List.of("192.0.2.10"));
        try (DnsProvider dns = fixture.open()) {
            assertThat(dns.read(ZONE, VM, LIMITS)).hasSize(1);
            callsOf(fixture);

            dns.apply(
                    ZONE,
                    List.of(ENSURE, Change.ensureAddress(other, IpAddress.parse("192.0.2.10"), Ttl.DEFAULT)),
                    LIMITS);

            assertThat(callsOf(fixture)).containsExactly("GET /api/v1/servers/localhost/zones/example.test.");
        }
    }

    @Test
    void disabledRecords_areNotPresentAndNotLost() {
        FakeFixture fixture = new FakeFixture(Version.V4_7);
        var sets = Objects.requireNonNull(fixture.server.zones.get("example.test.")).sets;
        Content hidden = new Content("192.0.2.200", true);
        sets.put("vm1.example.test. A", new Stored(300, List.of(hidden)));
        try (DnsProvider dns = fixture.open()) {
            assertThat(dns.read(ZONE, VM, LIMITS)).isEmpty();
            dns.apply(ZONE, List.of(ENSURE), LIMITS);
            assertThat(sets.get("vm1.example.test. A"))
                    .isEqualTo(new Stored(300, List.of(new Content("192.0.2.10", false), hidden)));

            dns.apply(ZONE, List.of(Change.removeAddress(VM, IpAddress.parse("192.0.2.10"))), LIMITS);
            assertThat(sets.get("vm1.example.test. A")).isEqualTo(new Stored(300, List.of(hidden)));
        }
    }

    @Test
    void ttlChangedMeanwhile_isReadAgain() {
        FakeFixture fixture = new FakeFixture(Version.V5_1);
        var sets = Objects.requireNonNull(fixture.server.zones.get("example.test.")).sets;
        sets.put("vm1.example.test. A", new Stored(300, List.of(new Content("192.0.2.99", false))));
        var real = fixture.server.with(FakeFixture.KEY);
        try (DnsProvider dns = fixture.open(
                (request, timeout, cancellation) -> {
                    if (request.method().equals("PATCH") && sets.size() == 1) {
                        Stored now = sets.get("vm1.example.test. A");
                        if (now != null && now.ttl() == 300) {
                            sets.put("vm1.example.test. A", new Stored(600, now.records()));
                        }
                    }
                    return real.send(request, timeout, cancellation);
                },
                FakeFixture.KEY)) {
            assertThat(dns.apply(ZONE, List.of(ENSURE), LIMITS)).allMatch(ChangeResult::isOk);
        }
        assertThat(sets.get("vm1.example.test. A")).satisfies(stored -> {
            assertThat(stored.ttl()).isEqualTo(600);
            assertThat(stored.records()).hasSize(2);
        });
    }

    @Test
    void refusedEntryInABatch_failsAlone() {
        FakeFixture fixture = new FakeFixture(Version.V4_9);
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            DnsName name = DnsName.parse("vm" + i + ".example.test");
            changes.add(Change.ensureAddress(name, IpAddress.parse("192.0.2.1"), Ttl.DEFAULT));
        }
        // passes here, and is refused there
        changes.add(
                7,
                new Change.EnsureValues(
                        new RRsetKey(VM.child("mx"), RecordType.CNAME), Ttl.DEFAULT, Set.of("target.example.test")));
        var real = fixture.server.with(FakeFixture.KEY);
        try (DnsProvider dns = fixture.open(
                (request, timeout, cancellation) ->
                        request.body().filter(body -> body.contains("CNAME")).isPresent()
                                ? new WireResponse(422, "{\"error\":\"Record refused\"}", Optional.empty())
                                : real.send(request, timeout, cancellation),
                FakeFixture.KEY)) {
            List<ChangeResult> results = dns.apply(ZONE, changes, LIMITS);

            assertThat(results.get(7).error().map(DnsError::kind)).contains(Kind.INVALID_VALUE);
            assertThat(results).filteredOn(ChangeResult::isOk).hasSize(20);
        }
        assertThat(callsOf(fixture).stream().filter(call -> call.startsWith("PATCH")))
                .hasSizeLessThan(10);
    }

    @Test
    void presignedZone_isReadOnly() {
        FakeFixture fixture = new FakeFixture(Version.V5_1);
        fixture.server.zones.put("signed.test.", new FakePowerDns.Zone("Native", true));
        ZoneRef signed = ZoneRef.parse("signed.test");
        Change change =
                Change.ensureAddress(DnsName.parse("vm1.signed.test"), IpAddress.parse("192.0.2.10"), Ttl.DEFAULT);
        try (DnsProvider dns = fixture.open()) {
            assertThat(dns.apply(signed, List.of(change), LIMITS).get(0).error().map(DnsError::kind))
                    .contains(Kind.READ_ONLY_ZONE);
            assertThat(dns.probe(signed, LIMITS).isUsable()).isFalse();
        }
    }

    @Test
    void request_overHttp_carriesKeyAcceptAndTheZonesId() throws Exception {
        try (MockWebServer server = new MockWebServer()) {
            server.start();
            server.enqueue(new MockResponse.Builder()
                    .body("{\"kind\":\"Native\",\"rrsets\":[]}")
                    .build());
            server.enqueue(new MockResponse.Builder().code(204).build());
            ZoneRef zone = ZoneRef.parse("0/26.2.0.192.in-addr.arpa");
            DnsName pointer = zone.name().child("10");
            try (DnsProvider dns = PowerDns.create(server.url("/base/").uri(), ProviderSecret.of("k3y"))) {
                assertThat(dns.apply(zone, List.of(Change.pointTo(pointer, VM, Ttl.DEFAULT)), LIMITS))
                        .allMatch(ChangeResult::isOk);
            }
            RecordedRequest look = server.takeRequest();
            assertThat(look.getRequestLine())
                    .isEqualTo("GET /base/api/v1/servers/localhost/zones/0=2F26.2.0.192.in-addr.arpa."
                            + "?rrset_name=10.0%2F26.2.0.192.in-addr.arpa. HTTP/1.1");
            assertThat(look.getHeaders().get("X-API-Key")).isEqualTo("k3y");
            assertThat(look.getHeaders().get("Accept")).isEqualTo("application/json");
            RecordedRequest write = server.takeRequest();
            assertThat(Objects.requireNonNull(write.getBody()).utf8())
                    .isEqualTo("{\"rrsets\":[{\"name\":\"10.0/26.2.0.192.in-addr.arpa.\",\"type\":\"PTR\","
                            + "\"changetype\":\"REPLACE\",\"ttl\":300,\"records\":"
                            + "[{\"content\":\"vm1.example.test.\",\"disabled\":false}]}]}");
        }
    }

    @Test
    void hangingServer_isLeftAtTheDeadlineOrTheCancellation() throws Exception {
        try (MockWebServer server = new MockWebServer()) {
            server.start();
            for (int i = 0; i < 4; i++) {
                server.enqueue(new MockResponse.Builder()
                        .headersDelay(1, TimeUnit.HOURS)
                        .build());
            }
            try (DnsProvider dns = PowerDns.create(server.url("/").uri(), ProviderSecret.of("k3y"))) {
                Instant start = Instant.now();
                ChangeResult late = dns.apply(ZONE, List.of(ENSURE), CallLimits.until(start.plusMillis(300)))
                        .get(0);
                assertThat(late.error().map(DnsError::kind))
                        .hasValueSatisfying(kind -> assertThat(kind).isIn(Kind.TRANSIENT, Kind.UNREACHABLE));

                Cancellation cancellation = new Cancellation();
                new Thread(cancellation::cancel).start();
                ChangeResult cancelled = dns.apply(
                                ZONE, List.of(ENSURE), new CallLimits(start.plusSeconds(60), cancellation))
                        .get(0);
                assertThat(cancelled.error().map(DnsError::kind)).contains(Kind.TRANSIENT);
                assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(20));
            }
        }
    }
}
