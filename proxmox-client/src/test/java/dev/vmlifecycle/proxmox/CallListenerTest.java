package dev.vmlifecycle.proxmox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vmlifecycle.proxmox.CallReport.Outcome;
import dev.vmlifecycle.proxmox.error.ConnectException;
import dev.vmlifecycle.proxmox.error.ProxmoxException;
import dev.vmlifecycle.proxmox.testing.ScriptedTransport;
import dev.vmlifecycle.proxmox.testing.TestClock;
import dev.vmlifecycle.proxmox.transport.Transport;
import dev.vmlifecycle.proxmox.transport.TransportFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class CallListenerTest {

    private static final Vmid VM = Vmid.of(100);

    private final TestClock clock = new TestClock();
    private final ScriptedTransport transport = new ScriptedTransport();
    private final List<CallReport> reports = new ArrayList<>();
    private final ProxmoxClient client = client(reports::add);

    @Test
    void answer_isReportedByItsTemplate() {
        transport.data("{\"digest\":\"" + "0".repeat(40) + "\"}");

        client.node(NodeName.of("pve1")).qemu(VM).config();

        assertThat(reports)
                .containsExactly(new CallReport(
                        HttpMethod.GET,
                        "/nodes/{node}/qemu/{vmid}/config",
                        Outcome.DONE,
                        Optional.empty(),
                        OptionalInt.of(200),
                        Duration.ofMillis(70)));
    }

    @Test
    void everyEnding_hasItsOutcome() {
        transport.answer(403, "Permission check failed", "");
        transport.failure(TransportFailure.notSent("refused", null));
        transport.failure(TransportFailure.maybeSent("cut", null));

        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(client::version).isInstanceOf(ProxmoxException.class);
        }

        assertThat(reports)
                .extracting(CallReport::outcome)
                .containsExactly(Outcome.REFUSED, Outcome.NOT_SENT, Outcome.ANSWER_LOST);
        assertThat(reports)
                .extracting(CallReport::status)
                .containsExactly(OptionalInt.of(403), OptionalInt.empty(), OptionalInt.empty());
    }

    @Test
    void deadlineOver_isReportedAsNotSent() {
        assertThatThrownBy(
                        () -> client.with(CallOptions.deadline(clock.instant())).version())
                .isInstanceOf(ConnectException.class);

        assertThat(reports).extracting(CallReport::outcome).containsExactly(Outcome.NOT_SENT);
    }

    @Test
    void listenerThatFails_harmsNoCall() {
        transport.data("{\"version\":\"8.4.1\"}");

        ServerVersion version = client(report -> {
                    throw new IllegalStateException("listener");
                })
                .version();

        assertThat(version.major()).isEqualTo(8);
    }

    @Test
    void listenerThatCalls_findsAFreeSlot() {
        transport.data("[]").data("{\"version\":\"8.4.1\"}");
        List<ServerVersion> seen = new ArrayList<>();
        List<ProxmoxClient> self = new ArrayList<>();
        ProxmoxClient curious = client(report -> {
            if (report.path().equals("/nodes")) {
                seen.add(self.get(0).version());
            }
        });
        self.add(curious);

        curious.nodes();

        assertThat(seen).hasSize(1);
    }

    @Test
    void timeout_ofTheView_replacesTheClients() {
        transport.data("[]").data("null");
        ProxmoxClient patient = client.with(CallOptions.none().withTimeout(Duration.ofMinutes(5)));

        patient.nodes();
        patient.node(NodeName.of("pve1")).qemu(VM).start();

        assertThat(transport.timeouts).containsExactly(Duration.ofMinutes(5), Duration.ofMinutes(5));
        assertThatIllegalArgumentException().isThrownBy(() -> CallOptions.none().withTimeout(Duration.ZERO));
    }

    private ProxmoxClient client(CallListener listener) {
        return ProxmoxClient.builder()
                .auth(ApiToken.of("svc@pve!panel", Secret.of("11111111-2222-3333-4444-555555555555")))
                .transport(transport)
                .wrapTransport(this::slow)
                .clock(clock)
                .maxConcurrency(1)
                .listener(listener)
                .build();
    }

    private Transport slow(Transport wire) {
        return (request, timeout, cancel) -> {
            clock.advance(Duration.ofMillis(70));
            return wire.send(request, timeout, cancel);
        };
    }
}
