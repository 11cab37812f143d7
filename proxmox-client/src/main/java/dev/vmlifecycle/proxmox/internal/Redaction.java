package dev.vmlifecycle.proxmox.internal;

import dev.vmlifecycle.proxmox.transport.Header;
import dev.vmlifecycle.proxmox.transport.Param;
import dev.vmlifecycle.proxmox.transport.WireRequest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Knows the secrets of one request by value, and masks them in what the server answers. */
final class Redaction {

    // how many "=" stand before the secret in the headers that carry one
    private static final Map<String, Integer> CREDENTIALS =
            Map.of("Authorization", 2, "Cookie", 1, "CSRFPreventionToken", 0);
    // shorter ones would mask parts of innocent words, and tell more by that
    private static final int SHORTEST = 4;

    private final List<String> secrets;

    private Redaction(List<String> secrets) {
        this.secrets = secrets;
    }

    static Redaction of(WireRequest request) {
        List<String> secrets = new ArrayList<>();
        for (Header header : request.headers()) {
            Integer marks = CREDENTIALS.get(header.name());
            if (marks != null) {
                String[] parts = header.value().split("=", marks + 1);
                secrets.add(parts[parts.length - 1]);
            }
        }
        Stream.concat(request.query().stream(), request.form().stream())
                .filter(Param::isSecret)
                .map(Param::value)
                .forEach(secrets::add);
        return new Redaction(secrets.stream()
                .flatMap(secret -> Stream.of(secret, PercentCodec.encode(secret), PercentCodec.decode(secret)))
                .filter(secret -> secret.length() >= SHORTEST)
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList());
    }

    String mask(String text) {
        String masked = text;
        for (String secret : secrets) {
            masked = masked.replace(secret, "***");
        }
        return masked;
    }
}
