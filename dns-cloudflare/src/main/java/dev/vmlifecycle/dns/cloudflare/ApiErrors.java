package dev.vmlifecycle.dns.cloudflare;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vmlifecycle.dns.DnsError;
import dev.vmlifecycle.dns.DnsError.Kind;
import dev.vmlifecycle.dns.plugin.Redactor;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a refusal means: by its status first, since Cloudflare publishes no table of its codes; known codes refine. */
final class ApiErrors {

    /** A record with this content exists: what was to be reached. */
    static final Set<Integer> EXISTS = Set.of(81057, 81058);
    /** No such record: gone already. */
    static final Set<Integer> GONE = Set.of(81044);

    private static final Set<Integer> CONFLICT = Set.of(81053, 81054);
    private static final Set<Integer> CREDENTIALS = Set.of(6003, 6103, 6111, 10000);
    private static final Set<Integer> NO_ROUTE = Set.of(7000, 7003);

    private final Redactor redactor;

    ApiErrors(Redactor redactor) {
        this.redactor = redactor;
    }

    /** All codes, those hidden in chains too: 1004 says only that validation failed. */
    static Set<Integer> codes(JsonNode answer) {
        Set<Integer> codes = new LinkedHashSet<>();
        collect(answer.path("errors"), codes);
        return codes;
    }

    private static void collect(JsonNode errors, Set<Integer> codes) {
        for (JsonNode error : errors) {
            codes.add(error.path("code").asInt());
            collect(error.path("error_chain"), codes);
        }
    }

    DnsError of(int status, JsonNode answer, Duration wait) {
        Set<Integer> codes = codes(answer);
        String text = text(answer.path("errors"));
        Kind kind = kind(status, codes, text.toLowerCase(Locale.ROOT));
        String code = "HTTP " + status + (codes.isEmpty() ? "" : " " + codes);
        Optional<Duration> retryAfter = kind == Kind.RATE_LIMITED ? Optional.of(wait) : Optional.empty();
        return new DnsError(
                kind,
                kind.retryable(),
                retryAfter,
                Optional.of(code),
                redactor.clean(code + (text.isEmpty() ? "" : ": " + text)));
    }

    private static Kind kind(int status, Set<Integer> codes, String text) {
        if (status == 429) {
            return Kind.RATE_LIMITED;
        }
        if (status == 401 || status == 403 || codes.stream().anyMatch(CREDENTIALS::contains)) {
            return Kind.AUTH;
        }
        if (status >= 500 || status == 408) {
            return Kind.TRANSIENT;
        }
        if (codes.stream().anyMatch(CONFLICT::contains)) {
            return Kind.CONFLICT_CNAME;
        }
        if (text.contains("quota")) {
            return Kind.QUOTA;
        }
        if (status == 404 || codes.stream().anyMatch(NO_ROUTE::contains)) {
            return Kind.ZONE_NOT_FOUND;
        }
        return status == 405 ? Kind.UNSUPPORTED : status == 400 || status == 422 ? Kind.INVALID_VALUE : Kind.UNKNOWN;
    }

    private static String text(JsonNode errors) {
        StringBuilder text = new StringBuilder();
        for (JsonNode error : errors) {
            text.append(text.isEmpty() ? "" : "; ").append(error.path("message").asText());
            String chain = text(error.path("error_chain"));
            text.append(chain.isEmpty() ? "" : " (" + chain + ")");
        }
        return text.toString();
    }
}
