package dev.vmlifecycle.proxmox.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmlifecycle.proxmox.catalogue.Schemas;
import dev.vmlifecycle.proxmox.testing.RecordedExchange;
import dev.vmlifecycle.proxmox.testing.Recordings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** Each recorded pipeline, top to bottom, by typed calls over one transport that insists on the order. */
class GoldenReplayTest {

    @Test
    void pipelines_replayInOrder() {
        SoftAssertions softly = new SoftAssertions();
        TypedEndpoints endpoints = new TypedEndpoints(Schemas.read(Recordings.directory()));
        Map<String, Long> typedCalls = new TreeMap<>();
        long exchanges = 0;
        for (String name : Recordings.goldenNames()) {
            List<RecordedExchange> pipeline = Recordings.golden(name);
            long typed = replay(softly, endpoints, pipeline);
            typedCalls.put(name + " " + typed + "/" + pipeline.size(), typed);
            exchanges += pipeline.size();
        }
        long typed = typedCalls.values().stream().mapToLong(Long::longValue).sum();
        System.out.printf(
                "REPLAY pipelines: %d of %d calls typed, in order %s%n", typed, exchanges, typedCalls.keySet());

        softly.assertAll();
        assertThat(typed).isGreaterThan(1300);
    }

    private static long replay(SoftAssertions softly, TypedEndpoints endpoints, List<RecordedExchange> pipeline) {
        ReplayTransport transport = new ReplayTransport(pipeline);
        long typed = 0;
        for (RecordedExchange exchange : pipeline) {
            int left = transport.left();
            Optional<String> difference = Replay.on(transport, exchange).difference();
            softly.assertThat(transport.left()).as(exchange.name()).isEqualTo(left - 1);
            typed += difference.isEmpty() ? 1 : 0;
            softly.assertThat(difference.isEmpty()
                            || endpoints.find(exchange).isEmpty()
                            || Inexpressible.reason(exchange).isPresent())
                    .as("%s: %s", exchange, difference)
                    .isTrue();
        }
        softly.assertThat(transport.left()).isZero();
        return typed;
    }
}
