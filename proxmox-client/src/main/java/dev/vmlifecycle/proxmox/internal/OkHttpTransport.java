package dev.vmlifecycle.proxmox.internal;

import dev.vmlifecycle.proxmox.Cancellation;
import dev.vmlifecycle.proxmox.Tls;
import dev.vmlifecycle.proxmox.transport.Header;
import dev.vmlifecycle.proxmox.transport.Transport;
import dev.vmlifecycle.proxmox.transport.TransportFailure;
import dev.vmlifecycle.proxmox.transport.TransportFailure.Sent;
import dev.vmlifecycle.proxmox.transport.WireRequest;
import dev.vmlifecycle.proxmox.transport.WireResponse;
import java.io.IOException;
import java.net.Proxy;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;
import okhttp3.Call;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * HTTPS to one of several hosts.
 *
 * <p>Failover is Proxmox's own rule: a request that was certainly not sent goes to the next host whatever it is, one that
 * may have been sent only if it is a read. An answer ends the matter, with one exception: 595 says that the host asked
 * could not connect to the node or daemon behind it, so nothing was executed either, and another host may have a better
 * way. When none has, the 595 is the answer. 596 is final: there the call was passed on.
 */
public final class OkHttpTransport implements Transport, ReplySource {

    /**
     * How to reach the hosts.
     *
     * @param hosts names with optional ports
     * @param tls how they prove who they are
     * @param connectTimeout the longest for a connection, and for each step of the handshake after it
     * @param keepAlive how long an idle connection is kept; must be shorter than the server's limit
     * @param proxy between, absent = what the Java runtime is set to
     * @param clock for how long failing hosts are put off
     */
    public record Options(
            List<String> hosts,
            Tls tls,
            Duration connectTimeout,
            Duration keepAlive,
            Optional<Proxy> proxy,
            InstantSource clock) {

        /** pveproxy closes idle connections after 5 s. */
        public static final Duration KEEP_ALIVE = Duration.ofSeconds(4);
    }

    private static final int NOT_CONNECTED = 595;
    private static final Shape<WireResponse> WIRE = new Shape<>(OkHttpTransport::toWire, WireResponse::status);
    private static final Shape<Reply> REPLY = new Shape<>(OkHttpTransport::toReply, Reply::status);

    /** What an answer is turned into while it arrives. */
    private record Shape<T>(Reader<T> reader, ToIntFunction<T> status) {}

    @FunctionalInterface
    private interface Reader<T> {

        T read(Optional<String> host, Response response) throws IOException;
    }

    private final OkHttpClient http;
    private final List<HttpUrl> hosts;
    private final List<Optional<String>> names;
    private final HostOrder order;
    private final UrlCache urls = new UrlCache();
    private volatile boolean closed;

    private OkHttpTransport(OkHttpClient http, List<HttpUrl> hosts, InstantSource clock) {
        this.http = http;
        this.hosts = List.copyOf(hosts);
        this.names = hosts.stream()
                .map(url -> Optional.of(url.host() + ":" + url.port()))
                .toList();
        this.order = new HostOrder(hosts.size(), clock);
    }

    /**
     * {@return a transport to these hosts}
     *
     * @param options how to reach them
     * @throws IllegalArgumentException when there is no host or one is malformed
     */
    public static OkHttpTransport create(Options options) {
        if (options.hosts().isEmpty()) {
            throw new IllegalArgumentException("hosts: none (expected: at least one)");
        }
        List<HttpUrl> hosts = options.hosts().stream().map(HostUrl::parse).toList();
        return new OkHttpTransport(HttpClients.create(options), hosts, options.clock());
    }

    @Override
    public WireResponse send(WireRequest request, Duration timeout, Cancellation cancel) {
        return exchange(request, timeout, cancel, WIRE);
    }

    @Override
    public Reply ask(WireRequest request, Duration timeout, Cancellation cancel) {
        return exchange(request, timeout, cancel, REPLY);
    }

