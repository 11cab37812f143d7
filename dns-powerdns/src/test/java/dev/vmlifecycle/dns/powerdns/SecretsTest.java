package dev.vmlifecycle.dns.powerdns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.vmlifecycle.dns.CallLimits;
import dev.vmlifecycle.dns.Change;
import dev.vmlifecycle.dns.DnsName;
import dev.vmlifecycle.dns.IpAddress;
import dev.vmlifecycle.dns.Ttl;
import dev.vmlifecycle.dns.ZoneRef;
import dev.vmlifecycle.dns.plugin.ConfigException;
import dev.vmlifecycle.dns.plugin.ProviderCatalog;
import dev.vmlifecycle.dns.plugin.ProviderContext;
import dev.vmlifecycle.dns.plugin.ProviderSecret;
import dev.vmlifecycle.dns.powerdns.internal.Transport;
import dev.vmlifecycle.dns.powerdns.internal.WireResponse;
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

    private static final String KEY = "p0werdns/Key+with=signs";
    private static final ZoneRef ZONE = ZoneRef.parse("example.test");
    private static final List<Change> CHANGES = List.of(
            Change.ensureAddress(DnsName.parse("vm1.example.test"), IpAddress.parse("192.0.2.10"), Ttl.DEFAULT));

    private static List<Transport> hostile() {
        List<Transport> hostile = new ArrayList<>();
        for (int status : new int[] {200, 204, 301, 400, 401, 403, 404, 409, 413, 422, 429, 500, 502, 503}) {
            for (String body : List.of(
                    "{\"error\":\"key " + KEY + " is wrong\"}",
                    "{\"error\":\"p0werdns%2FKey%2Bwith%3Dsigns\"}",
                    "<html>X-API-Key: " + KEY + "</html>",
                    "[\"" + KEY + "\"]",
                    "{\"rrsets\":[{\"name\":\"" + KEY + "\",\"type\":\"A\"}]}")) {
                hostile.add((request, timeout, cancellation) -> new WireResponse(status, body, Optional.of(KEY)));
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
            PowerDns dns =
                    PowerDns.of(URI.create("http://x.test"), "localhost", transport, ProviderSecret.of(KEY), context);
            List<Object> shown = new ArrayList<>(dns.apply(ZONE, CHANGES, limits));
            shown.add(dns.probe(ZONE, limits));
            shown.add(dns);
            shown.add(dns.connection());
            shown.add(trace(() -> dns.read(ZONE, ZONE.name(), limits)));
            shown.add(trace(() -> dns.zones(limits)));
            for (Object one : shown) {
                assertThat(one.toString()).doesNotContain(KEY).doesNotContain("p0werdns");
                texts++;
            }
        }
        assertThat(texts).isGreaterThan(400);
    }

    @Test
    void configuration_wrongOrMisplacedKey_isNotShown() {
        ProviderCatalog catalog = ProviderCatalog.of(SecretsTest.class.getClassLoader());

        Throwable refused = catchThrowable(() -> catalog.open(
                "powerdns", Map.of("url", KEY, "api-key", "", KEY, "x", "server", "s"), ProviderContext.standard()));

        assertThat(refused).isInstanceOf(ConfigException.class).hasMessageNotContaining(KEY);
        assertThat(catalog.open(
                                "powerdns",
                                Map.of("url", "http://127.0.0.1:1", "api-key", KEY),
                                ProviderContext.standard())
                        .toString())
                .isEqualTo("powerdns http://127.0.0.1:1 localhost");
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
