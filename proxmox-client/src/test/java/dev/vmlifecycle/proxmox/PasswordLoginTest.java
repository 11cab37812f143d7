package dev.vmlifecycle.proxmox;

import static dev.vmlifecycle.proxmox.testing.TicketServer.header;
import static dev.vmlifecycle.proxmox.testing.TicketServer.param;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.vmlifecycle.proxmox.config.ConfigUpdate;
import dev.vmlifecycle.proxmox.error.AuthenticationException;
import dev.vmlifecycle.proxmox.error.ConnectException;
import dev.vmlifecycle.proxmox.error.ProxmoxException;
import dev.vmlifecycle.proxmox.error.TfaRequiredException;
import dev.vmlifecycle.proxmox.testing.ScriptedTransport;
import dev.vmlifecycle.proxmox.testing.TestClock;
import dev.vmlifecycle.proxmox.testing.TicketServer;
import dev.vmlifecycle.proxmox.transport.TransportFailure;
import dev.vmlifecycle.proxmox.transport.WireRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PasswordLoginTest {

    private static final int THREADS = 16;
    private static final PasswordLogin LOGIN = PasswordLogin.of(TicketServer.USER, Secret.of(TicketServer.PASSWORD));

    private final TestClock clock = new TestClock();
    private final TicketServer server = new TicketServer();

    @Test
    void firstCall_logsInAndLaterOnesShareTheTicket() {
        ProxmoxClient client = client(LOGIN);

        client.version();
        write(client);

        assertThat(server.logins()).hasSize(1);
        assertThat(param(server.logins().get(0), "new-format")).hasValue("1");
        assertThat(server.calls()).hasSize(2);
        assertThat(header(server.calls().get(0), "CSRFPreventionToken")).isEmpty();
        assertThat(header(server.calls().get(1), "CSRFPreventionToken")).isPresent();
        assertThat(server.calls())
                .allSatisfy(call -> assertThat(header(call, "Authorization")).isEmpty());
    }

    @Test
    void ticketOlderThanAnHour_isRenewedWithItselfAsPassword() {
        ProxmoxClient client = client(LOGIN);
        client.version();
        String first = cookie(server.calls().get(0));

        clock.advance(Duration.ofMinutes(59));
        client.version();
        clock.advance(Duration.ofMinutes(2));
        client.version();

        assertThat(server.logins()).hasSize(2);
        assertThat(param(server.logins().get(1), "password"))
                .hasValueSatisfying(text -> assertThat(text).startsWith("PVE:"));
        assertThat(cookie(server.calls().get(1))).isEqualTo(first);
        assertThat(cookie(server.calls().get(2))).isNotEqualTo(first);
    }

    @Test
    void renewal_ticketRefusedAsPassword_fallsBackToThePassword() {
        server.wantsPassword();
        ProxmoxClient client = client(LOGIN);
        client.version();

        clock.advance(Duration.ofMinutes(61));
        client.version();

        assertThat(passwords()).hasSize(3).last().isEqualTo(TicketServer.PASSWORD);
    }

    @Test
    void renewal_serverHasTroubleOfItsOwn_theOldTicketServesOn() {
        List<Integer> troubles = new ArrayList<>();
        ProxmoxClient client = ProxmoxClient.builder()
                .auth(LOGIN)
                .clock(clock)
                .transport((request, timeout, cancel) -> {
                    if (request.path().endsWith("/access/ticket")
                            && !server.logins().isEmpty()
                            && troubles.size() < 2) {
                        troubles.add(1);
                        return dev.vmlifecycle.proxmox.transport.WireResponse.json(500, "pam broke", "");
                    }
                    return server.send(request, timeout, cancel);
                })
                .build();
        client.version();

        clock.advance(Duration.ofMinutes(61));
        client.version();
        client.version();
        assertThat(troubles).as("not asked again at once").hasSize(1);

        clock.advance(Duration.ofMinutes(2));
        client.version();
        clock.advance(Duration.ofMinutes(2));
        client.version();
        assertThat(server.logins()).as("renewed in the end").hasSize(2);
    }

    @Test
    void renewal_ticketPastItsTwoHours_isNotEvenShown() {
        ProxmoxClient client = client(LOGIN);
        client.version();

        clock.advance(Duration.ofHours(3));
        client.version();

        assertThat(passwords()).containsExactly(TicketServer.PASSWORD, TicketServer.PASSWORD);
    }

    @Test
    void write_ticketRefused_logsInAndIsSentOnceMore() {
        ProxmoxClient client = client(LOGIN);
        client.version();
        server.forgetTickets();

        write(client);

        assertThat(passwords()).containsExactly(TicketServer.PASSWORD, TicketServer.PASSWORD);
        assertThat(server.calls()).hasSize(3);
    }

    @Test
    void newTicketRefused_isNotTriedAgainAndHintsAtTheClocks() {
        server.clocksDiffer();

        AuthenticationException e = catchThrowableOfType(AuthenticationException.class, client(LOGIN)::version);

        assertThat(e).hasMessageContaining("invalid PVE ticket").hasMessageContaining("clocks");
        assertThat(server.logins()).hasSize(1);
        assertThat(server.calls()).hasSize(1);
    }

    @Test
    void wrongPassword_isTheLoginsRefusal() {
        PasswordLogin wrong = PasswordLogin.of(TicketServer.USER, Secret.of("guess"));

        AuthenticationException e = catchThrowableOfType(AuthenticationException.class, () -> write(client(wrong)));

        assertThat(e).hasMessage("POST /access/ticket: 401 authentication failure");
        assertThat(e.mayHaveHappened()).isFalse();
        assertThat(server.calls()).isEmpty();
    }

    @Test
    void secondFactor_isAnsweredByTheSupplier() {
        server.wantsCode();

        client(LOGIN.totp(() -> Secret.of(TicketServer.CODE))).version();

        assertThat(passwords()).containsExactly(TicketServer.PASSWORD, "totp:" + TicketServer.CODE);
    }

    @Test
    void secondFactor_renewal_needsNoCode() {
        server.wantsCode();
        List<String> asked = new ArrayList<>();
        ProxmoxClient client = client(LOGIN.totp(() -> {
            asked.add("code");
            return Secret.of(TicketServer.CODE);
        }));
        client.version();

        clock.advance(Duration.ofMinutes(61));
        client.version();

        assertThat(asked).hasSize(1);
        assertThat(server.calls()).hasSize(2);
    }

    @Test
    void secondFactor_withoutSupplier_tellsWhatTheAccountHas() {
        server.wantsCode();

        TfaRequiredException e = catchThrowableOfType(TfaRequiredException.class, () -> write(client(LOGIN)));

        assertThat(e.factors()).containsExactly("recovery", "totp");
        assertThat(e.mayHaveHappened()).isFalse();
        assertThat(e.isRetryable()).isFalse();
        assertThat(server.calls()).isEmpty();
    }

    @Test
    void write_loginLost_wasNeverSent() {
        ScriptedTransport transport = new ScriptedTransport().failure(TransportFailure.maybeSent("cut", null));
        ProxmoxClient client = builder(LOGIN).transport(transport).build();

        ProxmoxException e = catchThrowableOfType(ProxmoxException.class, () -> write(client));

        assertThat(e).isInstanceOf(ConnectException.class).hasMessageContaining("login: cut");
        assertThat(e.isRetryable()).isTrue();
        assertThat(e.mayHaveHappened()).isFalse();
    }

    @Test
    void write_loginTimedOutBehindTheHost_wasNeverSent() {
        ScriptedTransport transport = new ScriptedTransport().answer(596, "Connection timed out", "");
        ProxmoxClient client = builder(LOGIN).transport(transport).build();

        ProxmoxException e = catchThrowableOfType(ProxmoxException.class, () -> write(client));

        assertThat(e).isInstanceOf(ConnectException.class).hasMessageContaining("596");
        assertThat(e.mayHaveHappened()).isFalse();
    }

    @Test
    void renewal_underManyThreads_logsInOnce() throws Exception {
        ProxmoxClient client = client(LOGIN);
        client.version();
        clock.advance(Duration.ofMinutes(61));

        inParallel(client);

        assertThat(server.logins()).hasSize(2);
        assertThat(server.calls()).hasSize(1 + THREADS);
        assertThat(server.calls().subList(1, 1 + THREADS))
                .extracting(PasswordLoginTest::cookie)
                .containsOnly(cookie(server.calls().get(1)));
    }

    @Test
    void refusal_underManyThreads_logsInOnce() throws Exception {
        ProxmoxClient client = client(LOGIN);
        client.version();
        server.forgetTickets();

        inParallel(client);

        assertThat(server.logins()).hasSize(2);
    }

    @Test
    void wrongPassword_underManyThreads_isTriedFarLessThanOncePerThread() throws Exception {
        ProxmoxClient client = client(PasswordLogin.of(TicketServer.USER, Secret.of("guess")));
        CountDownLatch started = new CountDownLatch(THREADS);
        server.duringLogin(() -> await(started));

        List<Future<AuthenticationException>> refusals =
                start(started, () -> catchThrowableOfType(AuthenticationException.class, client::version));

        for (Future<AuthenticationException> refusal : refusals) {
            assertThat(refusal.get()).hasMessageContaining("authentication failure");
        }
        assertThat(server.logins().size()).isLessThan(THREADS / 2);
    }

    @Test
    void cap_ofOne_leavesRoomForTheLogin() {
        ProxmoxClient client =
                builder(LOGIN).transport(server).maxConcurrency(1).build();

        client.version();
        server.forgetTickets();
        write(client);

        assertThat(server.logins()).hasSize(2);
    }

    @Test
    void login_whoseCallerIsCancelled_isTakenOverByAnother() throws Exception {
        Cancellation cancellation = new Cancellation();
        CountDownLatch loggingIn = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        List<String> tries = new ArrayList<>();
        ProxmoxClient client = builder(LOGIN)
                .transport(server)
                .wrapTransport(wire -> (request, timeout, cancel) -> {
                    if (tries.isEmpty()) {
                        tries.add("first");
                        loggingIn.countDown();
                        await(go);
                        throw TransportFailure.maybeSent("cancelled", null);
                    }
                    return wire.send(request, timeout, cancel);
                })
                .build();
        ExecutorService executor = Executors.newFixedThreadPool(2);
        try {
            Future<ConnectException> first = executor.submit(() -> catchThrowableOfType(
                    ConnectException.class,
                    () -> client.with(CallOptions.none().withCancellation(cancellation))
                            .version()));
            await(loggingIn);
            Future<ServerVersion> second = executor.submit(client::version);
            cancellation.cancel();
            go.countDown();

            assertThat(first.get()).isNotNull();
            assertThat(second.get().major()).isEqualTo(8);
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void user_malformed_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PasswordLogin.of("root", Secret.of("x")))
                .withMessageContaining("'root'");
    }

    private void inParallel(ProxmoxClient client) throws ExecutionException, InterruptedException {
        CountDownLatch started = new CountDownLatch(THREADS);
        // nobody has a ticket before all want one
        server.duringLogin(() -> await(started));
        for (Future<ServerVersion> version : start(started, client::version)) {
            assertThat(version.get().major()).isEqualTo(8);
        }
    }

    private static <T> List<Future<T>> start(CountDownLatch started, java.util.concurrent.Callable<T> call) {
        ExecutorService executor = Executors.newFixedThreadPool(THREADS);
        List<Future<T>> results = IntStream.range(0, THREADS)
                .mapToObj(i -> executor.submit(() -> {
                    started.countDown();
                    return call.call();
                }))
                .toList();
        executor.shutdown();
        return results;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private ProxmoxClient client(PasswordLogin login) {
        return builder(login).transport(server).build();
    }

    private ProxmoxClient.Builder builder(PasswordLogin login) {
        return ProxmoxClient.builder().auth(login).clock(clock);
    }

    private List<String> passwords() {
        return server.logins().stream()
                .map(request -> param(request, "password").orElse(""))
                .toList();
    }

    private static String cookie(WireRequest request) {
        return header(request, "Cookie").orElse("");
    }

    private static void write(ProxmoxClient client) {
        client.node(NodeName.of("pve1"))
                .qemu(Vmid.of(100))
                .update(ConfigUpdate.builder().cores(2).build());
    }
}
