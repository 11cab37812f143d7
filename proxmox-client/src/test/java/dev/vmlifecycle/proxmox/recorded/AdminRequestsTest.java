package dev.vmlifecycle.proxmox.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmlifecycle.proxmox.testing.RecordedExchange;
import dev.vmlifecycle.proxmox.testing.Recordings;
import dev.vmlifecycle.proxmox.transport.WireRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** The typed calls about users, the cluster, nodes, storages and pools send what was recorded. */
class AdminRequestsTest {

    // why a typed call says the same in other words
    private static final Map<String, String> OTHER_WORDS = Map.of(
            "PUT /pools", "pools go by the path all versions know",
            "GET /pools", "pools go by the path all versions know");

    @Test
    void typedCall_equalsTheRecordedRequest() {
        SoftAssertions softly = new SoftAssertions();
        Set<String> shapes = new TreeSet<>();
        int equal = 0;
        for (RecordedExchange exchange : Recordings.all()) {
            Optional<Route.Call> call = TypedCalls.find(exchange, List.of(AdminRoutes.ALL));
            if (call.isPresent() && !OTHER_WORDS.containsKey(exchange.method() + " " + path(exchange))) {
                WireRequest request = GoldenRequestsTest.capture(exchange, call.get());
                softly.assertThat(request.method()).as(exchange.name()).isEqualTo(exchange.method());
                softly.assertThat(GoldenRequestsTest.decoded(request.path()))
                        .as(exchange.name())
                        .isEqualTo("/api2/json" + path(exchange));
                softly.assertThat(GoldenRequestsTest.params(request))
                        .as(exchange.name())
                        .isEqualTo(exchange.params());
                equal++;
                shapes.add(exchange.method() + " " + path(exchange) + " "
                        + exchange.params().keySet());
            }
        }
        softly.assertAll();
        assertThat(equal).isGreaterThan(200);
        assertThat(shapes).hasSizeGreaterThan(60);
    }

    private static String path(RecordedExchange exchange) {
        return GoldenRequestsTest.decoded(exchange.path())
                .replaceFirst("^/api2/json", "")
                .replaceFirst("\\?.*", "");
    }
}
