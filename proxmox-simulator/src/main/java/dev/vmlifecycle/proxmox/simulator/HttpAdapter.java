package dev.vmlifecycle.proxmox.simulator;

import dev.vmlifecycle.proxmox.simulator.internal.http.HttpRequest;
import dev.vmlifecycle.proxmox.simulator.internal.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/** Carries requests from a connection to the simulator and answers back, as late as the real server would answer. */
record HttpAdapter(PveSimulator simulator, InstantSource clock, Consumer<Duration> waiting, boolean controlPage)
        implements Function<HttpRequest, HttpResponse> {

    /** Whatever happens, the connection's thread gets an answer. */
    @Override
    public HttpResponse apply(HttpRequest http) {
        try {
            return answered(http);
        } catch (RuntimeException e) {
            return new HttpResponse(500, Unexpected.text(http.method() + " over HTTPS", e), "", "");
        }
    }

    private HttpResponse answered(HttpRequest http) {
        if (controlPage && http.target().equals("/control")) {
            simulator.advanceTo(clock.instant());
            return new HttpResponse(200, "OK", "text/html;charset=UTF-8", ControlPage.of(simulator));
        }
        SimRequest request = SimRequest.of(http.method(), http.target());
        for (Map.Entry<String, String> header : http.headers().entrySet()) {
            request = request.header(header.getKey(), header.getValue());
        }
        SimResponse answer = simulator.handle(request.body(http.body()), clock.instant());
        if (answer.silent()) {
            return HttpResponse.silent();
        }
        if (!answer.took().isZero()) {
            waiting.accept(answer.took());
        }
        return answer.dropped()
                ? HttpResponse.dropped()
                : new HttpResponse(answer.status(), answer.reason(), answer.contentType(), answer.body());
    }
}
