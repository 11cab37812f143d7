package dev.vmlifecycle.proxmox.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmlifecycle.proxmox.Cancellation;
import dev.vmlifecycle.proxmox.Sleeper;
import dev.vmlifecycle.proxmox.Tls;
import dev.vmlifecycle.proxmox.testing.ImpatientServer;
import dev.vmlifecycle.proxmox.transport.WireRequest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * A server that closes idle connections, met by calls that come just before, at, and just after its limit. Writes, since
 * they are not repeated when a connection turns out to be dead. Real time is the subject here; it is scaled down.
 */
class IdleConnectionTest {

    private static final Duration SERVERS_LIMIT = Duration.ofSeconds(1);
    private static final Duration KEPT = Duration.ofMillis(600);
    private static final int CALLERS = 12;
    private static final int CALLS_EACH = 5;

    @Test
    void sixtyCalls_aroundTheServersIdleLimit_noneFails() throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(CALLERS);
        try (ImpatientServer server = new ImpatientServer(SERVERS_LIMIT)) {
            List<Future<Integer>> callers = new ArrayList<>();
            for (int caller = 0; caller < CALLERS; caller++) {
                // 400 ms, which keeps the connection, to 1060 ms, just after the server has closed it
                Duration pause = Duration.ofMillis(400 + 60L * caller);
                callers.add(executor.submit(() -> call(server, pause)));
            }

            int answered = 0;
            for (Future<Integer> caller : callers) {
                answered += caller.get();
            }

            assertThat(answered).isEqualTo(CALLERS * CALLS_EACH);
            assertThat(server.requests()).isEqualTo(CALLERS * CALLS_EACH);
            assertThat(server.connections()).isBetween(CALLERS + 1, CALLERS * CALLS_EACH - 1);
        } finally {
            executor.shutdownNow();
        }
    }

    private static int call(ImpatientServer server, Duration pause) throws InterruptedException {
        int answered = 0;
        try (OkHttpTransport transport = OkHttpTransport.create(new OkHttpTransport.Options(
                List.of(server.host()),
                Tls.fingerprint(server.fingerprint()),
                Duration.ofSeconds(5),
                KEPT,
                Optional.empty(),
                InstantSource.system()))) {
            for (int i = 0; i < CALLS_EACH; i++) {
                WireRequest write = new WireRequest("POST", "/api2/json/nodes", List.of(), List.of(), List.of());
                answered += transport
                                        .send(write, Duration.ofSeconds(20), new Cancellation())
                                        .status()
                                == 200
                        ? 1
                        : 0;
                Sleeper.blocking().sleep(pause);
            }
        }
        return answered;
    }
}
