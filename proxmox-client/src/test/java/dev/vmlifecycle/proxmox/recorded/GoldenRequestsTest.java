package dev.vmlifecycle.proxmox.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmlifecycle.proxmox.error.ProxmoxException;
import dev.vmlifecycle.proxmox.testing.RecordedExchange;
import dev.vmlifecycle.proxmox.testing.Recordings;
import dev.vmlifecycle.proxmox.testing.ScriptedTransport;
import dev.vmlifecycle.proxmox.transport.Param;
import dev.vmlifecycle.proxmox.transport.WireRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The typed calls send what the recorded pipelines sent. */
class GoldenRequestsTest {

    @ParameterizedTest
    @CsvSource({
        "A-deploy, 51",
        "Amin-deploy, 10",
        "B-deploy, 40",
        "A-change-hot, 20",
        "A-change-hot-refused, 31",
        "A-change-stop, 30",
        "A-change-downgrade, 20",
        "A-change-partial, 5",
        "A-terminate, 20"
    })
    void typedCall_equalsTheRecordedRequest(String file, int atLeast) {
        List<RecordedExchange> exchanges = Recordings.golden(file);
        SoftAssertions softly = new SoftAssertions();
        int typed = 0;
        for (RecordedExchange exchange : exchanges) {
            Optional<Route.Call> call = TypedCalls.find(exchange);
            if (call.isPresent()) {
                typed++;
                WireRequest request = capture(exchange, call.get());
                softly.assertThat(request.method()).as(exchange.name()).isEqualTo(exchange.method());
                softly.assertThat(decoded(request.path())).as(exchange.name()).isEqualTo(decoded(exchange.path()));
                softly.assertThat(params(request)).as(exchange.name()).isEqualTo(expected(exchange));
            }
        }
        softly.assertAll();
        assertThat(typed).isGreaterThanOrEqualTo(atLeast);
    }

    static WireRequest capture(RecordedExchange exchange, Route.Call call) {
        ScriptedTransport transport = new ScriptedTransport().answer(500, "captured", "{}");
        if (!exchange.pathMatches("/version")) {
            transport.serverVersion("8.4.1");
        }
        try {
            call.on(transport.client());
        } catch (ProxmoxException e) {
            assertThat(e).hasMessageContaining("captured");
        }
        return transport.last();
    }

    private static Map<String, String> expected(RecordedExchange exchange) {
        Map<String, String> params = exchange.params();
        if (exchange.method().equals("DELETE") && exchange.pathMatches("/nodes/[^/]+/qemu/\\d+")) {
            // the client always says what it does with volumes outside of the configuration
            params.putIfAbsent("destroy-unreferenced-disks", "0");
            params.putIfAbsent("purge", "0");
        }
        return params;
    }

    static Map<String, String> params(WireRequest request) {
        Map<String, String> params = new TreeMap<>();
        for (Param param : request.isWrite() && !request.form().isEmpty() ? request.form() : request.query()) {
            params.put(param.name(), param.value());
        }
        return params;
    }

    static String decoded(String path) {
        return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
