package dev.vmlifecycle.dns.powerdns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmlifecycle.dns.CallLimits;
import dev.vmlifecycle.dns.Change;
import dev.vmlifecycle.dns.ChangeResult;
import dev.vmlifecycle.dns.DnsName;
import dev.vmlifecycle.dns.DnsProvider;
import dev.vmlifecycle.dns.IpAddress;
import dev.vmlifecycle.dns.Ttl;
import dev.vmlifecycle.dns.ZoneRef;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A record that is stored and not served, on a real server: it belongs to somebody, and stays. */
class DisabledRecordsTest {
    private final RealServer server = RealServer.orSkip();

    @Test
    void disabledRecord_survivesWhatIsAddedAndTakenBesideIt() throws IOException, InterruptedException {
        RealFixture fixture = new RealFixture(server);
        ZoneRef zone = fixture.forwardZone();
        DnsName name = zone.name().child("tck-disabled");
        api(
                "PATCH",
                "/zones/" + zone.name().absoluteText(),
                "{\"rrsets\":[{\"name\":\"" + name.absoluteText()
                        + "\",\"type\":\"A\",\"ttl\":300,\"changetype\":\"REPLACE\",\"records\":["
                        + "{\"content\":\"192.0.2.5\",\"disabled\":false},"
                        + "{\"content\":\"192.0.2.20\",\"disabled\":true}]}]}");
        try (DnsProvider dns = fixture.open()) {
            CallLimits limits = CallLimits.until(Instant.now().plusSeconds(60));

            assertApplied(dns.apply(
                    zone, List.of(Change.ensureAddress(name, IpAddress.parse("192.0.2.30"), Ttl.DEFAULT)), limits));
            assertThat(search(name)).contains("192.0.2.5", "192.0.2.20", "192.0.2.30");

            assertApplied(dns.apply(zone, List.of(Change.removeAddress(name, IpAddress.parse("192.0.2.30"))), limits));
            assertThat(search(name)).contains("192.0.2.5", "192.0.2.20").doesNotContain("192.0.2.30");
        } finally {
            fixture.close();
        }
    }

    private static void assertApplied(List<ChangeResult> results) {
        assertThat(results).extracting(ChangeResult::outcome).containsExactly(ChangeResult.Outcome.APPLIED);
    }

    private String search(DnsName name) throws IOException, InterruptedException {
        return api("GET", "/search-data?object_type=record&max=100&q=" + name, "");
    }

    private String api(String method, String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.address + "/api/v1/servers/localhost" + path))
                .header("X-API-Key", server.key)
                .method(method, BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }
}
