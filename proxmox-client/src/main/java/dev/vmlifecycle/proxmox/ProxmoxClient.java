package dev.vmlifecycle.proxmox;

import dev.vmlifecycle.proxmox.internal.Answer;
import dev.vmlifecycle.proxmox.internal.Api;
import dev.vmlifecycle.proxmox.internal.ApiPath;
import dev.vmlifecycle.proxmox.internal.ClusterReader;
import dev.vmlifecycle.proxmox.internal.OkHttpTransport;
import dev.vmlifecycle.proxmox.internal.Timeouts;
import dev.vmlifecycle.proxmox.json.JsonValue;
import dev.vmlifecycle.proxmox.node.NodeSummary;
import dev.vmlifecycle.proxmox.transport.Transport;
import java.net.Proxy;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The door to one Proxmox VE cluster.
 *
 * <pre>{@code
 * ProxmoxClient pve = ProxmoxClient.builder()
 *         .host("pve1.example.net")
 *         .host("pve2.example.net")
 *         .auth(ApiToken.of("svc@pve!panel", secret))
 *         .tls(Tls.caFile(Path.of("pve-root-ca.pem")))
 *         .build();
 * Qemu vm = pve.node(NodeName.of("pve1")).qemu(Vmid.of(101));
 * ProxmoxTask task = vm.start();
 * }</pre>
 *
 * <p>Thread-safe; one per cluster is enough. Calls run on the caller's thread. A write is never sent twice. Everything
 * the server or the way to it refuses is a {@code ProxmoxException}.
 */
public final class ProxmoxClient implements AutoCloseable {

    private final Api api;
    private final Transport transport;
    private final boolean view;

    private ProxmoxClient(Api api, Transport transport, boolean view) {
        this.api = api;
        this.transport = transport;
        this.view = view;
    }

    /** {@return a builder with the defaults named there} */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * {@return a cheap view of this client whose calls, and those of every handle it gives, keep to these options}
     *
     * @param options replace those of this view
     */
    public ProxmoxClient with(CallOptions options) {
        return new ProxmoxClient(api.with(options), transport, true);
    }

    /**
     * {@return a view of this client whose calls end after so long, counted from now by the client's clock}
     *
     * @param left the time for all of them together; nothing is sent when it is negative or over
     * @param cancellation ends calls under way when thrown
     */
    public ProxmoxClient within(Duration left, Cancellation cancellation) {
        return with(new CallOptions(Optional.of(api.clock().instant().plus(left)), cancellation));
    }

    /** {@return the version of the host that answers} */
    public ServerVersion version() {
        return api.version();
    }

    /** {@return a handle of the cluster} */
    public Cluster cluster() {
        return new Cluster(api);
    }

    /** {@return a handle of users, tokens, roles and access rules} */
    public Access access() {
        return new Access(api);
    }

    /** {@return a handle of the pools} */
    public Pools pools() {
        return new Pools(api);
    }

    /** {@return a handle of the storages as the cluster configures them} */
    public Storages storages() {
        return new Storages(api);
    }

    /**
     * {@return a handle of a node}
     *
     * @param name its name
     */
    public Node node(NodeName name) {
        return new Node(api, name);
    }

    /**
     * {@return a handle of a task started before}
     *
     * @param upid its saved handle
     */
    public ProxmoxTask task(Upid upid) {
        return ProxmoxTask.of(api, upid);
    }

    /** {@return all nodes; load numbers need {@code Sys.Audit}} */
    public List<NodeSummary> nodes() {
        return api.get(ApiPath.of("/nodes")).rows().stream()
                .map(ClusterReader::node)
                .toList();
    }

    /**
     * {@return what the server answers to a call without a type of its own}
     *
     * @param request method, path and parameters
     */
    public JsonValue request(RawRequest request) {
        Answer answer = switch (request.method()) {
            case GET -> api.get(request.path(), request.params());
            case POST -> api.post(request.path(), request.params());
            case PUT -> api.put(request.path(), request.params());
            case DELETE -> api.delete(request.path(), request.params());
        };
        return answer.value();
    }

    /**
     * Closes connections, so that calls under way end and later ones are never sent; or the given transport. Does nothing on
     * a view.
     */
    @Override
    public void close() {
        if (!view) {
            transport.close();
        }
    }

    @Override
    public String toString() {
        return "ProxmoxClient over " + transport;
    }

    /**
     * Collects what a client needs. Defaults: port 8006, {@link Tls#system()}, the system clock, 5 s to connect, 15 s for
     * reads and 65 s for writes (the server itself waits up to 10 s for locks and 30 s for other nodes), 16 calls at a
     * time, the proxy the Java runtime is set to. Confine to one thread.
     */
    public static final class Builder {

        private final List<String> hosts = new ArrayList<>();
        private @Nullable Credentials credentials;
        private Tls tls = Tls.system();
        private InstantSource clock = InstantSource.system();
        private Duration connectTimeout = Duration.ofSeconds(5);
        private Duration readTimeout = Duration.ofSeconds(15);
        private Duration writeTimeout = Duration.ofSeconds(65);
        private int maxConcurrency = 16;
        private CallListener listener = CallListener.none();
        private @Nullable Proxy proxy;
        private @Nullable Transport transport;
        private UnaryOperator<Transport> wrapper = UnaryOperator.identity();

