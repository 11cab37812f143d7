package dev.vmlifecycle.proxmox.internal;

import dev.vmlifecycle.proxmox.ApiToken;
import dev.vmlifecycle.proxmox.CallListener;
import dev.vmlifecycle.proxmox.CallOptions;
import dev.vmlifecycle.proxmox.Credentials;
import dev.vmlifecycle.proxmox.PasswordLogin;
import dev.vmlifecycle.proxmox.ServerVersion;
import dev.vmlifecycle.proxmox.error.ProxmoxErrors;
import dev.vmlifecycle.proxmox.internal.catalogue.Catalogue;
import dev.vmlifecycle.proxmox.internal.gate.Gates;
import dev.vmlifecycle.proxmox.transport.FilePart;
import dev.vmlifecycle.proxmox.transport.Param;
import dev.vmlifecycle.proxmox.transport.Transport;
import dev.vmlifecycle.proxmox.transport.TransportFailure;
import dev.vmlifecycle.proxmox.transport.WireRequest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Makes calls: budget, version, credentials, envelope, errors. Immutable but for what all views share; thread-safe. */
public final class Api {

    static final String PREFIX = "/api2/json";

    private static final int UNAUTHORIZED = 401;
    private static final String NEW_TICKET_REFUSED =
            " (the ticket was made just now: do the clocks of all nodes agree?)";

    /**
     * What stays the same for all calls of a client.
     *
     * @param transport carries them
     * @param credentials let them in
     * @param clock for deadlines, ages and durations
     * @param timeouts unless a view has its own
     * @param maxConcurrency how many may be under way at once
     * @param listener told of each
     */
    public record Settings(
            Transport transport,
            Credentials credentials,
            InstantSource clock,
            Timeouts timeouts,
            int maxConcurrency,
            CallListener listener) {}

    private record Shared(
            InstantSource clock, Timeouts timeouts, Wire wire, Authorization authorization, Gatekeeper gatekeeper) {}

    private final Shared shared;
    private final CallOptions options;

    private Api(Shared shared, CallOptions options) {
        this.shared = shared;
        this.options = options;
    }

    /**
     * {@return the calls of a new client}
     *
     * @param settings of the client
     */
    public static Api create(Settings settings) {
        InstantSource clock = settings.clock();
        Wire wire = new Wire(settings.transport(), new Permits(settings.maxConcurrency()), clock, settings.listener());
        Credentials credentials = settings.credentials();
        Authorization authorization = credentials instanceof ApiToken token
                ? Authorization.of(token)
                : new TicketAuthorization(wire, clock, (PasswordLogin) credentials);
        Gatekeeper gatekeeper = new Gatekeeper(new Gates(Catalogue.shipped()), clock);
        return new Api(new Shared(clock, settings.timeouts(), wire, authorization, gatekeeper), CallOptions.none());
    }

    /**
     * {@return a view with other options}
     *
     * @param other replaces the present ones
     */
    public Api with(CallOptions other) {
        return new Api(shared, other);
    }

    /** {@return the client's clock} */
    public InstantSource clock() {
        return shared.clock();
    }

    /** {@return the version of the host that answers} */
    public ServerVersion version() {
        return get(ApiPath.of("/version")).object().require("version", ServerVersion::parse);
    }

    /**
     * {@return the answer to a read}
     *
     * @param path what to read
     * @param query parameters
     */
    public Answer get(ApiPath path, Param... query) {
        return get(path, List.of(query));
    }

    /**
     * {@return the answer to a read}
     *
     * @param path what to read
     * @param query parameters
     */
    public Answer get(ApiPath path, List<Param> query) {
        return call("GET", path, query, shared.timeouts().read());
    }

    /**
     * {@return the answer to a POST}
     *
     * @param path what to work on
     * @param form parameters
     */
    public Answer post(ApiPath path, List<Param> form) {
        return call("POST", path, form, shared.timeouts().write());
    }

    /**
     * {@return the answer to a PUT}
     *
     * @param path what to change
     * @param form parameters
     */
    public Answer put(ApiPath path, List<Param> form) {
        return call("PUT", path, form, shared.timeouts().write());
    }

    /**
     * {@return the answer to a DELETE}
     *
     * @param path what to remove
     * @param query parameters, which the server takes from the query only
     */
    public Answer delete(ApiPath path, List<Param> query) {
        return call("DELETE", path, query, shared.timeouts().write());
    }

    /**
     * {@return the answer to an upload}
     *
     * @param path where to
     * @param form parameters, sent before the file
     * @param file what to send
     * @param timeout the longest it may last, unless the view has its own
     */
    public Answer upload(ApiPath path, List<Param> form, FilePart file, Duration timeout) {
        return call("POST", path, form, Optional.of(file), timeout);
    }

    private Answer call(String method, ApiPath path, List<Param> params, Duration limit) {
        return call(method, path, params, Optional.empty(), limit);
    }

    private Answer call(String method, ApiPath path, List<Param> params, Optional<FilePart> file, Duration limit) {
        Call call = new Call(method, path.text());
        Budget budget = Budget.start(shared.clock(), limit, options);
        try {
            List<Param> admitted = shared.gatekeeper().admit(call, path, params, budget, this::version);
            boolean inQuery = method.equals("GET") || method.equals("DELETE");
            WireRequest request = new WireRequest(
                    method,
                    PREFIX + path.text(),
                    inQuery ? admitted : List.of(),
                    inQuery ? List.of() : admitted,
                    List.of(),
                    file);
            return send(call, path, request, budget);
        } catch (TransportFailure failure) {
            throw ProxmoxErrors.forTransport(method, path.text(), failure);
        }
    }

    private Answer send(Call call, ApiPath path, WireRequest bare, Budget budget) {
        Grant grant = shared.authorization().grant(budget);
        WireRequest request = bare.withHeaders(grant.headers(bare.isWrite()));
        Reply reply = shared.wire().send(path, request, budget);
        if (reply.status() == UNAUTHORIZED) {
            Optional<Grant> other = shared.authorization().afterRefusal(grant, budget);
            if (other.isPresent()) {
                grant = other.get();
                // 401 is decided before anything is executed, so this is no second time
                request = bare.withHeaders(grant.headers(bare.isWrite()));
                reply = shared.wire().send(path, request, budget);
            }
        }
        Call sent = call.with(Redaction.of(request));
        if (reply.status() / 100 != 2) {
            String hint = reply.status() == UNAUTHORIZED && grant.isNew() ? NEW_TICKET_REFUSED : "";
            throw Answer.error(sent, reply, hint);
        }
        return Answer.read(sent, reply);
    }
}
