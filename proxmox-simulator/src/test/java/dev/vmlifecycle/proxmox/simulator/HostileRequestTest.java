package dev.vmlifecycle.proxmox.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What nobody should send: it is refused in Proxmox's way, and the next caller is served as if nothing had been. */
class HostileRequestTest {

    private static final int THREADS = 16;
    private static final int CALLS = 25;

    private final PveSimulator simulator = Api.cluster().build();

    private static final String HOST = "Host: pve1\r\n";

    private static Stream<Arguments> nonsense() {
        String post = "POST /api2/json/pools HTTP/1.1\r\n" + HOST;
        return Stream.of(
                Arguments.of("GET\r\n\r\n", "400 bad request"),
                Arguments.of("GET /api2/json/version\r\n\r\n", "400 bad request"),
                Arguments.of("\u0000\u0001\u0002\r\n\r\n", "400 bad request"),
                Arguments.of("GET * HTTP/1.1\r\n" + HOST + "\r\n", "400 bad request"),
                Arguments.of("GET /api2/json HTTP/1.1\r\nno colon here\r\n\r\n", "506 unable to parse request header"),
                Arguments.of(post + "Content-Length: minus one\r\n\r\n", "400 bad request"),
                Arguments.of(post + "Content-Length: -5\r\n\r\n", "400 bad request"),
                Arguments.of(
                        post + "Transfer-Encoding: chunked\r\n\r\nzz\r\n",
                        "501 chunked transfer encoding not supported"),
                Arguments.of("GET /api2/json/%zz HTTP/1.1\r\n" + HOST + "\r\n", "401 No ticket"),
                Arguments.of("GET / HTTP/1.1\r\n" + HOST + "\r\n", "401 No ticket"),
                Arguments.of("BREW /api2/json HTTP/1.1\r\n" + HOST + "\r\n", "501 method 'BREW' not available"),
                Arguments.of("GET /" + "x".repeat(9000) + " HTTP/1.1\r\n\r\n", "501 http header too large"),
                Arguments.of("GET / HTTP/1.1\r\n" + "A: b\r\n".repeat(70) + "\r\n", "501 http too many headers"));
    }

    @ParameterizedTest
    @MethodSource("nonsense")
    void bytes_thatAreNoRequest_areRefused_andTheNextCallerIsServed(String bytes, String refusal) throws Exception {
        try (SimulatorServer server = SimulatorServer.start(simulator)) {
            try (RawConnection connection = new RawConnection(server)) {
                assertThat(connection.send(bytes).answer())
                        .startsWith("HTTP/1.1 " + refusal)
                        .contains("Connection: close");
                assertThat(connection.closed()).isTrue();
            }
            try (RawConnection connection = new RawConnection(server)) {
                assertThat(connection.call("GET", "/version").answer()).startsWith("HTTP/1.1 200");
            }
        }
    }

    @Test
    void plainHttp_isSentToHttps() throws Exception {
        try (SimulatorServer server = SimulatorServer.start(simulator);
                Socket socket = new Socket(
                        InetAddress.getLoopbackAddress(), server.uri().getPort())) {
            socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();

            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .startsWith("HTTP/1.0 301 Moved Permanently")
                    .contains("Location: " + server.uri());
        }
    }

    @Test
    void request_cutInTheMiddle_isForgotten() throws Exception {
        try (SimulatorServer server = SimulatorServer.start(simulator)) {
            try (RawConnection connection = new RawConnection(server)) {
                connection.send("POST /api2/json/pools HTTP/1.1\r\nContent-Length: 100\r\n\r\npoolid=");
            }
            try (RawConnection connection = new RawConnection(server)) {
                assertThat(connection.call("GET", "/version").answer()).startsWith("HTTP/1.1 200");
            }
            assertThat(simulator.requests().all()).hasSize(1);
        }
    }

    @Test
    void handshake_ofAStranger_isNoHarm() throws Exception {
        try (SimulatorServer server = SimulatorServer.start(simulator)) {
            try (Socket socket =
                    new Socket(InetAddress.getLoopbackAddress(), server.uri().getPort())) {
                socket.getOutputStream().write(new byte[] {0x16, 3, 1, 0, 5, 1, 2, 3, 4, 5});
                socket.shutdownOutput();
                socket.getInputStream().readAllBytes();
            }
            try (RawConnection connection = new RawConnection(server)) {
                assertThat(connection.call("GET", "/version").answer()).startsWith("HTTP/1.1 200");
            }
        }
    }

    @Test
    void body_overTheLimit_isRefused() throws Exception {
        try (SimulatorServer server = SimulatorServer.start(simulator);
                RawConnection connection = new RawConnection(server)) {
            String body = "comment=" + "x".repeat(600 * 1024);
            connection.send("POST /api2/json/pools HTTP/1.1\r\nHost: pve1\r\nAuthorization: PVEAPIToken=root@pam!sim="
                    + Api.SECRET + "\r\nContent-Length: " + body.length() + "\r\n\r\n");

            assertThat(connection.send(body).answer()).startsWith("HTTP/1.1 501 for data too large");
        }
    }

    @Test
    void path_unknown_isNotImplemented() throws Exception {
        try (SimulatorServer server = SimulatorServer.start(simulator);
                RawConnection connection = new RawConnection(server)) {
            assertThat(connection.call("GET", "/nodes/pve1/nothing").answer())
                    .startsWith("HTTP/1.1 501 Method 'GET /nodes/pve1/nothing' not implemented");
        }
    }

    /** Every thread makes VMs of its own and asks for one that all want. */
    @Test
    void sixteenThreads_overHttps_eachVmidHasOneOwner() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        CountDownLatch ready = new CountDownLatch(THREADS);
        List<Future<Integer>> winners = new ArrayList<>();
        try (SimulatorServer server = SimulatorServer.start(simulator)) {
            for (int thread = 0; thread < THREADS; thread++) {
                int number = thread;
                winners.add(pool.submit((Callable<Integer>) () -> {
                    ready.countDown();
                    ready.await();
                    return creations(server, number);
                }));
            }
            int wonTheSameVmid = 0;
            for (Future<Integer> winner : winners) {
                wonTheSameVmid += winner.get();
            }
            assertThat(wonTheSameVmid).isEqualTo(1);
        } finally {
            pool.shutdownNow();
        }
        Set<Integer> expected = new TreeSet<>(Set.of(9000, 9100, 500));
        for (int i = 0; i < THREADS * CALLS; i++) {
            expected.add(1000 + i);
        }
        assertThat(simulator.world().vms().keySet()).isEqualTo(expected);
        assertThat(simulator.requests().all()).hasSize(THREADS * (CALLS + 1));
    }

    private static int creations(SimulatorServer server, int number) throws IOException {
        int won = 0;
        try (RawConnection connection = new RawConnection(server)) {
            for (int i = 0; i < CALLS; i++) {
                String answer = connection
                        .call("POST", "/nodes/pve1/qemu?vmid=" + (1000 + number * CALLS + i))
                        .answer();
                assertThat(answer).startsWith("HTTP/1.1 200 OK").contains("UPID:pve1:");
            }
            won += connection.call("POST", "/nodes/pve1/qemu?vmid=500").answer().startsWith("HTTP/1.1 200") ? 1 : 0;
        }
        return won;
    }
}
