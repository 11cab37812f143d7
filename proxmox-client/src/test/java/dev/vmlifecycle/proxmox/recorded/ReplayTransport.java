package dev.vmlifecycle.proxmox.recorded;

import dev.vmlifecycle.proxmox.ApiToken;
import dev.vmlifecycle.proxmox.Cancellation;
import dev.vmlifecycle.proxmox.ProxmoxClient;
import dev.vmlifecycle.proxmox.Secret;
import dev.vmlifecycle.proxmox.testing.RecordedExchange;
import dev.vmlifecycle.proxmox.transport.Param;
import dev.vmlifecycle.proxmox.transport.Transport;
import dev.vmlifecycle.proxmox.transport.WireRequest;
import dev.vmlifecycle.proxmox.transport.WireResponse;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Answers what was recorded, in the order it was recorded, and notes each request that differs from the recorded one. */
final class ReplayTransport implements Transport {

    private static final String VERSION = "/api2/json/version";

    private final Deque<RecordedExchange> expected;
    private final List<String> differences = new ArrayList<>();

    ReplayTransport(Collection<RecordedExchange> expected) {
        this.expected = new ArrayDeque<>(expected);
    }

    ProxmoxClient client() {
        return ProxmoxClient.builder()
                .auth(ApiToken.of("root@pam!rig", Secret.of("00000000-0000-0000-0000-000000000000")))
                .transport(this)
                .build();
    }

    List<String> differences() {
        return differences;
    }

    /** Exchanges that were not asked for. */
    int left() {
        return expected.size();
    }

    /** Leaves one out that no typed call makes. */
    void skip(RecordedExchange exchange) {
        if (!expected.remove().equals(exchange)) {
            throw new AssertionError(exchange + ": out of order");
        }
    }

    @Override
    public WireResponse send(WireRequest request, Duration timeout, Cancellation cancel) {
        RecordedExchange next = expected.peek();
        if (request.path().equals(VERSION) && (next == null || !next.path().equals(VERSION))) {
            // the client may look whether the server knows a parameter; the recorded tool knew
            return WireResponse.json(200, "OK", "{\"data\":{\"version\":\"8.4.1\"}}");
        }
        if (next == null) {
            throw new AssertionError("nothing recorded for " + request);
        }
        expected.remove();
        String wanted = next.method() + " " + decoded(next.path()) + " " + Defaults.added(next);
        String sent = request.method() + " " + decoded(request.path()) + " " + params(request);
        if (!sent.equals(wanted)) {
            differences.add(next + ": sent " + sent + " (expected: " + wanted + ")");
        }
        return next.response();
    }

    private static Map<String, String> params(WireRequest request) {
        Map<String, String> params = new TreeMap<>();
        for (Param param : request.isWrite() && !request.form().isEmpty() ? request.form() : request.query()) {
            params.put(param.name(), param.value());
        }
        return params;
    }

    private static String decoded(String path) {
        return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** What the client always sends, with the server's default where the recorded tool left them out. */
    private static final class Defaults {

        static Map<String, String> added(RecordedExchange exchange) {
            Map<String, String> params = exchange.params();
            if (exchange.method().equals("DELETE") && exchange.pathMatches("/nodes/[^/]+/qemu/\\d+")) {
                params.putIfAbsent("destroy-unreferenced-disks", "0");
                params.putIfAbsent("purge", "0");
            }
            if (exchange.method().equals("POST") && exchange.path().endsWith("/firewall/rules")) {
                params.putIfAbsent("enable", "0");
            }
            if (exchange.isGet() && exchange.path().endsWith("/log")) {
                params.putIfAbsent("limit", "50");
            }
            return params;
        }
    }
}
