package dev.vmlifecycle.proxmox.internal;

import dev.vmlifecycle.proxmox.transport.Header;
import dev.vmlifecycle.proxmox.transport.Param;
import dev.vmlifecycle.proxmox.transport.WireRequest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Knows the secrets of one request by value, and masks them in what the server answers. */
public final class Redaction {

    // how many "=" stand before the secret in the headers that carry one
    private static final Map<String, Integer> CREDENTIALS =
            Map.of("Authorization", 2, "Cookie", 1, "CSRFPreventionToken", 0);
    // shorter ones would mask parts of innocent words, and tell more by that
    private static final int SHORTEST = 4;

    private static final Redaction NONE = new Redaction(List.of(), List.of());

    private final List<Header> headers;
    private final List<Param> params;
    private @Nullable List<String> secrets;

    private Redaction(List<Header> headers, List<Param> params) {
        this.headers = headers;
        this.params = params;
    }

    /** {@return one that masks nothing} */
    public static Redaction none() {
        return NONE;
    }

    static Redaction of(WireRequest request) {
        return new Redaction(request.headers(), request.form().isEmpty() ? request.query() : request.form());
    }

    /**
     * {@return the text without the secrets}
     *
     * @param text of the server
     */
    public String mask(String text) {
        List<String> known = secrets;
        if (known == null) {
            // most answers have no use for it; several threads may find the same
            known = find();
            secrets = known;
        }
        String masked = text;
        for (String secret : known) {
            masked = masked.replace(secret, "***");
        }
        return masked;
    }

    private List<String> find() {
        List<String> found = new ArrayList<>();
        for (Header header : headers) {
            Integer marks = CREDENTIALS.get(header.name());
            if (marks != null) {
                String[] parts = header.value().split("=", marks + 1);
                found.add(parts[parts.length - 1]);
            }
        }
        params.stream().filter(Param::isSecret).map(Param::value).forEach(found::add);
        // of "totp:123456" the server may repeat the code alone
        found.stream()
                .filter(secret -> secret.startsWith(TicketLogin.TOTP + ":"))
                .map(secret -> secret.substring(TicketLogin.TOTP.length() + 1))
                .toList()
                .forEach(found::add);
        return found.stream()
                .flatMap(Redaction::spellings)
                .filter(secret -> secret.length() >= SHORTEST)
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    /** As it was sent, and as it may come back: in a URL, in JSON that was quoted again, in a page. */
    private static Stream<String> spellings(String secret) {
        String json = secret.replace("\\", "\\\\").replace("\"", "\\\"");
        String page = secret.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
        return Stream.of(secret, PercentCodec.encode(secret), PercentCodec.decode(secret), json, page);
    }

    /** {@return nothing of what it knows} */
    @Override
    public String toString() {
        return "***";
    }
}
