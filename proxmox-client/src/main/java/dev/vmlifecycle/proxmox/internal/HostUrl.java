package dev.vmlifecycle.proxmox.internal;

import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/** Reads {@code host[:port]}. */
final class HostUrl {

    private static final int DEFAULT_PORT = 8006;

    // whatever else a URL may hold would be dropped, or lead elsewhere
    private static final Pattern NAME = Pattern.compile("[^\\s\\p{Cntrl}/\\\\?#@%]+");

    private HostUrl() {}

    static HttpUrl parse(String host) {
        HttpUrl url = HttpUrl.parse("https://" + host + "/");
        if (url == null || !NAME.matcher(host).matches()) {
            throw new IllegalArgumentException(
                    "host: " + Shown.of(host) + " (expected: name or address, optional :port)");
        }
        boolean hasPort = host.matches(".*[^:]:\\d+") && !host.endsWith("]");
        return hasPort ? url : url.newBuilder().port(DEFAULT_PORT).build();
    }
}
