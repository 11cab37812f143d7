package dev.vmlifecycle.proxmox.testing;

import dev.vmlifecycle.proxmox.ApiToken;
import dev.vmlifecycle.proxmox.Cancellation;
import dev.vmlifecycle.proxmox.ProxmoxClient;
import dev.vmlifecycle.proxmox.Secret;
import dev.vmlifecycle.proxmox.transport.Transport;
import dev.vmlifecycle.proxmox.transport.WireRequest;
import dev.vmlifecycle.proxmox.transport.WireResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Answers from a list, keeps what was asked. */
public final class ScriptedTransport implements Transport {

    public static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    public final List<WireRequest> requests = new ArrayList<>();
    public final List<Duration> timeouts = new ArrayList<>();
    private final Deque<Supplier<WireResponse>> answers = new ArrayDeque<>();
    private Optional<String> version = Optional.empty();

    public ScriptedTransport data(String json) {
        return answer(200, "OK", "{\"data\":" + json + "}");
    }

    public ScriptedTransport answer(int status, String reason, String body) {
        answers.add(() -> WireResponse.json(status, reason, body));
        return this;
    }

    public ScriptedTransport failure(RuntimeException failure) {
        answers.add(() -> {
            throw failure;
        });
        return this;
    }

    /** Answers questions for the version by itself, those a parameter makes the client ask. */
    public ScriptedTransport serverVersion(String text) {
        version = Optional.of(text);
        return this;
    }

    public ProxmoxClient client() {
        return client(InstantSource.fixed(NOW));
    }

    public ProxmoxClient client(InstantSource clock) {
        return ProxmoxClient.builder()
                .auth(ApiToken.of("svc@pve!panel", Secret.of("11111111-2222-3333-4444-555555555555")))
                .transport(this)
                .clock(clock)
                .build();
    }

    public WireRequest last() {
        return requests.get(requests.size() - 1);
    }

    @Override
    public WireResponse send(WireRequest request, Duration timeout, Cancellation cancel) {
        if (version.isPresent() && request.path().endsWith("/version")) {
            return WireResponse.json(200, "OK", "{\"data\":{\"version\":\"" + version.get() + "\"}}");
        }
        requests.add(request);
        timeouts.add(timeout);
        Supplier<WireResponse> answer = answers.poll();
        if (answer == null) {
            throw new AssertionError("no answer left for " + request);
        }
        return answer.get();
    }
}
