package dev.vmlifecycle.proxmox.internal;

import okhttp3.HttpUrl;

/** Reads {@code host[:port]}. */
final class HostUrl {

    private static final int DEFAULT_PORT = 8006;

    private HostUrl() {}

    static HttpUrl parse(String host) {
        HttpUrl url = HttpUrl.parse("https://" + host + "/");
        if (url == null || host.isEmpty() || !url.encodedPath().equals("/") || host.indexOf('/') >= 0) {
            throw new IllegalArgumentException(
                    "host: " + Shown.of(host) + " (expected: name or address, optional :port)");
        }
        boolean hasPort = host.matches(".*[^:]:\\d+") && !host.endsWith("]");
        return hasPort ? url : url.newBuilder().port(DEFAULT_PORT).build();
    }
}
