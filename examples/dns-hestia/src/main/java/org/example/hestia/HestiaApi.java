package org.example.hestia;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vmlifecycle.dns.CallLimits;
import dev.vmlifecycle.dns.Cancellation;
import dev.vmlifecycle.dns.DnsError;
import dev.vmlifecycle.dns.DnsError.Kind;
import dev.vmlifecycle.dns.DnsException;
import dev.vmlifecycle.dns.plugin.ProviderConfig;
import dev.vmlifecycle.dns.plugin.ProviderContext;
import dev.vmlifecycle.dns.plugin.Redactor;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** One command a call; an exit code tells what came of it. */
final class HestiaApi {

    static final ObjectMapper JSON = new ObjectMapper();
    private static final long LONGEST_MILLIS = 30_000;

    private final ProviderConfig config;
    private final ProviderContext context;
    private final Redactor redactor;
    private final HttpClient http;

    HestiaApi(ProviderConfig config, ProviderContext context) {
        this.config = config;
        this.context = context;
        this.redactor = Redactor.of(config.secrets());
        HttpClient.Builder builder = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5));
        context.http().proxy().ifPresent(builder::proxy);
        context.http().trust().ifPresent(trust -> builder.sslContext(tls(trust)));
        this.http = builder.build();
    }

    private static SSLContext tls(X509TrustManager trust) {
        try {
            SSLContext tls = SSLContext.getInstance("TLS");
            tls.init(null, new TrustManager[] {trust}, null);
            return tls;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("TLS: not available in this Java runtime", e);
        }
    }

    String call(CallLimits limits, String command, List<String> arguments) {
        StringBuilder form = new StringBuilder("returncode=no&cmd=" + command);
        field(form, "access_key", config.secret("access-key").reveal());
        field(form, "secret_key", config.secret("secret-key").reveal());
        for (int i = 0; i < arguments.size(); i++) {
            field(form, "arg" + (i + 1), arguments.get(i));
        }
        HttpRequest request = HttpRequest.newBuilder(URI.create(config.url("url") + "/api/"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form.toString()))
                .build();
        HttpResponse<String> response = send(request, limits);
        String exitCode = response.headers().firstValue("Hestia-Exit-Code").orElse("");
        if (response.statusCode() < 300 && (exitCode.isEmpty() || exitCode.equals("0"))) {
            return response.body();
        }
        throw refusal(response, exitCode);
    }

    private HttpResponse<String> send(HttpRequest request, CallLimits limits) {
        CompletableFuture<HttpResponse<String>> answer = http.sendAsync(request, BodyHandlers.ofString());
        long millis =
                Math.min(LONGEST_MILLIS, limits.left(context.clock().instant()).toMillis());
        Cancellation.Registration registration = limits.cancellation().onCancel(() -> answer.cancel(true));
        try {
            return answer.get(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure(Kind.TRANSIENT, "call: interrupted (expected: time to finish)");
        } catch (CancellationException e) {
            throw failure(Kind.TRANSIENT, "call: cancelled (expected: time to finish)");
        } catch (ExecutionException | TimeoutException e) {
            // the cause is not kept: it may name the request
            throw failure(Kind.UNREACHABLE, "panel: no answer (expected: one)");
        } finally {
            registration.close();
            answer.cancel(true);
        }
    }

    private DnsException refusal(HttpResponse<String> response, String exitCode) {
        int status = response.statusCode();
        String shown = redactor.clean("HTTP " + status + " exit " + exitCode + " " + response.body());
        if (status == 429) {
            long seconds = response.headers().firstValueAsLong("Retry-After").orElse(60);
            return new DnsException(DnsError.rateLimited(Duration.ofSeconds(seconds), shown));
        }
        Kind kind = switch (exitCode) {
            case "1", "2" -> Kind.INVALID_VALUE;
            case "3" -> Kind.ZONE_NOT_FOUND;
            case "5" -> Kind.READ_ONLY_ZONE;
            case "8" -> Kind.QUOTA;
            case "9", "10" -> Kind.AUTH;
            case "20" -> Kind.TRANSIENT;
            default -> status == 401 || status == 403 ? Kind.AUTH : status >= 500 ? Kind.TRANSIENT : Kind.UNKNOWN;
        };
        return new DnsException(DnsError.of(kind, shown).withCode("exit " + exitCode));
    }

    private static void field(StringBuilder form, String name, String value) {
        form.append('&').append(name).append('=').append(URLEncoder.encode(value, StandardCharsets.UTF_8));
    }

    private static DnsException failure(Kind kind, String message) {
        return new DnsException(DnsError.of(kind, message));
    }
}