        private Builder() {}

        /**
         * Adds a host of the cluster; any may answer for all. The next one is tried when one can not be connected, when
         * it can not reach the node itself (595), or when a read fails. The one that answered last is asked first; one
         * that failed is asked last for a while, from 2 s to 2 min.
         *
         * @param host name or address, with {@code :port} if it is not 8006; IPv6 in brackets
         * @return this
         */
        public Builder host(String host) {
            hosts.add(Objects.requireNonNull(host, "host"));
            return this;
        }

        /**
         * Adds several hosts, see {@link #host}.
         *
         * @param several in the order they are asked
         * @return this
         */
        public Builder hosts(String... several) {
            hosts.addAll(List.of(several));
            return this;
        }

        /**
         * Sets the credentials; required.
         *
         * @param how an {@link ApiToken} or a {@link PasswordLogin}
         * @return this
         */
        public Builder auth(Credentials how) {
            credentials = Objects.requireNonNull(how, "auth");
            return this;
        }

        /**
         * Sets how the hosts prove who they are.
         *
         * @param how the proof
         * @return this
         */
        public Builder tls(Tls how) {
            tls = Objects.requireNonNull(how, "tls");
            return this;
        }

        /**
         * Sets the clock by which deadlines, the age of tickets and the rest of failed hosts are measured.
         *
         * @param source the clock
         * @return this
         */
        public Builder clock(InstantSource source) {
            clock = Objects.requireNonNull(source, "clock");
            return this;
        }

        /**
         * Sets the longest time for a connection, before the next host is tried.
         *
         * @param timeout positive, a day at most
         * @return this
         */
        public Builder connectTimeout(Duration timeout) {
            connectTimeout = Objects.requireNonNull(timeout, "connectTimeout");
            return this;
        }

        /**
         * Sets the longest time for a read: the wait for a free slot, a login, connecting and a repeat included.
         *
         * @param timeout positive, a day at most
         * @return this
         */
        public Builder readTimeout(Duration timeout) {
            readTimeout = Objects.requireNonNull(timeout, "readTimeout");
            return this;
        }

        /**
         * Sets the longest time for a write: the wait for a free slot, a login, connecting and a repeat included.
         *
         * @param timeout positive, a day at most
         * @return this
         */
        public Builder writeTimeout(Duration timeout) {
            writeTimeout = Objects.requireNonNull(timeout, "writeTimeout");
            return this;
        }

        /**
         * Sets how many requests may be under way at once; further ones wait their turn.
         *
         * @param requests at least 1
         * @return this
         */
        public Builder maxConcurrency(int requests) {
            maxConcurrency = requests;
            return this;
        }

        /**
         * Sets who is told of every request.
         *
         * @param told must be quick and thread-safe
         * @return this
         */
        public Builder listener(CallListener told) {
            listener = Objects.requireNonNull(told, "listener");
            return this;
        }

        /**
         * Sets the proxy between; one that asks for a password is not supported.
         *
         * @param between HTTP or SOCKS, or {@link Proxy#NO_PROXY} whatever the Java runtime is set to
         * @return this
         */
        public Builder proxy(Proxy between) {
            proxy = Objects.requireNonNull(between, "proxy");
            return this;
        }

        /**
         * Joins something else than the network, such as a simulator; hosts and TLS do not matter then.
         *
         * @param other carries the calls, closed with the client
         * @return this
         */
        public Builder transport(Transport other) {
            transport = Objects.requireNonNull(other, "transport");
            return this;
        }

        /**
         * Puts something around the transport, the client's own or the given one: to count calls, to log them, or to
         * break them on purpose.
         *
         * @param wrap makes a transport that passes calls on to the one it is given, and closes it when closed
         * @return this
         */
        public Builder wrapTransport(UnaryOperator<Transport> wrap) {
            wrapper = Objects.requireNonNull(wrap, "wrapTransport");
            return this;
        }

        /**
         * {@return the client; nothing is connected yet}
         *
         * @throws IllegalArgumentException when the credentials or any host are missing, or a value is out of range
         * @throws java.io.UncheckedIOException when the CA file can not be read
         */
        public ProxmoxClient build() {
            Credentials auth = Optional.ofNullable(credentials)
                    .orElseThrow(() ->
                            new IllegalArgumentException("auth: none (expected: an API token or a password login)"));
            Timeouts.check("connectTimeout", connectTimeout);
            Timeouts.check("readTimeout", readTimeout);
            Timeouts.check("writeTimeout", writeTimeout);
            if (maxConcurrency < 1) {
                throw new IllegalArgumentException("maxConcurrency: " + maxConcurrency + " (expected: >= 1)");
            }
            Transport carrier = wrapper.apply(Optional.ofNullable(transport).orElseGet(this::network));
            Timeouts timeouts = new Timeouts(readTimeout, writeTimeout);
            Api.Settings settings = new Api.Settings(carrier, auth, clock, timeouts, maxConcurrency, listener);
            return new ProxmoxClient(Api.create(settings), carrier, false);
        }

        private Transport network() {
            return OkHttpTransport.create(new OkHttpTransport.Options(
                    hosts, tls, connectTimeout, OkHttpTransport.Options.KEEP_ALIVE, Optional.ofNullable(proxy), clock));
        }
    }
}
