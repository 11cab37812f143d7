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
import java.util.function.Consumer;

/**
 * Carries the client's requests straight into a simulator. Thread-safe; never blocks.
 *
 * <p>A call that would have waited longer than its timeout for a lock has its outcome in the simulated world, but the caller gets no
 * answer, as on the wire. Closing does nothing.
 */
public final class SimulatorTransport implements Transport {

    private final PveSimulator simulator;
    private final InstantSource clock;
    private final Consumer<Duration> passing;

    /**
     * Joins a simulator. Calls take no time, whatever the real server would have waited for.
     *
     * @param simulator what answers
     * @param clock the time given to each request
     */
    public SimulatorTransport(PveSimulator simulator, InstantSource clock) {
        this(simulator, clock, time -> {});
    }

    /**
     * Joins a simulator, on a clock that is to move while a caller waits.
     *
     * @param simulator what answers
     * @param clock the time given to each request
     * @param passing told how long the caller waited before it got its answer or gave up; moves the clock
     */
    public SimulatorTransport(PveSimulator simulator, InstantSource clock, Consumer<Duration> passing) {
        this.simulator = simulator;
        this.clock = clock;
        this.passing = passing;
    }

    @Override
    public WireResponse send(WireRequest request, Duration timeout, Cancellation cancel) {
        if (cancel.isCancelled()) {
            throw TransportFailure.notSent("cancelled before sending", null);
        }
        SimResponse response = simulator.handle(translate(request), clock.instant());
        if (response.silent() || response.took().compareTo(timeout) > 0) {
            passing.accept(timeout);
            throw TransportFailure.maybeSent("no answer within " + timeout, null);
        }
        if (!response.took().isZero()) {
            passing.accept(response.took());
        }
        if (response.dropped()) {
            throw TransportFailure.maybeSent("connection closed without an answer", null);
        }
        List<Header> headers = response.contentType().isEmpty()
                ? List.of()
                : List.of(new Header("Content-Type", response.contentType()));
        byte[] body = response.body().getBytes(StandardCharsets.UTF_8);
        return new WireResponse(response.status(), response.reason(), headers, body);
    }

    private static SimRequest translate(WireRequest wire) {
        String query = wire.encodedQuery();
        SimRequest request = SimRequest.of(wire.method(), query.isEmpty() ? wire.path() : wire.path() + "?" + query);
        for (Header header : wire.headers()) {
            request = request.header(header.name(), header.value());
        }
        if (wire.file().isPresent()) {
            return UploadForm.on(request, wire.form(), wire.file().get());
        }
        String form = wire.encodedForm();
        if (form.isEmpty()) {
            return request;
        }
        return request.header("Content-Type", "application/x-www-form-urlencoded")
                .body(form.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "simulator in process";
    }
}