    private <T> T exchange(WireRequest request, Duration timeout, Cancellation cancel, Shape<T> shape) {
        if (closed) {
            throw TransportFailure.notSent("the client is closed", null);
        }
        long end = System.nanoTime() + timeout.toNanos();
        List<TransportFailure> failures = new ArrayList<>();
        Optional<T> notConnected = Optional.empty();
        for (int host : order.order()) {
            long left = end - System.nanoTime();
            boolean isFirst = failures.isEmpty() && notConnected.isEmpty();
            if (!isFirst && (left <= 0 || isGivenUp(cancel))) {
                break;
            }
            try {
                T response = sendTo(host, request, Math.max(1, left), cancel, shape.reader());
                if (shape.status().applyAsInt(response) != NOT_CONNECTED) {
                    order.answered(host);
                    return response;
                }
                notConnected = Optional.of(response);
            } catch (TransportFailure failure) {
                if (!isGivenUp(cancel)) {
                    order.failed(host);
                }
                failures.add(failure);
                if (failure.sent() == Sent.MAYBE && request.isWrite()) {
                    throw combined(failures);
                }
            }
        }
        return notConnected.orElseThrow(() -> combined(failures));
    }

    @Override
    public void close() {
        closed = true;
        http.dispatcher().cancelAll();
        http.connectionPool().evictAll();
    }

    @Override
    public String toString() {
        return names.stream().map(Optional::orElseThrow).toList().toString();
    }

    private <T> T sendTo(int host, WireRequest request, long nanos, Cancellation cancel, Reader<T> reader) {
        SentMark mark = new SentMark();
        Call call = http.newCall(toOkHttp(hosts.get(host), request, mark));
        call.timeout().timeout(nanos, TimeUnit.NANOSECONDS);
        Cancellation.Registration registration = cancel.onCancel(call::cancel);
        try (Response response = call.execute()) {
            return reader.read(names.get(host), response);
        } catch (IOException e) {
            throw failure(names.get(host).orElseThrow(), e, mark, cancel);
        } finally {
            registration.close();
        }
    }

    /** Then a failure tells nothing about the host, and no other one is to be asked. */
    private boolean isGivenUp(Cancellation cancel) {
        return closed || cancel.isCancelled() || Thread.currentThread().isInterrupted();
    }

    private static TransportFailure failure(String host, IOException e, SentMark mark, Cancellation cancel) {
        String message = host + ": " + (cancel.isCancelled() ? "cancelled" : Causes.describe(e));
        return mark.isSet() ? TransportFailure.maybeSent(message, e) : TransportFailure.notSent(message, e);
    }

    private static TransportFailure combined(List<TransportFailure> failures) {
        TransportFailure last = failures.get(failures.size() - 1);
        if (failures.size() == 1) {
            return last;
        }
        String message =
                String.join("; ", failures.stream().map(Throwable::getMessage).toList());
        boolean maybe = failures.stream().anyMatch(failure -> failure.sent() == Sent.MAYBE);
        return maybe ? TransportFailure.maybeSent(message, last) : TransportFailure.notSent(message, last);
    }

    private Request toOkHttp(HttpUrl host, WireRequest request, SentMark mark) {
        Request.Builder builder =
                new Request.Builder().url(urls.url(host, request)).tag(SentMark.class, mark);
        request.headers().forEach(header -> builder.header(header.name(), header.value()));
        return builder.method(request.method(), body(request)).build();
    }

    private static @Nullable RequestBody body(WireRequest request) {
        if (request.file().isPresent()) {
            return UploadBody.of(request.form(), request.file().get());
        }
        return request.isWrite() ? new FormBody(request.encodedForm()) : null;
    }

    private static Reply toReply(Optional<String> host, Response response) throws IOException {
        return new Reply(response.code(), response.message(), Reply.parse(Body.stream(response.body())), host);
    }

    private static WireResponse toWire(Optional<String> host, Response response) throws IOException {
        Headers received = response.headers();
        Header[] headers = new Header[received.size()];
        for (int i = 0; i < headers.length; i++) {
            headers[i] = new Header(received.name(i), received.value(i));
        }
        return new WireResponse(
                response.code(), response.message(), List.of(headers), Body.bytes(response.body()), host);
    }
}
