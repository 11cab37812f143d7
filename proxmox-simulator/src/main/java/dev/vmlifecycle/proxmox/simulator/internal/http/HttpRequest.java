package dev.vmlifecycle.proxmox.simulator.internal.http;

import java.util.Map;

/** A request as it was read. Immutable. */
public final class HttpRequest {

    private final String method;
    private final String target;
    private final Map<String, String> headers;
    private final byte[] body;
    private final boolean closing;

    HttpRequest(String method, String target, Map<String, String> headers, byte[] body, boolean closing) {
        this.method = method;
        this.target = target;
        this.headers = headers;
        this.body = body;
        this.closing = closing;
    }

    /** {@return the method as sent} */
    public String method() {
        return method;
    }

    /** {@return path and query, percent-encoded} */
    public String target() {
        return target;
    }

    /** {@return the headers by name in lower case; the last of a name wins} */
    public Map<String, String> headers() {
        return headers;
    }

    /** {@return a copy of the body, empty when there is none} */
    public byte[] body() {
        return body.clone();
    }

    /** Whether the caller wants no other answer on this connection. */
    boolean closing() {
        return closing;
    }

    boolean accepts(String encoding) {
        return headers.getOrDefault("accept-encoding", "").contains(encoding);
    }
}
