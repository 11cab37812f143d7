package dev.vmlifecycle.proxmox.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.vmlifecycle.proxmox.CallOptions;
import dev.vmlifecycle.proxmox.Cancellation;
import dev.vmlifecycle.proxmox.NodeName;
import dev.vmlifecycle.proxmox.ProxmoxClient;
import dev.vmlifecycle.proxmox.Qemu;
import dev.vmlifecycle.proxmox.Tls;
import dev.vmlifecycle.proxmox.Vmid;
import dev.vmlifecycle.proxmox.config.ConfigUpdate;
import dev.vmlifecycle.proxmox.error.ConnectException;
import dev.vmlifecycle.proxmox.error.ResponseLostException;
import dev.vmlifecycle.proxmox.qemu.DeleteRequest;
import dev.vmlifecycle.proxmox.testing.TlsServer;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LostAnswerTest {

    private static final String VERSION = "{\"version\":\"8.4.1\"}";

    private final TlsServer server = new TlsServer();
    private final ProxmoxClient client = server.client();

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    @ParameterizedTest
    @MethodSource("writes")
    void write_cutAfterReadOnPooledConnection_arrivesOnceAndMayHaveHappened(Consumer<Qemu> write) {
        server.data(VERSION);
        client.version();
        server.cutAfterRead();
        server.data("null");

        ResponseLostException e = catchThrowableOfType(ResponseLostException.class, () -> write.accept(vm(client)));

        assertThat(e.mayHaveHappened()).isTrue();
        assertThat(e.isRetryable()).isFalse();
        assertThat(server.requestCount()).isEqualTo(2);
    }

    static Stream<Named<Consumer<Qemu>>> writes() {
        return Stream.of(
                Named.of("POST", Qemu::start),
                Named.of("PUT", vm -> vm.update(ConfigUpdate.builder().cores(2).build())),
                Named.of("DELETE", vm -> vm.delete(DeleteRequest.purging())));
    }

    @Test
    void read_cut_isRetryableAndChangedNothing() {
        server.cutAfterRead();

        ResponseLostException e = catchThrowableOfType(ResponseLostException.class, client::version);

        assertThat(e.mayHaveHappened()).isFalse();
        assertThat(e.isRetryable()).isTrue();
    }

    @Test
    void read_cutAtTheFirstHost_goesToTheNextWhichIsAskedFirstFromThenOn() {
        try (TlsServer second = new TlsServer();
                ProxmoxClient two = TlsServer.builder()
                        .host(server.host())
                        .host(second.host())
                        .tls(Tls.fingerprint(server.fingerprint(), second.fingerprint()))
                        .build()) {
            server.cutAfterRead();
            second.data(VERSION);
            second.data(VERSION);

            two.version();
            two.version();

            assertThat(server.requestCount()).isEqualTo(1);
            assertThat(second.requestCount()).isEqualTo(2);
        }
    }

    @Test
    void noHostReachable_isNeverSent() {
        try (ProxmoxClient none = twoHosts(closedHost(), closedHost())) {
            ConnectException e = catchThrowableOfType(ConnectException.class, () -> vm(none).start());

            assertThat(e.isRetryable()).isTrue();
            assertThat(e.mayHaveHappened()).isFalse();
        }
    }

    @Test
    void timeout_endsTheCall() {
        server.stall();
        try (ProxmoxClient hasty = TlsServer.builder()
                .host(server.host())
                .tls(Tls.fingerprint(server.fingerprint()))
                .writeTimeout(Duration.ofMillis(300))
                .build()) {
            ResponseLostException e = catchThrowableOfType(
                    ResponseLostException.class, () -> vm(hasty).start());

            assertThat(e.mayHaveHappened()).isTrue();
        }
    }

    @Test
    void cancel_endsTheCallUnderWay() throws InterruptedException, ExecutionException {
        server.stall();
        Cancellation cancellation = new Cancellation();
        ProxmoxClient view = client.with(CallOptions.none().withCancellation(cancellation));
        ExecutorService executor = Executors.newSingleThreadExecutor();
        try {
            Future<ResponseLostException> call =
                    executor.submit(() -> catchThrowableOfType(ResponseLostException.class, () -> vm(view).start()));
            server.take();

            cancellation.cancel();

            assertThat(call.get()).hasMessageContaining("cancelled");
        } finally {
            executor.shutdownNow();
        }
    }

    private static Qemu vm(ProxmoxClient client) {
        return client.node(NodeName.of("pve1")).qemu(Vmid.of(100));
    }

    private ProxmoxClient twoHosts(String first, String second) {
        return TlsServer.builder()
                .host(first)
                .host(second)
                .tls(Tls.fingerprint(server.fingerprint()))
                .build();
    }

    private static String closedHost() {
        try (TlsServer closed = new TlsServer()) {
            return closed.host();
        }
    }
}
