package dev.vmlifecycle.dns.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vmlifecycle.dns.CallLimits;
import dev.vmlifecycle.dns.Capabilities;
import dev.vmlifecycle.dns.Change;
import dev.vmlifecycle.dns.ChangeResult;
import dev.vmlifecycle.dns.ConnectionId;
import dev.vmlifecycle.dns.DnsException;
import dev.vmlifecycle.dns.DnsName;
import dev.vmlifecycle.dns.DnsProvider;
import dev.vmlifecycle.dns.IpAddress;
import dev.vmlifecycle.dns.RRset;
import dev.vmlifecycle.dns.Ttl;
import dev.vmlifecycle.dns.ZoneRef;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a plugin throws, wherever it throws it: its host goes on, and sees no word of it. */
class ContainedTest {
    private static final String SECRET = "5ecret-of-the-plugin";
    private static final ZoneRef ZONE = ZoneRef.parse("example.com");
    private static final DnsName NAME = DnsName.parse("vm1.example.com");
    private static final CallLimits LIMITS = CallLimits.until(Instant.MAX);

    static Stream<Throwable> thrown() {
        return Stream.of(
                new IllegalStateException(SECRET),
                new ServiceConfigurationError(SECRET),
                new AssertionError(SECRET),
                new StackOverflowError(SECRET),
                new NoClassDefFoundError(SECRET),
                new IOException(SECRET));
    }

    @ParameterizedTest
    @MethodSource("thrown")
    void pluginThatThrowsInItsSchema_isAFault(Throwable what) {
        ProviderCatalog catalog = ProviderCatalog.of(List.of(new Throwing(() -> Throwing.sneak(what), true)));

        assertThat(catalog.schemas()).isEmpty();
        assertThat(catalog.faults()).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("thrown")
    void pluginThatThrowsInACall_isAResult(Throwable what) {
        ProviderCatalog catalog = ProviderCatalog.of(List.of(new Throwing(() -> Throwing.sneak(what), false)));
        DnsProvider dns = catalog.open("throwing", Map.of(), ProviderContext.standard());
        Change change = Change.ensureAddress(NAME, IpAddress.parse("192.0.2.1"), Ttl.DEFAULT);

        assertThat(dns.apply(ZONE, List.of(change), LIMITS))
                .allMatch(result -> result.error().isPresent())
                .noneMatch(result -> result.toString().contains(SECRET));
        assertThatThrownBy(() -> dns.read(ZONE, NAME, LIMITS))
                .isInstanceOf(DnsException.class)
                .hasMessageNotContaining(SECRET);
        assertThat(dns.probe(ZONE, LIMITS).error()).isPresent();
        dns.close();
    }

    /** A plugin that throws everywhere but at its birth. */
    private record Throwing(Supplier<RuntimeException> what, boolean early) implements DnsProviderFactory {

        @SuppressWarnings("unchecked")
        static <T extends Throwable> RuntimeException sneak(Throwable what) throws T {
            throw (T) what;
        }

        @Override
        public int spiVersion() {
            return SPI_VERSION;
        }

        @Override
        public ConfigSchema schema() {
            if (early) {
                throw what.get();
            }
            return ConfigSchema.of("throwing");
        }

        @Override
        public DnsProvider open(ProviderConfig config, ProviderContext context) {
            return new DnsProvider() {
                @Override
                public String type() {
                    return "throwing";
                }

                @Override
                public ConnectionId connection() {
                    return new ConnectionId("throwing");
                }

                @Override
                public Capabilities capabilities() {
                    return Capabilities.basic();
                }

                @Override
                public List<ChangeResult> apply(ZoneRef zone, List<Change> changes, CallLimits limits) {
                    throw what.get();
                }

                @Override
                public List<RRset> read(ZoneRef zone, DnsName name, CallLimits limits) {
                    throw what.get();
                }

                @Override
                public void close() {
                    throw what.get();
                }
            };
        }
    }
}
