package dev.vmlifecycle.proxmox.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vmlifecycle.proxmox.ProxmoxTask;
import dev.vmlifecycle.proxmox.config.PendingConfig;
import dev.vmlifecycle.proxmox.config.QemuConfig;
import dev.vmlifecycle.proxmox.error.DecodingException;
import dev.vmlifecycle.proxmox.error.ProxmoxException;
import dev.vmlifecycle.proxmox.qemu.SnapshotTree;
import dev.vmlifecycle.proxmox.qemu.VmStatus;
import dev.vmlifecycle.proxmox.task.LogPage;
import dev.vmlifecycle.proxmox.task.TaskStatus;
import dev.vmlifecycle.proxmox.testing.RecordedExchange;
import dev.vmlifecycle.proxmox.testing.Recordings;
import dev.vmlifecycle.proxmox.testing.ScriptedTransport;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** Every recorded answer to a call that is typed is understood. */
class RecordedAnswersTest {

    @Test
    void answer_ofATypedCall_isDecodedOrClassified() {
        SoftAssertions softly = new SoftAssertions();
        int decoded = 0;
        int refused = 0;
        for (RecordedExchange exchange : Recordings.all()) {
            ScriptedTransport transport =
                    new ScriptedTransport().answer(exchange.status(), exchange.reason(), exchange.body());
            if (!exchange.pathMatches("/version")) {
                transport.serverVersion("8.4.1");
            }
            try {
                Optional<Route.Call> call = TypedCalls.find(exchange);
                if (call.isPresent()) {
                    check(softly, exchange, call.get().on(transport.client()));
                    decoded++;
                }
            } catch (ProxmoxException e) {
                softly.assertThat(e).as(exchange.name()).isNotInstanceOf(DecodingException.class);
                softly.assertThat(exchange.status()).as(exchange.name()).isGreaterThanOrEqualTo(400);
                refused++;
            } catch (IllegalArgumentException e) {
                // some recorded requests are malformed on purpose; the typed call can not even be built
                softly.assertThat(exchange.isGet() && exchange.status() < 400)
                        .as(exchange.name())
                        .isFalse();
            }
        }
        softly.assertAll();
        assertThat(decoded).isGreaterThan(1600);
        assertThat(refused).isGreaterThan(20);
    }

    @Test
    void error_everyRecordedText_isClassifiedByItsStatusOrText() {
        SoftAssertions softly = new SoftAssertions();
        for (RecordedExchange exchange : Recordings.exchanges()) {
            if (exchange.status() >= 400) {
                ScriptedTransport transport =
                        new ScriptedTransport().answer(exchange.status(), exchange.reason(), exchange.body());
                ProxmoxException e = refusal(transport);
                softly.assertThat(e.status()).as(exchange.name()).hasValue(exchange.status());
                softly.assertThat(e.text()).as(exchange.name()).isNotBlank();
                softly.assertThat(e).as(exchange.name()).isNotInstanceOf(DecodingException.class);
            }
        }
        softly.assertAll();
    }

    private static ProxmoxException refusal(ScriptedTransport transport) {
        try {
            transport.client().version();
        } catch (ProxmoxException e) {
            return e;
        }
        throw new AssertionError("not refused");
    }

    private static void check(SoftAssertions softly, RecordedExchange exchange, Object result) {
        JsonNode data = exchange.data();
        if (result instanceof QemuConfig config) {
            softly.assertThat(config.keys()).as(exchange.name()).hasSize(data.size());
            softly.assertThat(config.digest()).as(exchange.name()).isPresent();
        } else if (result instanceof PendingConfig pending) {
            softly.assertThat(pending.rows()).as(exchange.name()).hasSize(data.size());
        } else if (result instanceof VmStatus status) {
            softly.assertThat(status.isRunning())
                    .as(exchange.name())
                    .isEqualTo(data.path("status").asText().equals("running"));
            softly.assertThat(status.load().traffic().netIn().bytes())
                    .as(exchange.name())
                    .isEqualTo(data.path("netin").asLong());
            softly.assertThat(status.values()).as(exchange.name()).containsKeys("vmid", "maxdisk");
        } else if (result instanceof TaskStatus status) {
            softly.assertThat(status.isRunning())
                    .as(exchange.name())
                    .isEqualTo(data.path("status").asText().equals("running"));
        } else if (result instanceof ProxmoxTask task) {
            softly.assertThat(task.upid().isPresent()).as(exchange.name()).isEqualTo(data.isTextual());
        } else if (result instanceof SnapshotTree tree) {
            softly.assertThat(tree.snapshots()).as(exchange.name()).hasSize(data.size() - 1);
            softly.assertThat(tree.digest()).as(exchange.name()).isPresent();
        } else if (result instanceof LogPage log) {
            softly.assertThat(log.lines()).as(exchange.name()).hasSize(data.isArray() ? data.size() : 0);
        } else if (result instanceof List<?> rows) {
            softly.assertThat(rows).as(exchange.name()).hasSize(data.size());
        }
    }
}
