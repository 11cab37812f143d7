package dev.vmlifecycle.proxmox.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.vmlifecycle.proxmox.NodeName;
import dev.vmlifecycle.proxmox.ProxmoxClient;
import dev.vmlifecycle.proxmox.Qemu;
import dev.vmlifecycle.proxmox.Secret;
import dev.vmlifecycle.proxmox.Vmid;
import dev.vmlifecycle.proxmox.config.ConfigUpdate;
import dev.vmlifecycle.proxmox.error.AuthenticationException;
import dev.vmlifecycle.proxmox.error.LockedException;
import dev.vmlifecycle.proxmox.error.ProxmoxException;
import dev.vmlifecycle.proxmox.qemu.DeleteRequest;
import dev.vmlifecycle.proxmox.testing.TlsServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import mockwebserver3.RecordedRequest;
import okio.ByteString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WireTest {

    private static final String TASK = "\"UPID:pve1:000005FD:0008AF40:6B0456BF:qmdestroy:100:svc@pve!panel:\"";

    private final TlsServer server = new TlsServer();
    private final ProxmoxClient client = server.client();
    private final Qemu vm = client.node(NodeName.of("pve1")).qemu(Vmid.of(100));

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    @Test
    void everyCall_carriesTheToken() {
        server.data("{\"version\":\"8.4.1\"}");

        client.version();

        assertThat(server.take().getHeaders().get("Authorization"))
                .isEqualTo("PVEAPIToken=svc@pve!panel=" + TlsServer.SECRET);
    }

    @Test
    void fiftyCalls_useOneConnection() {
        for (int i = 0; i < 50; i++) {
            server.data("{\"version\":\"8.4.1\"}");
            client.version();
        }

        for (int i = 0; i < 50; i++) {
            RecordedRequest request = server.take();
            assertThat(request.getConnectionIndex()).isZero();
            assertThat(request.getExchangeIndex()).isEqualTo(i);
        }
    }

    @Test
    void delete_sendsItsParametersInTheQuery() {
        server.data(TASK);

        vm.delete(new DeleteRequest(true, false));

        RecordedRequest request = server.take();
        assertThat(request.getMethod()).isEqualTo("DELETE");
        assertThat(request.getTarget())
                .isEqualTo("/api2/json/nodes/pve1/qemu/100?purge=1&destroy-unreferenced-disks=0");
        assertThat(request.getBodySize()).isZero();
        assertThat(request.getHeaders().get("Content-Length")).isEqualTo("0");
    }

    @Test
    void form_reservedCharacters_areEscaped() {
        server.data("null");

        vm.update(ConfigUpdate.builder()
                .set("tags", "a;b")
                .set("net1", "virtio=BC:24:11:00:00:01,bridge=vmbr0")
                .description("1 + 1 & é")
                .build());

        RecordedRequest request = server.take();
        assertThat(body(request))
                .isEqualTo("tags=a%3Bb&net1=virtio%3DBC%3A24%3A11%3A00%3A00%3A01%2Cbridge%3Dvmbr0"
                        + "&description=1%20%2B%201%20%26%20%C3%A9");
        assertThat(request.getHeaders().get("Content-Type")).isEqualTo("application/x-www-form-urlencoded");
        assertThat(request.getHeaders().get("Transfer-Encoding")).isNull();
    }

    @Test
    void post_withoutParameters_hasLengthZero() {
        server.data(TASK);

        vm.start();

        assertThat(server.take().getHeaders().get("Content-Length")).isEqualTo("0");
    }

    @Test
    void error_textOnlyInTheReasonPhrase_isClassified() {
        server.refuse(500, "VM is locked (clone)", "{\"data\":null}");

        LockedException e = catchThrowableOfType(LockedException.class, vm::config);

        assertThat(e.lockName()).isEqualTo("clone");
        assertThat(e).hasMessage("GET /nodes/pve1/qemu/100/config: 500 VM is locked (clone)");
    }

    @Test
    void error_textInTheBody_isPreferred() {
        server.refuse(500, "first line", "{\"data\":null,\"message\":\"first line\\nsecond line\\n\"}");

        ProxmoxException e = catchThrowableOfType(ProxmoxException.class, vm::config);

        assertThat(e.text()).isEqualTo("first line\nsecond line");
    }

    @Test
    void error_emptyBody_isClassifiedByStatus() {
        server.refuse(401, "invalid token value!", "");

        ProxmoxException e = catchThrowableOfType(ProxmoxException.class, vm::config);

        assertThat(e).isInstanceOf(AuthenticationException.class).hasMessageContaining("invalid token value!");
    }

    @Test
    void secrets_appearInNoExceptionAndNoText() {
        server.refuse(500, "something odd", "{\"data\":null}");
        ConfigUpdate update = ConfigUpdate.builder()
                .ciPassword(Secret.of("pa55-word-of-guest"))
                .build();

        ProxmoxException e = catchThrowableOfType(ProxmoxException.class, () -> vm.update(update));

        StringWriter trace = new StringWriter();
        e.printStackTrace(new PrintWriter(trace));
        assertThat(trace + " " + client + " " + vm + " " + update)
                .doesNotContain("pa55-word-of-guest")
                .doesNotContain(TlsServer.SECRET);
        assertThat(body(server.take())).isEqualTo("cipassword=pa55-word-of-guest");
    }

    private static String body(RecordedRequest request) {
        ByteString body = request.getBody();
        return body == null ? "" : body.string(StandardCharsets.UTF_8);
    }
}
