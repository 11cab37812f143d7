package dev.vmlifecycle.proxmox.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vmlifecycle.proxmox.ProxmoxClient;
import dev.vmlifecycle.proxmox.Tls;
import dev.vmlifecycle.proxmox.error.ConnectException;
import dev.vmlifecycle.proxmox.testing.TestLog;
import dev.vmlifecycle.proxmox.testing.TlsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {

    private static final String VERSION = "{\"version\":\"8.4.1\"}";

    private final TlsServer server = new TlsServer();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void fingerprint_ofTheServer_isTrusted() {
        server.data(VERSION);

        try (ProxmoxClient client = client(Tls.fingerprint(server.fingerprint()))) {
            assertThat(client.version().text()).isEqualTo("8.4.1");
        }
    }

    @Test
    void fingerprint_withoutColonsInLowerCase_isTheSame() {
        server.data(VERSION);
        String text = server.fingerprint().replace(":", "").toLowerCase(Locale.ROOT);

        try (ProxmoxClient client = client(Tls.fingerprint("00".repeat(32), text))) {
            assertThat(client.version().major()).isEqualTo(8);
        }
    }

    @Test
    void fingerprint_ofAnotherServer_namesBoth() {
        String other = "AB:".repeat(31) + "AB";

        try (ProxmoxClient client = client(Tls.fingerprint(other))) {
            assertThatThrownBy(client::version)
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining(other)
                    .hasMessageContaining(server.fingerprint())
                    .hasMessageContaining("expected");
        }
        assertThat(server.requestCount()).isZero();
    }

    @Test
    void caFile_ofTheServer_isTrusted(@TempDir Path directory) throws IOException {
        server.data(VERSION);
        Path pem = Files.writeString(directory.resolve("ca.pem"), server.pem());

        try (ProxmoxClient client = client(Tls.caFile(pem))) {
            assertThat(client.version().minor()).isEqualTo(4);
        }
    }

    @Test
    void caFile_missing_failsWhenBuilt(@TempDir Path directory) {
        assertThatThrownBy(() -> client(Tls.caFile(directory.resolve("none.pem"))))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("none.pem");
    }

    @Test
    void system_unknownAuthority_refuses() {
        try (ProxmoxClient client = client(Tls.system())) {
            assertThatThrownBy(client::version)
                    .isInstanceOfSatisfying(ConnectException.class, e -> {
                        assertThat(e.isRetryable()).isTrue();
                        assertThat(e.mayHaveHappened()).isFalse();
                    })
                    .hasMessageContaining("certificate not trusted");
        }
    }

    @Test
    void anything_isTrustedButWarnedOf() {
        server.data(VERSION);

        try (TestLog log = new TestLog();
                ProxmoxClient client = client(Tls.trustAnythingInsecurely())) {
            assertThat(client.version().major()).isEqualTo(8);
            assertThat(log.text())
                    .containsOnlyOnce("any certificate is taken")
                    .contains("WARN")
                    .contains(server.host());
        }
    }

    @Test
    void proxy_httpTunnel_carriesTheCallAndSeesNoCredentials() {
        server.tunnel();
        server.data(VERSION);

        // the server is its own proxy; the host behind it needs no address here
        try (ProxmoxClient client = TlsServer.builder()
                .host("pve1.invalid")
                .tls(Tls.fingerprint(server.fingerprint()))
                .proxy(server.asProxy())
                .build()) {
            assertThat(client.version().major()).isEqualTo(8);
        }

        RecordedRequest connect = server.take();
        assertThat(connect.getMethod()).isEqualTo("CONNECT");
        assertThat(connect.getTarget()).isEqualTo("pve1.invalid:8006");
        assertThat(connect.getHeaders().get("Authorization")).isNull();
        assertThat(server.take().getHeaders().get("Authorization")).isNotNull();
    }

    @Test
    void proxy_thatRefuses_isNeverSent() {
        server.refuse(403, "not through me", "");

        try (ProxmoxClient client = TlsServer.builder()
                .host("pve1.invalid")
                .tls(Tls.fingerprint(server.fingerprint()))
                .proxy(server.asProxy())
                .build()) {
            assertThatThrownBy(client::version).isInstanceOf(ConnectException.class);
        }
    }

    @Test
    void fingerprint_malformed_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tls.fingerprint("AA:BB"))
                .withMessageContaining("AA:BB");
    }

    private ProxmoxClient client(Tls tls) {
        return TlsServer.builder().host(server.host()).tls(tls).build();
    }
}
