package dev.vmlifecycle.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** The recorded table of reverse zones: which network each name tells, and where an address's record lies in it. */
class ReverseVectorsTest {

    // one test over all rows: an aborted factory of dynamic tests would vanish from the report instead of being skipped
    @Test
    void everyVector_matchesOrNotAsRecorded() throws IOException {
        Path file = dataFolder().resolve("dns/reverse-vectors.json");
        assumeTrue(Files.exists(file), () -> "recorded data not found: " + file + " (set VMLIFECYCLE_DATA)");
        JsonNode vectors = new ObjectMapper().readTree(file.toFile()).path("reverse");

        assertThat(vectors).isNotEmpty();
        SoftAssertions.assertSoftly(softly -> vectors.forEach(vector -> check(softly, vector)));
        System.out.println("COUNT dns-reverse-vectors " + vectors.size());
    }

    private static void check(SoftAssertions softly, JsonNode vector) {
        IpAddress address = IpAddress.parse(vector.path("ip").asText());
        Optional<ReverseZone> zone =
                ReverseZone.ofName(DnsName.parse(vector.path("zone").asText()));
        Optional<DnsName> record = zone.flatMap(found -> found.recordName(address));

        softly.assertThat(zone.map(found -> found.network().networkText()))
                .as("network of %s", vector)
                .isEqualTo(text(vector, "network"));
        softly.assertThat(zone.map(found -> found.kind().name().toLowerCase(Locale.ROOT)))
                .as("kind of %s", vector)
                .isEqualTo(text(vector, "kind"));
        softly.assertThat(record.map(DnsName::absoluteText))
                .as("record name of %s", vector)
                .isEqualTo(text(vector, "ptr_name"));
    }

    private static Optional<String> text(JsonNode vector, String field) {
        return vector.hasNonNull(field) ? Optional.of(vector.path(field).asText()) : Optional.empty();
    }

    private static Path dataFolder() {
        String given = System.getenv("VMLIFECYCLE_DATA");
        return given != null ? Path.of(given) : Path.of("..", "..", "shared", "data");
    }
}
