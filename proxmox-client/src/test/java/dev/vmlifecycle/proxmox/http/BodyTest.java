package dev.vmlifecycle.proxmox.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.vmlifecycle.proxmox.CallReport;
import dev.vmlifecycle.proxmox.Cancellation;
import dev.vmlifecycle.proxmox.ProxmoxClient;
import dev.vmlifecycle.proxmox.RawRequest;
import dev.vmlifecycle.proxmox.Tls;
import dev.vmlifecycle.proxmox.error.DecodingException;
import dev.vmlifecycle.proxmox.error.ResponseLostException;
import dev.vmlifecycle.proxmox.testing.TlsServer;
import dev.vmlifecycle.proxmox.transport.Transport;
import dev.vmlifecycle.proxmox.transport.WireRequest;
import dev.vmlifecycle.proxmox.transport.WireResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import okio.Buffer;
import okio.BufferedSink;
import okio.GzipSink;
import okio.Okio;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies in all their forms, read while they arrive and, with something around the transport, as a whole. */
class BodyTest {

    private static final RawRequest READ = RawRequest.get("/version");
    private static final String DATA = "{\"version\":\"8.4.1\",\"text\":\"" + "x".repeat(50_000) + "\"}";
    private static final String JSON = "{\"data\":" + DATA + "}";

    private final TlsServer server = new TlsServer();
    private final TlsServer second = new TlsServer();

    @AfterEach
    void close() {
        server.close();
        second.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void compressedOrInChunks_isReadAndTheConnectionKept(boolean wrapped) throws IOException {
        server.answer(new MockResponse.Builder()
                .addHeader("Content-Encoding", "gzip")
                .body(compressed(JSON))
                .build());
        server.answer(new MockResponse.Builder().chunkedBody(JSON, 777).build());
        server.answer(new MockResponse.Builder().body(JSON + " \n").build());
        server.data("{\"version\":\"9.0.1\"}");
        try (ProxmoxClient client = client(wrapped)) {
            for (int i = 0; i < 3; i++) {
                assertThat(client.request(READ).toJson()).isEqualTo(DATA);
            }
            assertThat(client.version()).hasToString("9.0.1");
        }

        for (int i = 0; i < 4; i++) {
            assertThat(server.take().getConnectionIndex()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void cutInTheMiddle_readGoesToTheNextHost_writeMayHaveHappened(boolean wrapped) {
        MockResponse cut = new MockResponse.Builder()
                .body(JSON)
                .onResponseBody(new SocketEffect.CloseSocket())
                .build();
        server.answer(cut);
        second.data("{\"version\":\"8.4.1\"}");
        second.answer(cut);
        try (ProxmoxClient client = client(wrapped)) {
            assertThat(client.version()).hasToString("8.4.1");

            ResponseLostException e =
                    catchThrowableOfType(ResponseLostException.class, () -> client.request(RawRequest.post("/nodes")));

            assertThat(e.mayHaveHappened()).isTrue();
        }
        assertThat(server.requestCount()).isEqualTo(1);
        assertThat(second.requestCount()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html>welcome</html>",
                "{\"data\":{\"version\":\"8.4",
                "{\"data\":",
                "\u0000\u0000\u00fe\u00ff",
                "nul"
            })
    void noJson_isUndecodable_whateverItsContentType(String body) {
        server.answer(new MockResponse.Builder()
                .addHeader("Content-Type", "application/json")
                .body(body)
                .build());
        try (ProxmoxClient client = client(false)) {
            assertThatThrownBy(client::version)
                    .isInstanceOf(DecodingException.class)
                    .hasMessageEndingWith("no JSON in the answer");
        }
    }

    @Test
    void json_underAnotherContentType_isRead() {
        server.answer(new MockResponse.Builder()
                .addHeader("Content-Type", "text/html; charset=ISO-8859-1")
                .body("{\"data\":{\"version\":\"8.4.1\"}}")
                .build());
        try (ProxmoxClient client = client(false)) {
            assertThat(client.version()).hasToString("8.4.1");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void moreThanTheLimit_isNotRead(boolean wrapped) {
        server.answer(new MockResponse.Builder()
                .body("{")
                .setHeader("Content-Length", 65L << 20)
                .build());
        List<CallReport> reports = new ArrayList<>();
        try (ProxmoxClient client = TlsServer.builder()
                .host(server.host())
                .tls(Tls.fingerprint(server.fingerprint()))
                .listener(reports::add)
                .wrapTransport(wrapper(wrapped))
                .build()) {
            assertThatThrownBy(client::version)
                    .isInstanceOf(ResponseLostException.class)
                    .hasMessageEndingWith("answer larger than 67108864 bytes");
        }
        assertThat(reports).extracting(CallReport::outcome).containsExactly(CallReport.Outcome.ANSWER_LOST);
    }

    private ProxmoxClient client(boolean wrapped) {
        return TlsServer.builder()
                .hosts(server.host(), second.host())
                .tls(Tls.fingerprint(server.fingerprint(), second.fingerprint()))
                .wrapTransport(wrapper(wrapped))
                .build();
    }

    private static UnaryOperator<Transport> wrapper(boolean wrapped) {
        return wrapped ? Around::new : UnaryOperator.identity();
    }

    private static Buffer compressed(String text) throws IOException {
        Buffer buffer = new Buffer();
        try (BufferedSink sink = Okio.buffer(new GzipSink(buffer))) {
            sink.writeUtf8(text);
        }
        return buffer;
    }

    /** Knows only what is public of a transport. */
    private record Around(Transport inner) implements Transport {

        @Override
        public WireResponse send(WireRequest request, Duration timeout, Cancellation cancel) {
            return inner.send(request, timeout, cancel);
        }

        @Override
        public void close() {
            inner.close();
        }
    }
}
