package dev.vmlifecycle.dns.powerdns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vmlifecycle.dns.CallLimits;
import dev.vmlifecycle.dns.DnsError.Kind;
import dev.vmlifecycle.dns.DnsException;
import dev.vmlifecycle.dns.DnsName;
import dev.vmlifecycle.dns.RecordType;
import dev.vmlifecycle.dns.Ttl;
import dev.vmlifecycle.dns.ZoneRef;
import dev.vmlifecycle.dns.base.StoredRecord;
import dev.vmlifecycle.dns.plugin.ProviderContext;
import dev.vmlifecycle.dns.plugin.ProviderSecret;
import dev.vmlifecycle.dns.powerdns.internal.WireResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every exchange recorded with PowerDNS 4.7.3: what its answer means to this provider. */
class RecordedExchangesTest {

    private static final int RECORDED = 158;
    private static final CallLimits LIMITS = CallLimits.until(Instant.MAX);

    private final ObjectMapper json = new ObjectMapper();

    @Test
    void everyAnswer_isClassified() throws IOException {
        Map<String, Integer> counts = new TreeMap<>();
        List<String> refused = new ArrayList<>();
        int files = 0;
        for (Path file : files()) {
            JsonNode recorded = json.readTree(file.toFile());
            files++;
            String verdict = recorded.has("response") ? verdict(recorded.path("response")) : "measurement";
            counts.merge(verdict, 1, Integer::sum);
            if (verdict.equals(Kind.CONFLICT_CNAME.name()) || verdict.equals(Kind.UNKNOWN.name())) {
                refused.add(recorded.path("name").asText());
            }
        }
        System.out.println("COUNT powerdns-recorded " + files + " " + counts);

        assertThat(files).isEqualTo(RECORDED);
        assertThat(counts)
                .containsEntry("success", 103)
                .containsEntry("measurement", 12)
                .containsEntry("AUTH", 2)
                .containsEntry("ZONE_NOT_FOUND", 5)
                .containsEntry("OUT_OF_ZONE", 2)
                .containsEntry("CONFLICT_CNAME", 4)
                .containsEntry("UNSUPPORTED", 4)
                .containsEntry("UNKNOWN", 3)
                .containsEntry("INVALID_VALUE", 23);
        assertThat(refused)
                .containsExactlyInAnyOrder(
                        "zone-create-duplicate",
                        "rrset-A-over-CNAME",
                        "rrset-CNAME-over-A",
                        "rrset-cname-two",
                        "patch-invalid-json",
                        "patch-empty-body",
                        "classless-parent-ptr-conflicts");
    }

    @Test
    void zone_asRecorded_isReadWithItsSpelling() throws IOException {
        List<StoredRecord> found = records("044-rrset-AAAA-readback-normalised", "vm1b.example.test");
        assertThat(found)
                .anySatisfy(record -> assertThat(record)
                        .isEqualTo(new StoredRecord("2001:db8::10", RecordType.AAAA, Ttl.DEFAULT, "2001:db8::10")));

        assertThat(records("097-ptr4-content-upper-readback", "12.2.0.192.in-addr.arpa"))
                .singleElement()
                .satisfies(record ->
                        assertThat(record.value()).isEqualTo(record.value().toLowerCase(Locale.ROOT)))
                .satisfies(record ->
                        assertThat(record.id()).isNotEqualTo(record.id().toLowerCase(Locale.ROOT)));
        assertThat(records("038-zone-get-rrset-filter-missing", "vm1.example.test"))
                .isEmpty();
    }

    private List<StoredRecord> records(String recording, String name) throws IOException {
        JsonNode response =
                json.readTree(directory().resolve(recording + ".json").toFile()).path("response");
        return RecordSets.byName(response.path("body")).getOrDefault(DnsName.parse(name), List.of());
    }

    /** What a call ends in when the server answers so. */
    private String verdict(JsonNode response) {
        JsonNode body = response.path("body");
        String text = body.isTextual() ? body.asText() : body.isNull() ? "" : body.toString();
        WireResponse answer = new WireResponse(response.path("status").asInt(), text, Optional.empty());
        PowerDnsApi api = new PowerDnsApi(
                (request, timeout, cancellation) -> answer,
                "localhost",
                ProviderSecret.of("recorded"),
                ProviderContext.standard());
        try {
            api.patch(ZoneRef.parse("example.test"), json.createObjectNode(), false, LIMITS);
            if (body.isContainerNode()) {
                assertThat(api.get("/zones", LIMITS)).isEqualTo(body);
            }
            return "success";
        } catch (DnsException e) {
            assertThat(e.error().providerCode()).contains("HTTP " + answer.status());
            return e.error().kind().name();
        }
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(directory())) {
            return files.filter(file -> String.valueOf(file.getFileName()).matches("[0-9]{3}-.*\\.json"))
                    .sorted()
                    .toList();
        }
    }

    private static Path directory() {
        String given = System.getenv("VMLIFECYCLE_DATA");
        Path directory = (given != null ? Path.of(given) : Path.of("..", "..", "shared", "data")).resolve("powerdns");
        assumeTrue(Files.isDirectory(directory), "no recorded data; set VMLIFECYCLE_DATA to run this test");
        return directory;
    }
}
