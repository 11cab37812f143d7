package dev.vmlifecycle.proxmox.http;

import static dev.vmlifecycle.proxmox.HttpMethod.DELETE;
import static dev.vmlifecycle.proxmox.HttpMethod.GET;
import static dev.vmlifecycle.proxmox.HttpMethod.POST;
import static dev.vmlifecycle.proxmox.HttpMethod.PUT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.vmlifecycle.proxmox.HttpMethod;
import dev.vmlifecycle.proxmox.ProxmoxClient;
import dev.vmlifecycle.proxmox.RawRequest;
import dev.vmlifecycle.proxmox.Tls;
import dev.vmlifecycle.proxmox.error.AuthenticationException;
import dev.vmlifecycle.proxmox.error.ConnectException;
import dev.vmlifecycle.proxmox.error.GatewayException;
import dev.vmlifecycle.proxmox.error.ProxmoxException;
import dev.vmlifecycle.proxmox.error.ResponseLostException;
import dev.vmlifecycle.proxmox.error.ServerException;
import dev.vmlifecycle.proxmox.testing.TestClock;
import dev.vmlifecycle.proxmox.testing.TlsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rule by which a call goes to the next host, row by row. */
class FailoverTest {

    private static final Set<HttpMethod> ANY = Set.of(HttpMethod.values());
    private static final Set<HttpMethod> READ = Set.of(GET);
    private static final Set<HttpMethod> WRITE = Set.of(POST, PUT, DELETE);

    private final TlsServer first = new TlsServer();
    private final TlsServer second = new TlsServer();
    private final TlsServer untrusted = new TlsServer();

    /**
     * One row of the table.
     *
     * @param what what the first host does
     * @param setUp makes it do so
     * @param method of the call
     * @param ending the exception with which the call ends; absent = the second host is asked and answers
     */
    record Row(
            String what,
            Consumer<TlsServer> setUp,
            HttpMethod method,
            Optional<Class<? extends ProxmoxException>> ending) {
        @Override
        public String toString() {
            return method + ", first host " + what + ": "
                    + ending.map(Class::getSimpleName).orElse("next host");
        }
    }

    static Stream<Row> rows() {
        return Stream.of(
                        next("cuts after reading", TlsServer::cutAfterRead, READ),
                        ends("cuts after reading", TlsServer::cutAfterRead, WRITE, ResponseLostException.class),
                        next("answers 595", server -> server.refuse(595, "Connection refused", ""), ANY),
                        ends("answers 596", server -> server.refuse(596, "timed out", ""), ANY, GatewayException.class),
                        ends("answers 500", server -> server.refuse(500, "odd", ""), ANY, ServerException.class),
                        ends("answers 401", server -> server.refuse(401, "no", ""), ANY, AuthenticationException.class))
                .flatMap(rows -> rows);
    }

    @AfterEach
    void close() {
        first.close();
        second.close();
        untrusted.close();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void firstHost(Row row) {
        row.setUp().accept(first);
        second.data("null");

        expect(row.ending(), first.host(), row.method());

        assertThat(first.requestCount()).isEqualTo(1);
    }

    @ParameterizedTest(name = "{0}, first host refuses the connection: next host")
    @MethodSource("methods")
    void firstHost_refusesTheConnection_nextHost(HttpMethod method) {
        second.data("null");

        expect(Optional.empty(), closedHost(), method);
    }

    @ParameterizedTest(name = "{0}, first host is not trusted: next host")
    @MethodSource("methods")
    void firstHost_isNotTrusted_nextHost(HttpMethod method) {
        second.data("null");

        expect(Optional.empty(), untrusted.host(), method);

        assertThat(untrusted.requestCount()).isZero();
    }

    @Test
    void firstHost_keepsSilentInTheHandshake_nextHost() throws IOException {
        second.data("null");
        // the system takes the connection, nobody reads from it
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getByName("localhost"));
                ProxmoxClient client = TlsServer.builder()
                        .hosts("localhost:" + silent.getLocalPort(), second.host())
                        .tls(Tls.fingerprint(second.fingerprint()))
                        .connectTimeout(Duration.ofSeconds(2))
                        .build()) {
            client.request(RawRequest.post("/nodes"));
        }

