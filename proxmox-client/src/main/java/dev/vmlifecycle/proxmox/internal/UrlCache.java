package dev.vmlifecycle.proxmox.internal;

import dev.vmlifecycle.proxmox.transport.WireRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import okhttp3.HttpUrl;

/**
 * Makes the URLs of requests and remembers the last ones: who polls asks the same paths over and over, and making a URL
 * costs a tenth of a small call. Queries, which may hold what should not linger, are not remembered. Thread-safe.
 */
final class UrlCache {

    private static final int MOST = 512;

    private record Place(HttpUrl host, String path) {}

    @SuppressWarnings("serial")
    private final Map<Place, HttpUrl> urls = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Place, HttpUrl> eldest) {
            return size() > MOST;
        }
    };

    HttpUrl url(HttpUrl host, WireRequest request) {
        if (!request.query().isEmpty()) {
            return make(host, request.path())
                    .encodedQuery(request.encodedQuery())
                    .build();
        }
        synchronized (urls) {
            return urls.computeIfAbsent(
                    new Place(host, request.path()),
                    place -> make(place.host(), place.path()).build());
        }
    }

    private static HttpUrl.Builder make(HttpUrl host, String path) {
        return host.newBuilder().encodedPath(path);
    }
}
