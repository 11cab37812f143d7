package dev.vmlifecycle.proxmox.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.vmlifecycle.proxmox.CallOptions;
import dev.vmlifecycle.proxmox.ProxmoxClient;
import dev.vmlifecycle.proxmox.RawRequest;
import dev.vmlifecycle.proxmox.Tls;
import dev.vmlifecycle.proxmox.error.ConnectException;
import dev.vmlifecycle.proxmox.error.ProxmoxException;
import dev.vmlifecycle.proxmox.error.ResponseLostException;
import dev.vmlifecycle.proxmox.testing.TlsServer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A client closed, or a thread interrupted, in the middle of calls. */
class ClosingTest {

    private final TlsServer first = new TlsServer();
    private final TlsServer second = new TlsServer();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void close() {
        threads.shutdownNow();
        first.close();
        second.close();
    }

    @Test
    void close_callsUnderWay_endAndGoToNoOtherHost() throws InterruptedException, ExecutionException {
        ProxmoxClient client = client();
        List<Future<Throwable>> calls = new ArrayList<>();
        for (RawRequest request : List.of(RawRequest.get("/nodes"), RawRequest.post("/nodes"))) {
            first.stall();
            calls.add(threads.submit(() -> catchThrowable(() -> client.request(request))));
        }
        first.take();
        first.take();

        client.close();

        for (Future<Throwable> call : calls) {
            assertThat(call.get()).isInstanceOf(ResponseLostException.class);
        }
        assertThat(second.requestCount()).isZero();
    }

    @Test
    void closed_laterCalls_areNeverSent() {
        ProxmoxClient client = client();
        client.close();
        client.close();

        ConnectException e = catchThrowableOfType(ConnectException.class, client::version);

        assertThat(e).hasMessageContaining("the client is closed");
        assertThat(first.requestCount()).isZero();
    }

    @Test
    void close_ofAView_leavesTheClientOpen() {
        first.data("{\"version\":\"8.4.1\"}");
        try (ProxmoxClient client = client()) {
            client.with(CallOptions.none()).close();

            assertThat(client.version()).hasToString("8.4.1");
        }
    }

    @Test
    void interruptedThread_callFails_flagStaysAndNoHostIsBlamed() {
        first.data("{\"version\":\"8.4.1\"}");
        try (ProxmoxClient client = client()) {
            Thread.currentThread().interrupt();
            Throwable failure = catchThrowable(client::version);
            boolean flag = Thread.interrupted();

            assertThat(failure).isInstanceOf(ProxmoxException.class);
            assertThat(flag).isTrue();
            assertThat(client.version()).hasToString("8.4.1");
            assertThat(second.requestCount()).isZero();
        }
    }

    private ProxmoxClient client() {
        return TlsServer.builder()
                .hosts(first.host(), second.host())
                .tls(Tls.fingerprint(first.fingerprint(), second.fingerprint()))
                .build();
    }
}
