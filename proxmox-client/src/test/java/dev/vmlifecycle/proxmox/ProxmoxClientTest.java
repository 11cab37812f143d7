package dev.vmlifecycle.proxmox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.vmlifecycle.proxmox.error.ConnectException;
import dev.vmlifecycle.proxmox.error.DecodingException;
import dev.vmlifecycle.proxmox.error.PermissionException;
import dev.vmlifecycle.proxmox.testing.ScriptedTransport;
import dev.vmlifecycle.proxmox.transport.Param;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProxmoxClientTest {

    private static final Vmid VM = Vmid.of(9000);

    private final ScriptedTransport transport = new ScriptedTransport();
    private final ProxmoxClient client = transport.client();

    @Test
    void builder_withoutTokenOrHost_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProxmoxClient.builder().host("pve1").build())
                .withMessageContaining("auth");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProxmoxClient.builder()
                        .auth(ApiToken.of("a@pve!b1", Secret.of("x")))
                        .build())
                .withMessageContaining("hosts");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProxmoxClient.builder()
                        .auth(ApiToken.of("a@pve!b1", Secret.of("x")))
                        .host("https://pve1/")
                        .build())
                .withMessageContaining("host: 'https://pve1/'");
    }

    @Test
    void builder_wrappedTransport_seesEveryCall() {
        transport.data("{\"version\":\"8.4.1\"}");
        List<String> seen = new ArrayList<>();
        ProxmoxClient wrapped = ProxmoxClient.builder()
                .auth(ApiToken.of("a@pve!b1", Secret.of("x")))
                .transport(transport)
                .wrapTransport(wire -> (request, timeout, cancel) -> {
                    seen.add(request.method() + " " + request.path());
                    return wire.send(request, timeout, cancel);
                })
                .build();

        assertThat(wrapped.version().major()).isEqualTo(8);
        assertThat(seen).containsExactly("GET /api2/json/version");
    }

    @Test
    void isFree_serverRepeatsTheNumber() {
        transport.data("\"9000\"");

        assertThat(client.cluster().isFree(VM)).isTrue();
        assertThat(transport.last().query()).containsExactly(Param.of("vmid", "9000"));
    }

    @Test
    void isFree_taken() {
        transport.answer(
                400,
                "Parameter verification failed.",
                "{\"data\":null,\"errors\":{\"vmid\":\"VM 9000 already exists\"}}");

        assertThat(client.cluster().isFree(VM)).isFalse();
    }

    @Test
    void isFree_refused_isNoAnswer() {
        transport.answer(403, "Permission check failed", "{\"data\":null}");

        assertThatThrownBy(() -> client.cluster().isFree(VM)).isInstanceOf(PermissionException.class);
    }

    @Test
    void status_withoutClusterRow_isQuorate() {
        transport.data("[{\"type\":\"node\",\"name\":\"pve1\",\"online\":1,\"local\":1}]");

        assertThat(client.cluster().status().quorate()).isTrue();
    }

    @Test
    void oddAnswer_isNotNothing() {
        transport
                .answer(200, "OK", "{}")
                .answer(200, "OK", "")
                .answer(200, "OK", "<html>")
                .data("{}");

        for (int i = 0; i < 4; i++) {
            assertThatThrownBy(() -> client.cluster().guests()).isInstanceOf(DecodingException.class);
        }
    }

    @Test
    void scalars_areReadTolerantly() {
        transport.data("[{\"vmid\":\"100\",\"node\":\"pve1\",\"type\":\"qemu\",\"template\":true,\"cpu\":\"NaN\"},"
                + "{\"vmid\":101,\"node\":\"pve1\",\"type\":\"lxc\",\"template\":\"0\",\"lock\":null}]");

        assertThat(client.cluster().guests())
                .extracting(guest -> guest.vmid().value(), guest -> guest.template(), guest -> guest.lock())
                .containsExactly(tuple(100, true, Optional.empty()), tuple(101, false, Optional.empty()));
    }

    @Test
    void numbers_beyondTheirTypes_areNeitherWrittenOutNorAnswersOfTheirOwn() {
        transport
                .data(
                        "[{\"vmid\":100,\"node\":\"pve1\",\"type\":\"qemu\",\"maxmem\":1e999999999,\"uptime\":1e-999999999}]")
                .data("{\"timezone\":\"UTC\",\"time\":9223372036854775807,\"localtime\":0}");

        assertThat(client.cluster().guests().get(0).vmid()).isEqualTo(Vmid.of(100));
        assertThatThrownBy(() -> client.node(NodeName.of("pve1")).time()).isInstanceOf(DecodingException.class);
    }

    @Test
    void timeouts_areTheClientsUnlessTheDeadlineIsNearer() {
        transport.data("[]").data("null").data("[]");
        CallOptions soon = CallOptions.deadline(ScriptedTransport.NOW.plusSeconds(3));

        client.nodes();
        client.node(NodeName.of("pve1")).qemu(VM).start();
        client.with(soon).nodes();

        assertThat(transport.timeouts)
                .containsExactly(Duration.ofSeconds(15), Duration.ofSeconds(65), Duration.ofSeconds(3));
    }

    @Test
    void deadlineOverOrCancelled_nothingIsSent() {
        Cancellation cancelled = new Cancellation();
        cancelled.cancel();

        assertThatThrownBy(() ->
                        client.with(CallOptions.deadline(ScriptedTransport.NOW)).nodes())
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("deadline");
        assertThatThrownBy(() -> client.with(CallOptions.none().withCancellation(cancelled))
                        .nodes())
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("cancelled");
        assertThat(transport.requests).isEmpty();
    }

    @Test
    void request_printsNoCredentials() {
        transport.data("[]");

        client.nodes();

        assertThat(transport.last().headers().toString() + transport.last()).doesNotContain("11111111");
    }
}
