package dev.vmlifecycle.proxmox.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.vmlifecycle.proxmox.NodeName;
import dev.vmlifecycle.proxmox.NodeStorage;
import dev.vmlifecycle.proxmox.ProxmoxClient;
import dev.vmlifecycle.proxmox.ProxmoxTask;
import dev.vmlifecycle.proxmox.StorageId;
import dev.vmlifecycle.proxmox.Tls;
import dev.vmlifecycle.proxmox.error.ProxmoxException;
import dev.vmlifecycle.proxmox.error.ResponseLostException;
import dev.vmlifecycle.proxmox.storage.Checksum;
import dev.vmlifecycle.proxmox.storage.Compression;
import dev.vmlifecycle.proxmox.storage.DownloadRequest;
import dev.vmlifecycle.proxmox.storage.StorageContent;
import dev.vmlifecycle.proxmox.storage.UploadRequest;
import dev.vmlifecycle.proxmox.testing.ScriptedTransport;
import dev.vmlifecycle.proxmox.testing.TlsServer;
import dev.vmlifecycle.proxmox.transport.FilePart;
import dev.vmlifecycle.proxmox.transport.Param;
import dev.vmlifecycle.proxmox.transport.WireRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import mockwebserver3.RecordedRequest;
import okio.ByteString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class UploadTest {

    private static final String TASK = "\"UPID:pve1:000005FD:0008AF40:6B0456BF:imgcopy::svc@pve!panel:\"";
    private static final String SHA = "ab".repeat(32);

    private final TlsServer server = new TlsServer();
    private final ProxmoxClient client = server.client();
    private final NodeStorage storage = storage(client);

    @TempDir
    private Path directory;

    private Path iso;

    @BeforeEach
    void write() throws IOException {
        iso = Files.write(directory.resolve("local name.iso"), new byte[3_000_000]);
    }

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    @Test
    void upload_isOneMultipartBodyOfKnownLength() throws IOException {
        Path text = Files.writeString(directory.resolve("x"), "the content");
        server.data(TASK);

        ProxmoxTask task = storage.upload(
                UploadRequest.of(StorageContent.ISO, "debian-13.iso", text).checksum(Checksum.sha256(SHA)));

        assertThat(task.upid())
                .hasValueSatisfying(upid -> assertThat(upid.type()).isEqualTo("imgcopy"));
        RecordedRequest request = server.take();
        String type = String.valueOf(request.getHeaders().get("Content-Type"));
        assertThat(type).startsWith("multipart/form-data; boundary=").doesNotContain("\"");
        String line = "--" + type.substring(type.indexOf('=') + 1);
        assertThat(body(request))
                .isEqualTo(String.join(
                        "\r\n",
                        line,
                        "Content-Disposition: form-data; name=\"content\"",
                        "Content-Type: text/plain; charset=utf-8",
                        "",
                        "iso",
                        line,
                        "Content-Disposition: form-data; name=\"checksum-algorithm\"",
                        "Content-Type: text/plain; charset=utf-8",
                        "",
                        "sha256",
                        line,
                        "Content-Disposition: form-data; name=\"checksum\"",
                        "Content-Type: text/plain; charset=utf-8",
                        "",
                        SHA,
                        line,
                        "Content-Disposition: form-data; name=\"filename\"; filename=\"debian-13.iso\"",
                        "Content-Type: application/octet-stream",
                        "",
                        "the content",
                        line + "--",
                        ""));
        assertThat(request.getHeaders().get("Content-Length")).isEqualTo(String.valueOf(request.getBodySize()));
        assertThat(request.getHeaders().get("Transfer-Encoding")).isNull();
        assertThat(request.getTarget()).isEqualTo("/api2/json/nodes/pve1/storage/local/upload");
    }

    @Test
    void upload_largeFile_arrivesWhole() {
        server.data(TASK);

        storage.upload(UploadRequest.of(StorageContent.ISO, "a.iso", iso));

        assertThat(server.take().getBodySize()).isBetween(3_000_000L, 3_001_000L);
    }

    @Test
    void upload_cut_arrivesOnceAndMayHaveHappened() {
        server.data("{\"version\":\"8.4.1\"}");
        client.version();
        server.cutAfterRead();

        ResponseLostException e = catchThrowableOfType(
                ResponseLostException.class, () -> storage.upload(UploadRequest.of(StorageContent.ISO, "a.iso", iso)));

        assertThat(e.mayHaveHappened()).isTrue();
        assertThat(server.requestCount()).isEqualTo(2);
    }

    @Test
    void upload_missingFile_sendsNothing() {
        Path missing = directory.resolve("none");

        assertThatThrownBy(() -> storage.upload(UploadRequest.of(StorageContent.ISO, "a.iso", missing)))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("none");
        assertThat(server.requestCount()).isZero();
    }

    @Test
    void upload_fileThatShrinks_fails() throws IOException {
        FilePart promised = new FilePart("a.iso", Files.writeString(directory.resolve("short"), "x"), 100);

        ProxmoxException e = catchThrowableOfType(ProxmoxException.class, () -> {
            try (ProxmoxClient shrinking = TlsServer.builder()
                    .host(server.host())
                    .tls(Tls.fingerprint(server.fingerprint()))
                    .wrapTransport(wire -> (request, timeout, cancel) -> wire.send(
                            new WireRequest(
                                    request.method(),
                                    request.path(),
                                    request.query(),
                                    request.form(),
                                    request.headers(),
                                    Optional.of(promised)),
                            timeout,
                            cancel))
                    .build()) {
                storage(shrinking).upload(UploadRequest.of(StorageContent.ISO, "a.iso", iso));
            }
        });

        assertThat(e).isInstanceOf(ResponseLostException.class).hasMessageContaining("shorter");
    }

    @Test
    void upload_hasATimeoutOfItsOwn() {
        ScriptedTransport transport = new ScriptedTransport().data(TASK).data(TASK);
        UploadRequest request = UploadRequest.of(StorageContent.ISO, "a.iso", iso);

        storage(transport.client()).upload(request);
        storage(transport.client()).upload(request.timeout(Duration.ofMinutes(5)));

        assertThat(transport.timeouts).containsExactly(Duration.ofHours(1), Duration.ofMinutes(5));
        assertThat(transport.last().file()).hasValue(new FilePart("a.iso", iso, 3_000_000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b.iso", "../a.iso", "a/b.iso", "a\"b.iso", ".hidden", "ä.iso"})
    void filename_thatTheServerWouldRewrite_isRefused(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UploadRequest.of(StorageContent.ISO, name, iso))
                .withMessageContaining("'" + name + "'");
    }

    @ParameterizedTest
    @EnumSource(
            value = StorageContent.class,
            names = {"IMAGES", "ROOTDIR", "BACKUP", "SNIPPETS"})
    void content_thatIsNoFile_isRefused(StorageContent content) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UploadRequest.of(content, "a.iso", iso))
                .withMessage("content: " + content + " (expected: iso, vztmpl, import)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DownloadRequest.of(content, "a.iso", URI.create("https://example.com/a.iso")))
                .withMessage("content: " + content + " (expected: iso, vztmpl, import)");
    }

    @Test
    void checksum_ofAnotherLength_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Checksum.sha512(SHA))
                .withMessageContaining("128 hex digits of sha512");
    }

    @Test
    void download_sendsWhatIsAsked() {
        ScriptedTransport transport =
                new ScriptedTransport().data("{\"version\":\"8.4.1\"}").data(TASK);

        storage(transport.client())
                .download(DownloadRequest.of(
                                StorageContent.IMPORT, "a.qcow2", URI.create("https://example.com/a.qcow2.zst"))
                        .checksum(Checksum.sha256(SHA))
                        .compression(Compression.ZSTD)
                        .withoutCertificateCheck());

        assertThat(transport.last().path()).isEqualTo("/api2/json/nodes/pve1/storage/local/download-url");
        assertThat(transport.last().form())
                .containsExactly(
                        Param.of("content", "import"),
                        Param.of("filename", "a.qcow2"),
                        Param.of("url", "https://example.com/a.qcow2.zst"),
                        Param.of("checksum-algorithm", "sha256"),
                        Param.of("checksum", SHA),
                        Param.of("compression", "zst"),
                        Param.flag("verify-certificates", false));
    }

    @Test
    void download_otherScheme_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DownloadRequest.of(
                        StorageContent.ISO, "a.iso", URI.create("ftp://user:pass@example.com/a.iso")))
                .withMessage("url: scheme ftp (expected: http or https)");
    }

    private static NodeStorage storage(ProxmoxClient client) {
        return client.node(NodeName.of("pve1")).storage(StorageId.of("local"));
    }

    private static String body(RecordedRequest request) {
        ByteString body = request.getBody();
        return body == null ? "" : body.string(StandardCharsets.UTF_8);
    }
}
