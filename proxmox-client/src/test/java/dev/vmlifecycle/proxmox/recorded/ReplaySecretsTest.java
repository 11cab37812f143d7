package dev.vmlifecycle.proxmox.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmlifecycle.proxmox.ApiToken;
import dev.vmlifecycle.proxmox.Credentials;
import dev.vmlifecycle.proxmox.PasswordLogin;
import dev.vmlifecycle.proxmox.ProxmoxClient;
import dev.vmlifecycle.proxmox.Secret;
import dev.vmlifecycle.proxmox.error.ProxmoxException;
import dev.vmlifecycle.proxmox.testing.EchoServer;
import dev.vmlifecycle.proxmox.testing.EchoServer.Fault;
import dev.vmlifecycle.proxmox.testing.RecordedExchange;
import dev.vmlifecycle.proxmox.testing.Recordings;
import dev.vmlifecycle.proxmox.testing.TestLog;
import dev.vmlifecycle.proxmox.testing.TicketServer;
import dev.vmlifecycle.proxmox.transport.Header;
import dev.vmlifecycle.proxmox.transport.Param;
import dev.vmlifecycle.proxmox.transport.Transport;
import dev.vmlifecycle.proxmox.transport.WireRequest;
import dev.vmlifecycle.proxmox.transport.WireResponse;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The whole replay again, with a token and with a password and code: each call is answered as recorded, and then by a server that goes
 * wrong in each way and repeats all it was told. No secret that was sent is found anywhere it could be read.
 */
class ReplaySecretsTest {

    private static final ApiToken TOKEN =
            ApiToken.of("svc@pve!panel", Secret.of("70ce9000-0000-4000-8000-00000000000f"));
    private static final PasswordLogin LOGIN = PasswordLogin.of(TicketServer.USER, Secret.of(TicketServer.PASSWORD))
            .totp(() -> Secret.of(TicketServer.CODE));
    private static final Set<String> CREDENTIAL_HEADERS = Set.of("Authorization", "Cookie", "CSRFPreventionToken");
    // a shorter value is no secret, and would be found in innocent words
    private static final int SHORTEST = 6;

    private final Set<String> planted = new TreeSet<>();
    private final List<WireRequest> sent = new ArrayList<>();
    private final StringBuilder readable = new StringBuilder();
    private final List<String> leaks = new ArrayList<>();
    private int calls;

    @Test
    void everyExchange_answeredInEveryWay_tellsNoSecret() {
        try (TestLog log = new TestLog()) {
            for (RecordedExchange exchange : Recordings.all()) {
                Optional<Route.Call> call = call(exchange);
                for (Credentials who : call.isPresent() ? List.of(TOKEN, LOGIN) : List.<Credentials>of()) {
                    run(exchange, call.get(), who, recorded(exchange));
                    for (Fault fault : Fault.values()) {
                        run(exchange, call.get(), who, new EchoServer(fault, recorded(exchange), 0));
                    }
                }
            }
            String logged = log.text();
            assertThat(logged).contains("/nodes/{node}/qemu");
            planted.stream()
                    .filter(logged::contains)
                    .map(secret -> "log: " + secret)
                    .forEach(leaks::add);
        }
        System.out.printf("SECRETS %d calls, %d planted values, %d found%n", calls, planted.size(), leaks.size());

        assertThat(leaks).isEmpty();
        assertThat(planted)
                .contains(TOKEN.secret().reveal(), TicketServer.PASSWORD)
                .hasSizeGreaterThan(10);
        assertThat(calls).isGreaterThan(40_000);
    }

    private static Optional<Route.Call> call(RecordedExchange exchange) {
        try {
            return TypedCalls.find(exchange);
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // refused at the door; ReplayTest lists them
        }
    }

    private static Transport recorded(RecordedExchange exchange) {
        return (request, timeout, cancel) -> exchange.response();
    }

    private void run(RecordedExchange exchange, Route.Call call, Credentials who, Transport answers) {
        calls++;
        sent.clear();
        readable.setLength(0);
        TicketServer tickets = new TicketServer().wantsCode();
        Transport transport = (request, timeout, cancel) -> {
            sent.add(request);
            note(request);
            if (request.path().endsWith("/access/ticket") && !exchange.path().endsWith("/access/ticket")) {
                return tickets.send(request, timeout, cancel);
            }
            boolean gate =
                    request.path().endsWith("/version") && !exchange.path().endsWith("/version");
            return gate
                    ? WireResponse.json(200, "OK", "{\"data\":{\"version\":\"8.4.1\"}}")
                    : answers.send(request, timeout, cancel);
        };
        try (ProxmoxClient client = ProxmoxClient.builder()
                .transport(transport)
                .auth(who)
                .listener(this::note)
                .build()) {
            note(client);
            note(call.on(client));
        } catch (ProxmoxException e) {
            note(e);
        } catch (IllegalArgumentException e) {
            note(e);
        }
        check(exchange);
    }

    private void note(Object anything) {
        readable.append(anything).append('\n');
        if (anything instanceof WireRequest request) {
            request.headers().forEach(this::note);
            Stream.concat(request.form().stream(), request.query().stream()).forEach(this::note);
        }
    }

    private void note(RuntimeException failure) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace, true));
        readable.append(trace);
        if (failure instanceof ProxmoxException e) {
            readable.append(e.text()).append(e.fieldErrors()).append(e.path());
        }
    }

    private void check(RecordedExchange exchange) {
        String text = readable.toString();
        for (WireRequest request : sent) {
            secrets(request).filter(secret -> secret.length() >= SHORTEST).forEach(secret -> {
                planted.add(secret);
                if (text.contains(secret)) {
                    leaks.add(exchange + ": " + secret);
                }
            });
        }
    }

    private static Stream<String> secrets(WireRequest request) {
        Stream<String> headers = request.headers().stream()
                .filter(header -> CREDENTIAL_HEADERS.contains(header.name()))
                .map(Header::value)
                .map(value -> value.replaceFirst("^(PVEAPIToken=[^=]*|PVEAuthCookie)=", ""));
        Stream<String> params = Stream.concat(request.form().stream(), request.query().stream())
                .filter(Param::isSecret)
                .map(Param::value);
        return Stream.concat(headers, params)
                .flatMap(secret -> Stream.of(secret, decoded(secret)))
                .distinct();
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
