package dev.vmlifecycle.proxmox.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmlifecycle.proxmox.ApiToken;
import dev.vmlifecycle.proxmox.Credentials;
import dev.vmlifecycle.proxmox.PasswordLogin;
import dev.vmlifecycle.proxmox.ProxmoxClient;
import dev.vmlifecycle.proxmox.ProxmoxTask;
import dev.vmlifecycle.proxmox.Secret;
import dev.vmlifecycle.proxmox.catalogue.Schemas;
import dev.vmlifecycle.proxmox.error.ProxmoxException;
import dev.vmlifecycle.proxmox.testing.EchoServer.Fault;
import dev.vmlifecycle.proxmox.testing.Leaks;
import dev.vmlifecycle.proxmox.testing.RecordedExchange;
import dev.vmlifecycle.proxmox.testing.Recordings;
import dev.vmlifecycle.proxmox.testing.TestLog;
import dev.vmlifecycle.proxmox.testing.TicketServer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every recorded exchange with planted secrets, answered well and in every bad way, by token and by ticket: nothing leaks. */
class ReplaySecretsTest {

    private static final String TOKEN = "70ce9000-0000-4000-8000-00000000000f";
    private static final List<String> SECRETS = Stream.concat(
                    Planted.SECRETS.stream(),
                    // of the server's making: ticket, CSRF token, challenge
                    Stream.of(TOKEN, TicketServer.PASSWORD, TicketServer.CODE, "s16natur3", "c5rf-", "c4a11en6e"))
            .toList();
    private static final List<Credentials> CREDENTIALS = List.of(
            ApiToken.of("svc@pve!panel", Secret.of(TOKEN)),
            PasswordLogin.of(TicketServer.USER, Secret.of(TicketServer.PASSWORD))
                    .totp(() -> Secret.of(TicketServer.CODE)));

    private final Leaks leaks = new Leaks(SECRETS);
    private int runs;
    private int tasks;

    @Test
    void everyExchange_wellAndInEveryBadWay_tellsNoSecret() {
        TypedEndpoints endpoints = new TypedEndpoints(Schemas.read(Recordings.directory()));
        List<Optional<Fault>> ways = new ArrayList<>(List.of(Optional.empty()));
        Arrays.stream(Fault.values()).map(Optional::of).forEach(ways::add);
        int exchanges = 0;
        try (TestLog log = new TestLog()) {
            for (RecordedExchange recorded : Recordings.all()) {
                RecordedExchange exchange = Planted.in(recorded);
                Optional<Route.Call> call =
                        endpoints.find(exchange).isPresent() ? find(exchange) : Optional.<Route.Call>empty();
                exchanges += call.isPresent() ? 1 : 0;
                for (Optional<Fault> way : call.isPresent() ? ways : List.<Optional<Fault>>of()) {
                    CREDENTIALS.forEach(credentials -> run(exchange, call.get(), credentials, way));
                }
            }
            String logged = log.text();
            assertThat(logged).contains("/nodes/{node}/qemu/{vmid}/config");
            leaks.look("log", logged);
        }
        System.out.printf(
                "SECRETS %d exchanges, %d runs, %d failed tasks, %d exceptions, %d texts looked at, %d secrets: %d leaks%n",
                exchanges,
                runs,
                tasks,
                leaks.exceptions(),
                leaks.texts(),
                SECRETS.size(),
                leaks.found().size());

        assertThat(leaks.found()).isEmpty();
        assertThat(exchanges).isGreaterThan(1900);
        assertThat(tasks).isGreaterThan(100);
    }

    // a value that is read although the server went wrong is whatever the server put there
    private void run(RecordedExchange exchange, Route.Call call, Credentials credentials, Optional<Fault> way) {
        runs++;
        String where = exchange + " " + way.map(Fault::name).orElse("well");
        TellTale server = new TellTale(exchange, way);
        ProxmoxClient.Builder builder = ProxmoxClient.builder()
                .auth(credentials)
                .transport(server)
                .listener(report -> leaks.lookAt(where, report));
        try (ProxmoxClient client = builder.build()) {
            leaks.lookAt(where, builder);
            leaks.lookAt(where, client);
            leaks.lookAt(where, credentials);
            Object result = call.on(client);
            if (way.isEmpty()) {
                leaks.lookAt(where, result);
            }
            if (result instanceof ProxmoxTask task && task.upid().isPresent()) {
                tasks++;
                server.failTheTask();
                leaks.look(where + " log", task.logTail(5).toString());
                leaks.lookAt(where, task.log(0, 5));
                leaks.lookAt(where, task.status());
                leaks.lookAt(where, task.failure(task.status()).orElseThrow());
            }
        } catch (ProxmoxException e) {
            leaks.lookAt(where, e);
        } catch (IllegalArgumentException e) {
            // refused at the door
            leaks.lookAt(where, e);
        }
        server.requests().forEach(request -> leaks.lookAt(where, request));
    }

    private static Optional<Route.Call> find(RecordedExchange exchange) {
        try {
            return TypedCalls.find(exchange);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
