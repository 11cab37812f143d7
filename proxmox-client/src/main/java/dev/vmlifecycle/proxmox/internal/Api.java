package dev.vmlifecycle.proxmox.internal;

import dev.vmlifecycle.proxmox.CallOptions;
import dev.vmlifecycle.proxmox.error.ProxmoxErrors;
import dev.vmlifecycle.proxmox.transport.Header;
import dev.vmlifecycle.proxmox.transport.Param;
import dev.vmlifecycle.proxmox.transport.Transport;
import dev.vmlifecycle.proxmox.transport.TransportFailure;
import dev.vmlifecycle.proxmox.transport.WireRequest;
import dev.vmlifecycle.proxmox.transport.WireResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes calls: budget, log line, envelope, errors. Immutable and thread-safe. */
public final class Api {

    private static final Logger LOG = LoggerFactory.getLogger("dev.vmlifecycle.proxmox.calls");
    private static final String PREFIX = "/api2/json";

    /**
     * What stays the same for all calls of a client.
     *
     * @param transport carries them
     * @param headers added to each
     * @param clock for deadlines
     * @param readTimeout longest GET
     * @param writeTimeout longest other call
     */
    public record Settings(
            Transport transport,
            List<Header> headers,
            InstantSource clock,
            Duration readTimeout,
            Duration writeTimeout) {}

    private final Settings settings;
    private final CallOptions options;

    /**
     * Creates a view.
     *
     * @param settings of the client
     * @param options of the view
     */
    public Api(Settings settings, CallOptions options) {
        this.settings = settings;
        this.options = options;
    }

    /**
     * {@return a view with other options}
     *
     * @param other replaces the present ones
     */
    public Api with(CallOptions other) {
        return new Api(settings, other);
    }

    /** {@return the client's clock} */
    public InstantSource clock() {
        return settings.clock();
    }

    /**
     * {@return the answer to a read}
     *
     * @param path what to read
     * @param query parameters
     */
    public Answer get(ApiPath path, Param... query) {
        return send("GET", path, List.of(query), List.of());
    }

    /**
     * {@return the answer to a POST}
     *
     * @param path what to work on
     * @param form parameters
     */
    public Answer post(ApiPath path, List<Param> form) {
        return send("POST", path, List.of(), form);
    }

    /**
     * {@return the answer to a PUT}
     *
     * @param path what to change
     * @param form parameters
     */
    public Answer put(ApiPath path, List<Param> form) {
        return send("PUT", path, List.of(), form);
    }

    /**
     * {@return the answer to a DELETE}
     *
     * @param path what to remove
     * @param query parameters, which the server takes from the query only
     */
    public Answer delete(ApiPath path, List<Param> query) {
        return send("DELETE", path, query, List.of());
    }

    private Answer send(String method, ApiPath path, List<Param> query, List<Param> form) {
        Call call = new Call(method, path.text());
        WireRequest request = new WireRequest(method, PREFIX + path.text(), query, form, settings.headers());
        Instant start = settings.clock().instant();
        WireResponse response;
        if (settings.transport() instanceof TemplateObserver observer) {
            observer.sending(path.template());
        }
        try {
            response = settings.transport().send(request, budget(request, start), options.cancellation());
        } catch (TransportFailure failure) {
            LOG.debug("{} {} failed after {} ms", method, path.template(), millisSince(start));
            throw ProxmoxErrors.forTransport(method, path.text(), failure);
        }
        LOG.debug("{} {} {} {} ms", method, path.template(), response.status(), millisSince(start));
        if (response.status() / 100 != 2) {
            throw Answer.error(call, response);
        }
        return Answer.read(call, response);
    }

    private Duration budget(WireRequest request, Instant now) {
        if (options.cancellation().isCancelled()) {
            throw TransportFailure.notSent("cancelled before the call", null);
        }
        Duration limit = request.isWrite() ? settings.writeTimeout() : settings.readTimeout();
        Duration left =
                options.deadline().map(end -> Duration.between(now, end)).orElse(limit);
        if (left.isZero() || left.isNegative()) {
            throw TransportFailure.notSent("deadline over before the call", null);
        }
        return left.compareTo(limit) < 0 ? left : limit;
    }

    private long millisSince(Instant start) {
        return Duration.between(start, settings.clock().instant()).toMillis();
    }
}
