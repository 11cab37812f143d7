package dev.vmlifecycle.proxmox.simulator;

import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Consumer;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okio.ByteString;

/** Carries requests from the socket to the simulator and answers back; errors close the connection, as Proxmox does. */
final class SimulatorDispatcher extends Dispatcher {

    private static final int REQUESTS_PER_CONNECTION = 100;

    private final PveSimulator simulator;
    private final InstantSource clock;
    private final Consumer<Duration> waiting;
    private final boolean controlPage;

    SimulatorDispatcher(PveSimulator simulator, InstantSource clock, Consumer<Duration> waiting, boolean controlPage) {
        this.simulator = simulator;
        this.clock = clock;
        this.waiting = waiting;
        this.controlPage = controlPage;
    }

    @Override
    public MockResponse dispatch(RecordedRequest recorded) {
        if (controlPage && recorded.getTarget().equals("/control")) {
            simulator.advanceTo(clock.instant());
            return new MockResponse.Builder()
                    .setHeader("Content-Type", "text/html;charset=UTF-8")
                    .body(ControlPage.of(simulator))
                    .build();
        }
        SimResponse answer = simulator.handle(request(recorded), clock.instant());
        if (!answer.took().isZero()) {
            waiting.accept(answer.took());
        }
        MockResponse.Builder response = new MockResponse.Builder();
        if (answer.silent()) {
            return response.onResponseStart(SocketEffect.Stall.INSTANCE).build();
        }
        if (answer.dropped()) {
            return response.onResponseStart(new SocketEffect.CloseSocket()).build();
        }
        response.status("HTTP/1.1 " + answer.status() + " " + answer.reason()).body(answer.body());
        response.setHeader("Server", "pve-api-daemon/3.0");
        if (!answer.contentType().isEmpty()) {
            response.setHeader("Content-Type", answer.contentType());
        }
        boolean last = recorded.getExchangeIndex() >= REQUESTS_PER_CONNECTION - 1;
        if (answer.status() >= 400 || last) {
            response.setHeader("Connection", "close").onResponseEnd(SocketEffect.ShutdownConnection.INSTANCE);
        }
        return response.build();
    }

    private static SimRequest request(RecordedRequest recorded) {
        SimRequest request = SimRequest.of(recorded.getMethod(), recorded.getTarget());
        for (String name : recorded.getHeaders().names()) {
            String value = recorded.getHeaders().get(name);
            if (value != null) {
                request = request.header(name, value);
            }
        }
        ByteString body = recorded.getBody();
        return body == null ? request : request.body(body.toByteArray());
    }
}
