package dev.vmlifecycle.proxmox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.vmlifecycle.proxmox.access.UserId;
import dev.vmlifecycle.proxmox.cluster.DatacenterUpdate;
import dev.vmlifecycle.proxmox.config.ConfigUpdate;
import dev.vmlifecycle.proxmox.error.ProxmoxException;
import dev.vmlifecycle.proxmox.json.JsonValue;
import dev.vmlifecycle.proxmox.storage.DownloadRequest;
import dev.vmlifecycle.proxmox.storage.StorageContent;
import dev.vmlifecycle.proxmox.testing.EchoServer;
import dev.vmlifecycle.proxmox.testing.EchoServer.Fault;
import dev.vmlifecycle.proxmox.testing.TestLog;
import dev.vmlifecycle.proxmox.testing.TicketServer;
import dev.vmlifecycle.proxmox.testing.TlsServer;
import dev.vmlifecycle.proxmox.transport.Transport;
import dev.vmlifecycle.proxmox.transport.WireRequest;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** No secret in any log, exception, text or report, whatever goes wrong, even when the server repeats what it was told. */
class SecretsTest {

    private static final String TOKEN = "70ce9000-0000-4000-8000-00000000000f";
    private static final String GUEST_PASSWORD = "9ue57-pa55";
    private static final String SIGNED = "51gnature";
    private static final String RAW = "raw-5ecret";
    private static final String OTHER = "0ther-5ecret";
    // parts of what the server makes are secrets too: ticket, CSRF token, challenge
    private static final List<String> SECRETS = List.of(
            TOKEN,
            TicketServer.PASSWORD,
            TicketServer.CODE,
            GUEST_PASSWORD,
            SIGNED,
            RAW,
            OTHER,
            "s16natur3",
            "c5rf-",
            "c4a11en6e");

    private static final List<Consumer<ProxmoxClient>> CALLS = List.of(
            ProxmoxClient::version,
            client -> vm(client).update(update()),
            client -> vm(client).updateAsync(update()),
            client -> client.node(NodeName.of("pve1"))
                    .storage(StorageId.of("local"))
                    .download(download()),
            client -> client.request(raw()),
            client -> client.request(RawRequest.post("/access/domains")
                    .param("realm", "ldap")
                    .param("password", OTHER)
                    .param("client-key", OTHER)),
            client -> client.access().changePassword(UserId.of("a@pve"), Secret.of(OTHER), Secret.of(RAW)),
            client ->
                    client.cluster().updateOptions(DatacenterUpdate.none().httpProxy("http://u:" + OTHER + "@proxy:1")),
            client -> vm(client).agent().setUserPassword("root", Secret.of(OTHER)),
            client -> vm(client).agent().exec(List.of("passwd"), Secret.of(OTHER)),
            client -> vm(client).agent().writeFile("/srv/key", Secret.of(OTHER)));

    private final TestLog log = new TestLog();
    private final List<String> seen = new ArrayList<>();

    @AfterEach
    void close() {
        log.close();
    }

    @ParameterizedTest
    @EnumSource
    void token_callGoesWrong_tellsNoSecret(Fault fault) {
        for (Consumer<ProxmoxClient> call : CALLS) {
            EchoServer server = new EchoServer(fault, new TicketServer(), 0);
            run(builder(server).auth(ApiToken.of("svc@pve!panel", Secret.of(TOKEN))), call);
            server.requests.forEach(this::note);
        }

        assertNoSecret("/version");
    }

    @ParameterizedTest
    @EnumSource
    void login_stepGoesWrong_tellsNoSecret(Fault fault) {
        // 0: the password is refused, 1: the code, 2: the call, with a ticket; then, after 401, the next login
        for (int goodAnswers = 0; goodAnswers < 3; goodAnswers++) {
            for (Consumer<ProxmoxClient> call : CALLS) {
                EchoServer server = new EchoServer(fault, new TicketServer().wantsCode(), goodAnswers);
                run(builder(server).auth(login()), call);
                server.requests.forEach(this::note);
            }
        }

        assertNoSecret("/access/ticket");
    }

    @Test
    void everythingGoesWell_tellsNoSecret() {
        TicketServer server = new TicketServer().wantsCode();
        ProxmoxClient client = builder(server).auth(login()).build();

        client.version();
        vm(client).update(update());
        server.forgetTickets();
        JsonValue answer = client.request(RawRequest.get("/version"));

        server.requests.forEach(this::note);
        note(client);
        note(answer);
        note(login());
        note(ApiToken.of("svc@pve!panel", Secret.of(TOKEN)));
        note(update());
        note(download());
        note(raw());
        assertNoSecret("/access/ticket");
    }

    @Test
    void overTheNetwork_answerLost_tellsNoSecret() {
        try (TlsServer server = new TlsServer()) {
            server.cutAfterRead();
            server.refuse(500, TOKEN, "{\"data\":null}");
            ProxmoxClient.Builder builder = TlsServer.builder()
                    .auth(ApiToken.of("svc@pve!panel", Secret.of(TOKEN)))
                    .host(server.host())
                    .tls(Tls.fingerprint(server.fingerprint()))
                    .listener(this::note);

            run(builder, client -> vm(client).update(update()));
            run(builder, ProxmoxClient::version);
        }

        assertNoSecret("/version");
    }

    private void run(ProxmoxClient.Builder builder, Consumer<ProxmoxClient> call) {
        try (ProxmoxClient client = builder.build()) {
            Throwable failure = catchThrowable(() -> call.accept(client));
            if (failure != null) {
                assertThat(failure).isInstanceOf(ProxmoxException.class);
                StringWriter trace = new StringWriter();
                failure.printStackTrace(new PrintWriter(trace));
                seen.add(trace.toString());
                ProxmoxException e = (ProxmoxException) failure;
                seen.add(e.text() + e.fieldErrors() + e.path() + e.method());
            }
            note(client);
        }
    }

    private void note(Object anything) {
        seen.add(anything.toString());
        if (anything instanceof WireRequest request) {
            Stream.concat(request.form().stream(), request.query().stream()).forEach(this::note);
            request.headers().forEach(this::note);
        }
    }

    private void assertNoSecret(String logged) {
        assertThat(log.text()).contains(logged);
        for (String secret : SECRETS) {
            assertThat(log.text()).doesNotContain(secret);
            assertThat(seen).noneMatch(text -> text.contains(secret));
        }
    }

    private ProxmoxClient.Builder builder(Transport transport) {
        return ProxmoxClient.builder().transport(transport).listener(this::note);
    }

    private static PasswordLogin login() {
        return PasswordLogin.of(TicketServer.USER, Secret.of(TicketServer.PASSWORD))
                .totp(() -> Secret.of(TicketServer.CODE));
    }

    private static ConfigUpdate update() {
        return ConfigUpdate.builder()
                .cores(2)
                .ciPassword(Secret.of(GUEST_PASSWORD))
                .build();
    }

    private static DownloadRequest download() {
        return DownloadRequest.of(
                StorageContent.ISO, "a.iso", URI.create("https://user@example.com/a.iso?signature=" + SIGNED));
    }

    private static RawRequest raw() {
        return RawRequest.post("/access/users").param("userid", "a@pve").secret("key", Secret.of(RAW));
    }

    private static Qemu vm(ProxmoxClient client) {
        return client.node(NodeName.of("pve1")).qemu(Vmid.of(100));
    }
}
