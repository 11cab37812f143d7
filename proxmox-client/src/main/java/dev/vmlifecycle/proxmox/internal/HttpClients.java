package dev.vmlifecycle.proxmox.internal;

import dev.vmlifecycle.proxmox.Tls;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import okhttp3.ConnectionPool;
import okhttp3.ConnectionSpec;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;

/** OkHttp set up for what pveproxy can do. */
final class HttpClients {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    // pveproxy closes idle connections after 5 s
    private static final long KEEP_ALIVE_SECONDS = 4;
    private static final int IDLE_CONNECTIONS = 16;

    private HttpClients() {}

    static OkHttpClient create(Tls tls) {
        OkHttpClient.Builder builder = new OkHttpClient.Builder()
                .protocols(List.of(Protocol.HTTP_1_1))
                .connectionSpecs(List.of(ConnectionSpec.MODERN_TLS))
                .connectionPool(new ConnectionPool(IDLE_CONNECTIONS, KEEP_ALIVE_SECONDS, TimeUnit.SECONDS))
                .connectTimeout(CONNECT_TIMEOUT)
                // each call brings its own limit for the whole
                .readTimeout(Duration.ZERO)
                .writeTimeout(Duration.ZERO)
                .followRedirects(false)
                .followSslRedirects(false)
                // racing addresses would need threads; ours run on the caller's
                .fastFallback(false)
                .eventListener(SentMark.LISTENER);
        Trust.manager(tls)
                .ifPresent(manager -> builder.sslSocketFactory(context(manager).getSocketFactory(), manager));
        if (tls instanceof Tls.Fingerprints) {
            // the certificate itself is known, so its name tells nothing more
            builder.hostnameVerifier((host, session) -> true);
        }
        return builder.build();
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
