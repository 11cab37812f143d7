package dev.vmlifecycle.proxmox.simulator;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** One HTTP request to the simulated cluster. Immutable. Header names are matched regardless of case. */
public final class SimRequest {

    private final String method;
    private final String path;
    private final String rawQuery;
    private final Map<String, String> headers;
    private final byte[] body;

    private SimRequest(String method, String path, String rawQuery, Map<String, String> headers, byte[] body) {
        this.method = method;
        this.path = path;
        this.rawQuery = rawQuery;
        this.headers = headers;
        this.body = body;
    }

    /**
     * {@return a request without headers and body}
     *
     * @param method in upper case
     * @param target path beginning with {@code /api2/json}, optionally with a query, both percent-encoded
     */
    public static SimRequest of(String method, String target) {
        Objects.requireNonNull(method, "method");
        int mark = target.indexOf('?');
        String path = mark < 0 ? target : target.substring(0, mark);
        return new SimRequest(method, path, mark < 0 ? "" : target.substring(mark + 1), Map.of(), new byte[0]);
    }

    /**
     * {@return a copy with one header set}
     *
     * @param name the header
     * @param value its value
     */
    public SimRequest header(String name, String value) {
        Map<String, String> copy = new LinkedHashMap<>(headers);
        copy.put(name.toLowerCase(Locale.ROOT), value);
        return new SimRequest(method, path, rawQuery, copy, body);
    }

    /**
     * {@return a copy that authenticates with an API token}
     *
     * @param token user, exclamation mark, token name, for example {@code root@pam!panel}
     * @param secret the token's value
     */
    public SimRequest token(String token, String secret) {
        return header("Authorization", "PVEAPIToken=" + token + "=" + secret);
    }

    /**
     * {@return a copy with a body}
     *
     * @param bytes the body
     */
    public SimRequest body(byte[] bytes) {
        return new SimRequest(method, path, rawQuery, headers, bytes.clone());
    }

    /**
     * {@return a copy with parameters where this method carries them: the query of GET and DELETE, a form otherwise}
     *
     * @param params names and values, not encoded
     */
    public SimRequest params(Map<String, String> params) {
        String encoded = params.entrySet().stream()
                .map(entry -> encode(entry.getKey()) + "=" + encode(entry.getValue()))
                .collect(Collectors.joining("&"));
        if (method.equals("GET") || method.equals("DELETE")) {
            return new SimRequest(method, path, encoded, headers, body);
        }
        return header("Content-Type", "application/x-www-form-urlencoded")
                .body(encoded.getBytes(StandardCharsets.UTF_8));
    }

    /** {@return the method in upper case} */
    public String method() {
        return method;
    }

    /** {@return the path, still percent-encoded} */
    public String path() {
        return path;
    }

    SimRequest under(String otherPath) {
        return new SimRequest(method, otherPath, rawQuery, headers, body);
    }

    /** {@return the query without its question mark, still percent-encoded, empty when there is none} */
    public String rawQuery() {
        return rawQuery;
    }

    /**
     * {@return one header, empty when absent}
     *
     * @param name the header
     */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /** {@return a copy of the body, empty when there is none} */
    public byte[] body() {
        return body.clone();
    }

    @Override
    public String toString() {
        return method + " " + path;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