        assertThat(second.requestCount()).isEqualTo(1);
    }

    @Test
    void firstHost_stallsUntilTheTimeIsOver_noTimeForTheNext() {
        first.stall();
        try (ProxmoxClient client = TlsServer.builder()
                .hosts(first.host(), second.host())
                .tls(Tls.fingerprint(first.fingerprint(), second.fingerprint()))
                .readTimeout(Duration.ofSeconds(2))
                .build()) {
            assertThatThrownBy(client::version).isInstanceOf(ResponseLostException.class);
        }

        assertThat(second.requestCount()).isZero();
    }

    @Test
    void bothHosts_answer595_isTheAnswer() {
        first.refuse(595, "Connection refused", "");
        second.refuse(595, "Connection refused", "");

        expect(Optional.of(GatewayException.class), first.host(), POST, 1);
    }

    @Test
    void bothHosts_refuseTheConnection_isNeverSent() {
        try (ProxmoxClient client =
                TlsServer.builder().hosts(closedHost(), closedHost()).build()) {
            assertThatThrownBy(() -> client.request(RawRequest.post("/nodes"))).isInstanceOf(ConnectException.class);
        }
    }

    @Test
    void host_thatFailed_isAskedLastUntilItsRestIsOver() {
        TestClock clock = new TestClock();
        first.refuse(500, "odd", "");
        try (ProxmoxClient client = TlsServer.builder()
                .hosts(first.host(), second.host())
                .tls(Tls.fingerprint(first.fingerprint(), second.fingerprint()))
                .clock(clock)
                .build()) {
            first.cutAfterRead();
            second.cutAfterRead();
            assertThatThrownBy(client::version).isInstanceOf(ServerException.class);
            // writes end at once, so each cut puts off one host
            assertThatThrownBy(() -> client.request(RawRequest.post("/nodes")))
                    .isInstanceOf(ResponseLostException.class);
            assertThatThrownBy(() -> client.request(RawRequest.post("/nodes")))
                    .isInstanceOf(ResponseLostException.class);
            assertThat(second.requestCount()).isEqualTo(1);

            clock.advance(Duration.ofSeconds(2));
            first.data("null");
            client.request(RawRequest.post("/nodes"));

            assertThat(first.requestCount()).isEqualTo(3);
        }
    }

    static Stream<HttpMethod> methods() {
        return ANY.stream().sorted();
    }

    private void expect(Optional<Class<? extends ProxmoxException>> ending, String firstHost, HttpMethod method) {
        expect(ending, firstHost, method, ending.isPresent() ? 0 : 1);
    }

    private void expect(
            Optional<Class<? extends ProxmoxException>> ending, String firstHost, HttpMethod method, int atSecond) {
        try (ProxmoxClient client = TlsServer.builder()
                .hosts(firstHost, second.host())
                .tls(Tls.fingerprint(first.fingerprint(), second.fingerprint()))
                .build()) {
            Throwable failure = catchThrowable(() -> client.request(RawRequest.of(method, "/nodes")));

            assertThat(Optional.ofNullable(failure).map(Throwable::getClass).map(Class::getName))
                    .isEqualTo(ending.map(Class::getName));
            assertThat(second.requestCount()).isEqualTo(atSecond);
        }
    }

    private static Stream<Row> next(String what, Consumer<TlsServer> setUp, Set<HttpMethod> methods) {
        return methods.stream().sorted().map(method -> new Row(what, setUp, method, Optional.empty()));
    }

    private static Stream<Row> ends(
            String what,
            Consumer<TlsServer> setUp,
            Set<HttpMethod> methods,
            Class<? extends ProxmoxException> exception) {
        return methods.stream().sorted().map(method -> new Row(what, setUp, method, Optional.of(exception)));
    }

    private static String closedHost() {
        try (TlsServer closed = new TlsServer()) {
            return closed.host();
        }
    }
}
