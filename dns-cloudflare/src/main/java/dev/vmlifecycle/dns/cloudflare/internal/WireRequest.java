package dev.vmlifecycle.dns.cloudflare.internal;

import java.util.Optional;

/**
 * A request to the API.
 *
 * @param method such as {@code PATCH}
 * @param path encoded path below the server's address, with its query
 * @param body JSON, empty for none
 */
public record WireRequest(String method, String path, Optional<String> body) {

    /** Records may be asked for by anybody who may see a log; the body may not. */
    @Override
    public String toString() {
        return method + " " + path;
    }
}
