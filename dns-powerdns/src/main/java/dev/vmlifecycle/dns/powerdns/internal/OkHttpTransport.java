package dev.vmlifecycle.dns.powerdns.internal;

import dev.vmlifecycle.dns.Cancellation;
import dev.vmlifecycle.dns.plugin.HttpSettings;
import dev.vmlifecycle.dns.plugin.ProviderSecret;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import okhttp3.Call;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** The API over HTTP. */
public final class OkHttpTransport implements Transport {

    private static final MediaType JSON = MediaType.get("application/json");
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    // a zone of 25,000 records is 3.3 MB
    private static final long LARGEST_ANSWER = 64L << 20;

    private final OkHttpClient http;
    private final String address;
    private final ProviderSecret key;

    /**
     * A transport.
     *
     * @param address the server's address
     * @param key the API key
     * @param settings proxy and trust
     */
    public OkHttpTransport(URI address, ProviderSecret key, HttpSettings settings) {
        OkHttpClient.Builder builder = new OkHttpClient.Builder()
                .connectTimeout(CONNECT_TIMEOUT)
                .readTimeout(Duration.ZERO)
                .writeTimeout(Duration.ZERO)
                .followRedirects(false)
                .followSslRedirects(false)
                // racing addresses would need threads; ours run on the caller's
                .fastFallback(false);
        settings.proxy().ifPresent(builder::proxySelector);
        settings.trust()
                .ifPresent(trust -> builder.sslSocketFactory(context(trust).getSocketFactory(), trust));
        this.http = builder.build();
        this.address = address.toString().replaceAll("/+$", "");
        this.key = key;
    }

    @Override
    public WireResponse send(WireRequest request, Duration timeout, Cancellation cancellation) throws IOException {
        RequestBody body =
                request.body().map(json -> RequestBody.create(json, JSON)).orElse(null);
        Call call = http.newCall(new Request.Builder()
                .url(address + request.path())
                // without it, errors are plain text
                .header("Accept", "application/json")
                .header("X-API-Key", key.reveal())
                .method(request.method(), body)
                .build());
        call.timeout().timeout(Math.max(1, timeout.toNanos()), TimeUnit.NANOSECONDS);
        Cancellation.Registration registration = cancellation.onCancel(call::cancel);
        try (Response response = call.execute()) {
            if (response.body().source().request(LARGEST_ANSWER + 1)) {
                throw new IOException("answer larger than " + LARGEST_ANSWER + " bytes");
            }
            return new WireResponse(
                    response.code(),
                    response.body().source().readUtf8(),
                    Optional.ofNullable(response.header("Retry-After")));
        } finally {
            registration.close();
        }
    }

    @Override
    public void close() {
        http.dispatcher().cancelAll();
        http.connectionPool().evictAll();
    }

    private static SSLContext context(X509TrustManager manager) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {manager}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("TLS: not available in this Java runtime", e);
        }
    }
}
