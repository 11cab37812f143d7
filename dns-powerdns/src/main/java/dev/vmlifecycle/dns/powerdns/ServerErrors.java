package dev.vmlifecycle.dns.powerdns;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vmlifecycle.dns.DnsError;
import dev.vmlifecycle.dns.DnsError.Kind;
import dev.vmlifecycle.dns.DnsException;
import dev.vmlifecycle.dns.plugin.Redactor;
import dev.vmlifecycle.dns.powerdns.internal.WireResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** What an answer that is no success means: by its status; the text only refines, since it differs among versions. */
final class ServerErrors {

    private static final Duration LONGEST_WISH = Duration.ofDays(1);

    private final ObjectMapper json;
    private final Redactor redactor;

    ServerErrors(ObjectMapper json, Redactor redactor) {
        this.json = json;
        this.redactor = redactor;
    }

    /** A refusal, and the whole of the server's text for telling more; only the error's own message is safe to show. */
    static final class Refusal extends DnsException {
        private static final long serialVersionUID = 1L;
        private final transient String text;

        private Refusal(DnsError error, String text) {
            super(error);
            this.text = text;
        }

        boolean says(String part) {
            return text.contains(part);
        }
    }

    Refusal of(WireResponse response) {
        String text = text(response.body());
        Kind kind = kind(response.status(), text.toLowerCase(Locale.ROOT));
        String code = "HTTP " + response.status();
        String shown = redactor.clean(code + (text.isEmpty() ? "" : ": " + text));
        return new Refusal(new DnsError(kind, kind.retryable(), retryAfter(response), Optional.of(code), shown), text);
    }

    private static Kind kind(int status, String text) {
        return switch (status) {
            case 401, 403 -> Kind.AUTH;
            case 404 -> Kind.ZONE_NOT_FOUND;
            case 405 -> Kind.UNSUPPORTED;
            case 408, 425 -> Kind.TRANSIENT;
            case 413 -> Kind.QUOTA;
            case 429 -> Kind.RATE_LIMITED;
            case 422 -> refinement(text);
            default -> status >= 500 ? Kind.TRANSIENT : Kind.UNKNOWN;
        };
    }

    private static Kind refinement(String text) {
        if (text.contains("out of zone")) {
            return Kind.OUT_OF_ZONE;
        }
        if (text.contains("conflicts with pre-existing rrset") || text.contains("in cname has more than one record")) {
            return Kind.CONFLICT_CNAME;
        }
        if (text.contains("consumer zone") || text.contains("presigned")) {
            return Kind.READ_ONLY_ZONE;
        }
        if (text.contains("changetype not understood") || text.contains("unknown type")) {
            return Kind.UNSUPPORTED;
        }
        return Kind.INVALID_VALUE;
    }

    private String text(String body) {
        try {
            JsonNode node = json.readTree(body);
            return node != null && node.hasNonNull("error") ? node.path("error").asText() : "";
        } catch (JsonProcessingException e) {
            // a proxy's page: its title would say no more than the status does
            return "";
        }
    }

    private static Optional<Duration> retryAfter(WireResponse response) {
        return response.retryAfter()
                .filter(text -> text.matches("[0-9]{1,9}"))
                .map(text -> Duration.ofSeconds(Long.parseLong(text)))
                .map(wish -> wish.compareTo(LONGEST_WISH) < 0 ? wish : LONGEST_WISH);
    }
}
