package dev.vmlifecycle.dns.cloudflare;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.vmlifecycle.dns.CallLimits;
import dev.vmlifecycle.dns.DnsError;
import dev.vmlifecycle.dns.DnsError.Kind;
import dev.vmlifecycle.dns.DnsException;
import dev.vmlifecycle.dns.cloudflare.internal.Transport;
import dev.vmlifecycle.dns.cloudflare.internal.WireRequest;
import dev.vmlifecycle.dns.cloudflare.internal.WireResponse;
import dev.vmlifecycle.dns.plugin.ProviderContext;
import dev.vmlifecycle.dns.plugin.ProviderSecret;
import dev.vmlifecycle.dns.plugin.Redactor;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The envelope around every answer, pages, and the rate. */
final class CloudflareApi {

    private static final Duration LONGEST_TURN = Duration.ofSeconds(2);
    private static final Duration LONGEST_CALL = Duration.ofSeconds(30);

    /** A refusal with the service's own codes. */
    static final class Refusal extends DnsException {
        private static final long serialVersionUID = 1L;
        private final transient Set<Integer> codes;
        private final int status;

        Refusal(DnsError error, int status, Set<Integer> codes) {
            super(error);
            this.status = status;
            this.codes = Set.copyOf(codes);
        }

        boolean says(Set<Integer> any) {
            return codes.stream().anyMatch(any::contains);
        }

        int status() {
            return status;
        }
    }

    /** One page of a list, and how many there are. */
    record Page(List<JsonNode> items, long pages) {}

    private final Transport transport;
    private final ProviderContext context;
    private final ObjectMapper json = new ObjectMapper();
    private final ApiErrors errors;
    private final RateLimiter rate;

    CloudflareApi(Transport transport, ProviderSecret token, ProviderContext context) {
        this.transport = transport;
        this.context = context;
        this.errors = new ApiErrors(Redactor.of(List.of(token)));
        this.rate = new RateLimiter(context.clock());
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    static DnsException failure(Kind kind, String message) {
        return new DnsException(DnsError.of(kind, message));
    }

    /** A result that is one object. */
    JsonNode get(String path, CallLimits limits) {
        return send("GET", path, Optional.empty(), limits).path("result");
    }

    void write(String method, String path, Optional<JsonNode> body, CallLimits limits) {
        send(method, path, body, limits);
    }

    /** One page of a list; the path has its query already. */
    Page page(String path, long number, CallLimits limits) {
        JsonNode answer = send("GET", path + "&page=" + number, Optional.empty(), limits);
        List<JsonNode> items = new ArrayList<>();
        answer.path("result").forEach(items::add);
        return new Page(
                items,
                Math.max(1, answer.path("result_info").path("total_pages").asLong(1)));
    }

    List<JsonNode> all(String path, CallLimits limits) {
        Page first = page(path, 1, limits);
        List<JsonNode> items = new ArrayList<>(first.items());
        for (long number = 2; number <= first.pages(); number++) {
            items.addAll(page(path, number, limits).items());
        }
        return items;
    }

    void close() {
        transport.close();
    }

    private JsonNode send(String method, String path, Optional<JsonNode> body, CallLimits limits) {
        takeTurn(limits);
        WireResponse response;
        try {
            response = transport.send(
                    new WireRequest(method, path, body.map(JsonNode::toString)),
                    timeout(limits),
                    limits.cancellation());
        } catch (IOException e) {
            throw noAnswer(e, limits);
        }
        Duration wait = rate.heed(response);
        JsonNode answer = parse(response.body());
        if (response.status() < 200
                || response.status() > 299
                || !answer.path("success").asBoolean()) {
            throw new Refusal(errors.of(response.status(), answer, wait), response.status(), ApiErrors.codes(answer));
        }
        return answer;
    }

    /** Waits a moment where that keeps us within the rate; a longer wait is the caller's business. */
    private void takeTurn(CallLimits limits) {
        Optional<Duration> wait = rate.take();
        while (wait.isPresent()) {
            Duration left = limits.left(context.clock().instant());
            boolean over = limits.cancellation().isCancelled() || wait.get().compareTo(left) >= 0;
            if (over || wait.get().compareTo(LONGEST_TURN) > 0) {
                throw new DnsException(DnsError.rateLimited(
                        wait.get(), "rate: used up (expected: " + wait.get().toSeconds() + " s of patience)"));
            }
            try {
                context.sleeper().sleep(wait.get());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw failure(Kind.TRANSIENT, "call: interrupted (expected: time to finish)");
            }
            wait = rate.take();
        }
    }

    /** The cause is not kept: nobody knows what a library puts into its messages. */
    private static DnsException noAnswer(IOException e, CallLimits limits) {
        if (limits.cancellation().isCancelled() || Thread.currentThread().isInterrupted()) {
            return failure(Kind.TRANSIENT, "call: cancelled (expected: time to finish)");
        }
        String what = e instanceof ConnectException
                ? "refused the connection"
                : e.getClass().getSimpleName();
        return failure(Kind.UNREACHABLE, "server: " + what + " (expected: an answer)");
    }

    private Duration timeout(CallLimits limits) {
        Duration left = limits.left(context.clock().instant());
        return left.compareTo(LONGEST_CALL) < 0 ? left : LONGEST_CALL;
    }

    /** A page of a proxy in between is no answer, but has a status. */
    private JsonNode parse(String body) {
        try {
            JsonNode answer = json.readTree(body);
            return answer == null ? MissingNode.getInstance() : answer;
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }
}
