package dev.vmlifecycle.proxmox.recorded;

import dev.vmlifecycle.proxmox.Cancellation;
import dev.vmlifecycle.proxmox.testing.EchoServer;
import dev.vmlifecycle.proxmox.testing.EchoServer.Fault;
import dev.vmlifecycle.proxmox.testing.RecordedExchange;
import dev.vmlifecycle.proxmox.testing.TicketServer;
import dev.vmlifecycle.proxmox.transport.Transport;
import dev.vmlifecycle.proxmox.transport.WireRequest;
import dev.vmlifecycle.proxmox.transport.WireResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Gives the recorded answer, or goes wrong in one way and repeats all it was told. Every task it started fails, and quotes in
 * its exit status and its log what was said when it was started.
 */
final class TellTale implements Transport {

    private final RecordedExchange exchange;
    private final Optional<Fault> fault;
    private final TicketServer tickets = new TicketServer().wantsCode();
    private final List<WireRequest> requests = new ArrayList<>();
    private Optional<String> started = Optional.empty();

    TellTale(RecordedExchange exchange, Optional<Fault> fault) {
        this.exchange = exchange;
        this.fault = fault;
    }

    List<WireRequest> requests() {
        return requests;
    }

    /** From now on the task is asked about. */
    void failTheTask() {
        StringBuilder told = new StringBuilder();
        requests.stream()
                .filter(request -> !request.path().endsWith("/access/ticket"))
                .forEach(request -> told.append(EchoServer.told(request)));
        started = Optional.of(told.toString());
    }

    @Override
    public WireResponse send(WireRequest request, Duration timeout, Cancellation cancel) {
        requests.add(request);
        if (request.path().endsWith("/access/ticket")) {
            return tickets.send(request, timeout, cancel);
        }
        if (started.isPresent()) {
            return task(request, started.get() + EchoServer.told(request));
        }
        if (request.path().endsWith("/version") && !exchange.path().endsWith("/version")) {
            return WireResponse.json(200, "OK", "{\"data\":{\"version\":\"8.4.1\"}}");
        }
        return fault.map(way -> EchoServer.answer(way, EchoServer.told(request)))
                .orElseGet(exchange::response);
    }

    private static WireResponse task(WireRequest request, String told) {
        return WireResponse.json(
                200,
                "OK",
                request.path().endsWith("/status")
                        ? "{\"data\":{\"status\":\"stopped\",\"exitstatus\":\"" + told + "\"}}"
                        : "{\"data\":[{\"n\":1,\"t\":\"" + told + "\"}],\"total\":1}");
    }
}
