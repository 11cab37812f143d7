package dev.vmlifecycle.proxmox.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** When the server closes a connection, and when an answer is late. */
class ConnectionTest {

    private static final int REQUESTS = 100;

    private final PveSimulator simulator = Api.cluster().delayedRefusals().build();

    @Test
    void connection_afterAnAnswer_staysOpen() throws Exception {
        try (SimulatorServer server = SimulatorServer.start(simulator);
                RawConnection connection = new RawConnection(server)) {
            assertThat(connection.call("GET", "/version").answer()).startsWith("HTTP/1.1 200 OK");
            assertThat(connection.call("GET", "/version").answer()).startsWith("HTTP/1.1 200 OK");
        }
    }

    @Test
    void connection_afterAnError_isClosed() throws Exception {
        try (SimulatorServer server = SimulatorServer.start(simulator);
                RawConnection connection = new RawConnection(server)) {
            assertThat(connection.call("GET", "/nodes/pve1/qemu/4242/config").answer())
                    .startsWith("HTTP/1.1 500 Configuration file 'nodes/pve1/qemu-server/4242.conf' does not exist")
                    .containsIgnoringCase("connection: close");

            assertThat(connection.closed()).isTrue();
        }
    }

    @Test
    void connection_afterAHundredRequests_isClosed() throws Exception {
        try (SimulatorServer server = SimulatorServer.start(simulator);
                RawConnection connection = new RawConnection(server)) {
            for (int i = 1; i < REQUESTS; i++) {
                assertThat(connection.call("GET", "/version").answer())
                        .as("answer " + i)
                        .startsWith("HTTP/1.1 200")
                        .doesNotContainIgnoringCase("connection: close");
            }

            assertThat(connection.call("GET", "/version").answer())
                    .startsWith("HTTP/1.1 200")
                    .containsIgnoringCase("connection: close");
            assertThat(connection.closed()).isTrue();
        }
    }

    @Test
    void connection_idleForTooLong_isClosed() throws Exception {
        try (SimulatorServer server = SimulatorServer.builder(simulator)
                        .idle(Duration.ofMillis(100))
                        .start();
                RawConnection connection = new RawConnection(server)) {
            connection.call("GET", "/version").answer();

            assertThat(connection.closed()).isTrue();
        }
    }

    @Test
    void lateAnswer_ofAnyKind_isWaitedForAsLongAsTheRealServerTakes() throws Exception {
        List<Duration> waits = new ArrayList<>();
        simulator.advanceTo(Instant.now());
        simulator.faults().next("GET", "/version", Fault.delay(Duration.ofMinutes(7)));
        simulator.operator().holdLock(9000, Duration.ofHours(1));
        simulator.operator().nodeHangs("pve2");
        try (SimulatorServer server =
                SimulatorServer.builder(simulator).waiting(waits::add).start()) {
            answer(server, "GET", "/version");
            answer(server, "PUT", "/nodes/pve1/qemu/9000/config?cores=1");
            answer(server, "GET", "/nodes/pve2/qemu");
            try (RawConnection connection = new RawConnection(server)) {
                connection
                        .send("GET /api2/json/version HTTP/1.1\r\nHost: pve1\r\n\r\n")
                        .answer();
            }
        }

        assertThat(waits)
                .containsExactly(
                        Duration.ofMinutes(7), Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(3));
    }

    @Test
    void lateAnswer_whenTheServerCloses_isWaitedForNoLonger() throws Exception {
        simulator.faults().next("GET", "/version", Fault.delay(Duration.ofHours(1)));
        CountDownLatch sent = new CountDownLatch(1);
        CompletableFuture<String> answer;
        try (SimulatorServer server = SimulatorServer.start(simulator)) {
            answer = CompletableFuture.supplyAsync(() -> {
                try (RawConnection connection = new RawConnection(server)) {
                    connection.call("GET", "/version");
                    sent.countDown();
                    return connection.answer();
                } catch (java.io.IOException e) {
                    return "";
                }
            });
            sent.await();
            while (!simulator.faults().allStruck()) {
                Thread.onSpinWait();
            }
            assertThat(answer).isNotDone();
        }

        assertThat(answer).succeedsWithin(Duration.ofSeconds(30));
    }

    private static String answer(SimulatorServer server, String method, String path) throws java.io.IOException {
        try (RawConnection connection = new RawConnection(server)) {
            return connection.call(method, path).answer();
        }
    }
}
