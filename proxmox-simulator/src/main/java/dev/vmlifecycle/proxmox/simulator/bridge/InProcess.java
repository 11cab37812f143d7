package dev.vmlifecycle.proxmox.simulator.bridge;

import dev.vmlifecycle.proxmox.Cancellation;
import dev.vmlifecycle.proxmox.simulator.PveSimulator;
import dev.vmlifecycle.proxmox.simulator.SimRequest;
import dev.vmlifecycle.proxmox.simulator.SimResponse;
import dev.vmlifecycle.proxmox.transport.Header;
import dev.vmlifecycle.proxmox.transport.Transport;
import dev.vmlifecycle.proxmox.transport.TransportFailure;
import dev.vmlifecycle.proxmox.transport.WireRequest;
import dev.vmlifecycle.proxmox.transport.WireResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/**
 * A transport that calls the simulator directly, at the time a clock shows. Thread-safe, as the simulator is. With a settable
 * clock nothing ever sleeps.
 */
public final class InProcess implements Transport {
    private final PveSimulator simulator;
    private final InstantSource clock;

    private InProcess(PveSimulator simulator, InstantSource clock) {
        this.simulator = simulator;
        this.clock = clock;
    }

    /**
     * Makes the transport, for {@code ProxmoxClient.builder().transport(…)}.
     *
     * @param simulator the cluster
     * @param clock its time
     * @return the transport
     */
    public static Transport transport(PveSimulator simulator, InstantSource clock) {
        return new InProcess(simulator, clock);
    }

    @Override
    public WireResponse send(WireRequest request, Duration timeout, Cancellation cancel) {
        String query = request.encodedQuery();
        SimRequest sent =
                SimRequest.of(request.method(), query.isEmpty() ? request.path() : request.path() + "?" + query);
        for (Header header : request.headers()) {
            sent = sent.header(header.name(), header.value());
        }
        String form = request.encodedForm();
        if (request.isWrite() && !form.isEmpty()) {
            sent = sent.header("Content-Type", "application/x-www-form-urlencoded")
                    .body(form.getBytes(StandardCharsets.UTF_8));
        }
        return answer(simulator.handle(sent, clock.instant()));
    }

    private static WireResponse answer(SimResponse response) {
        if (response.dropped()) {
            throw TransportFailure.maybeSent("connection closed by the simulated server before it answered", null);
        }
        List<Header> headers = response.contentType().isEmpty()
                ? List.of()
                : List.of(new Header("Content-Type", response.contentType()));
        return new WireResponse(
                response.status(), response.reason(), headers, response.body().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {}
}
