package dev.vmlifecycle.dns.cloudflare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.vmlifecycle.dns.CallLimits;
import dev.vmlifecycle.dns.Change;
import dev.vmlifecycle.dns.DnsName;
import dev.vmlifecycle.dns.IpAddress;
import dev.vmlifecycle.dns.Ttl;
import dev.vmlifecycle.dns.ZoneRef;
import dev.vmlifecycle.dns.cloudflare.internal.Transport;
import dev.vmlifecycle.dns.cloudflare.internal.WireResponse;
import dev.vmlifecycle.dns.plugin.ConfigException;
import dev.vmlifecycle.dns.plugin.ProviderCatalog;
import dev.vmlifecycle.dns.plugin.ProviderContext;
import dev.vmlifecycle.dns.plugin.ProviderSecret;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A server, a proxy and a library that repeat the key wherever they can. */
class SecretsTest {

    private static final String KEY = "cl0udflare/Key+with=signs";
    private static final ZoneRef ZONE = ZoneRef.parse("example.test");
    private static final List<Change> CHANGES = List.of(
            Change.ensureAddress(DnsName.parse("vm1.example.test"), IpAddress.parse("192.0.2.10"), Ttl.DEFAULT));

    private static List<Transport> hostile() {
        List<Transport> hostile = new ArrayList<>();
        for (int status : new int[] {200, 204, 301, 400, 401, 403, 404, 409, 413, 422, 429, 500, 502, 503}) {
            for (String body : List.of(
                    "{\"success\":false,\"errors\":[{\"code\":1,\"message\":\"token " + KEY + " is wrong\"}]}",
                    "{\"success\":false,\"errors\":[{\"code\":1004,\"error_chain\":[{\"code\":9021,\"message\":\"" + KEY
                            + "\"}]}]}",
                    "<html>Authorization: Bearer " + KEY + "</html>",
                    "[\"" + KEY + "\"]",
                    "{\"success\":true,\"result\":[{\"name\":\"" + KEY + "\",\"type\":\"A\"}]}")) {
                hostile.add((request, timeout, cancellation) ->
                        new WireResponse(status, body, Optional.of(KEY), Optional.of(KEY)));
            }
        }
        hostile.add((request, timeout, cancellation) -> {
            throw new IOException("header X-API-Key: " + KEY, new IllegalStateException(KEY));
        });
        hostile.add((request, timeout, cancellation) -> {
            throw new IllegalStateException(KEY);
        });
        return hostile;
    }

    @Test
    void key_onEveryErrorPath_isNeverShown() {
        ProviderContext context = ProviderContext.builder().sleeper(time -> {}).build();
        CallLimits limits = CallLimits.until(Instant.now().plusSeconds(60));
        int texts = 0;
        for (Transport transport : hostile()) {
            CloudflareDns dns = CloudflareDns.of(
                    URI.create("https://x.test"), "test", transport, ProviderSecret.of(KEY), Optional.empty(), context);
            List<Object> shown = new ArrayList<>(dns.apply(ZONE, CHANGES, limits));
            shown.add(dns.probe(ZONE, limits));
            shown.add(dns);
            shown.add(dns.connection());
            shown.add(trace(() -> dns.read(ZONE, ZONE.name(), limits)));
            shown.add(trace(() -> dns.zones(limits)));
            for (Object one : shown) {
                assertThat(one.toString()).doesNotContain(KEY).doesNotContain("cl0udflare");
                texts++;
            }
        }
        assertThat(texts).isGreaterThan(400);
    }

    @Test
    void configuration_wrongOrMisplacedToken_isNotShown() {
        ProviderCatalog catalog = ProviderCatalog.of(SecretsTest.class.getClassLoader());
        ProviderContext context = ProviderContext.standard();

        assertThat(catchThrowable(() -> catalog.open("cloudflare", Map.of("token", "", KEY, "x"), context)))
                .isInstanceOf(ConfigException.class)
                .hasMessageNotContaining(KEY);
        assertThat(catchThrowable(() ->
                        catalog.open("cloudflare", Map.of("token", KEY, "comment", (KEY + " ").repeat(20)), context)))
                .isInstanceOf(ConfigException.class)
                .hasMessageNotContaining(KEY);
        assertThat(catalog.open("cloudflare", Map.of("token", KEY), context).toString())
                .isEqualTo("cloudflare api.cloudflare.com cloudflare");
    }

    private static String trace(Runnable call) {
        Throwable thrown = catchThrowable(call::run);
        if (thrown == null) {
            return "";
        }
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace));
        return trace.toString();
    }
}
