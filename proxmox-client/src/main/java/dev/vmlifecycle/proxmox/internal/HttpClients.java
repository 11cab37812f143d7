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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** OkHttp set up for what pveproxy can do. */
final class HttpClients {

    private static final Logger LOG = LoggerFactory.getLogger("dev.vmlifecycle.proxmox");
    private static final int IDLE_CONNECTIONS = 16;

    private HttpClients() {}

    static OkHttpClient create(OkHttpTransport.Options options) {
        long keepAlive = options.keepAlive().toMillis();
        X509TrustManager trust = Trust.manager(options.tls());
        OkHttpClient.Builder builder = new OkHttpClient.Builder()
                .protocols(List.of(Protocol.HTTP_1_1))
                .connectionSpecs(List.of(ConnectionSpec.MODERN_TLS))
                .connectionPool(new ConnectionPool(IDLE_CONNECTIONS, keepAlive, TimeUnit.MILLISECONDS))
                .connectTimeout(options.connectTimeout())
                // each call brings its own limit for the whole
                .readTimeout(Duration.ZERO)
                .writeTimeout(Duration.ZERO)
                .followRedirects(false)
                .followSslRedirects(false)
                // racing addresses would need threads; ours run on the caller's
                .fastFallback(false)
                .eventListener(SentMark.LISTENER)
                .sslSocketFactory(
                        new HandshakeLimit(context(trust).getSocketFactory(), options.connectTimeout()), trust);
        options.proxy().ifPresent(builder::proxy);
        if (options.tls() instanceof Tls.Fingerprints) {
            // the certificate itself is known, so its name tells nothing more
            builder.hostnameVerifier((host, session) -> true);
        }
        if (options.tls() instanceof Tls.Anything) {
            LOG.warn(
                    "TLS: any certificate is taken for {}; whoever stands between reads the credentials",
                    options.hosts());
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
