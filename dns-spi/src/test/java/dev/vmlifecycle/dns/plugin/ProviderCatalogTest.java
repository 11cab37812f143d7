package dev.vmlifecycle.dns.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.vmlifecycle.dns.CallLimits;
import dev.vmlifecycle.dns.Capabilities;
import dev.vmlifecycle.dns.Change;
import dev.vmlifecycle.dns.ChangeResult;
import dev.vmlifecycle.dns.ConnectionId;
import dev.vmlifecycle.dns.DnsError;
import dev.vmlifecycle.dns.DnsException;
import dev.vmlifecycle.dns.DnsName;
import dev.vmlifecycle.dns.DnsProvider;
import dev.vmlifecycle.dns.IpAddress;
import dev.vmlifecycle.dns.RRset;
import dev.vmlifecycle.dns.Ttl;
import dev.vmlifecycle.dns.ZoneProbe;
import dev.vmlifecycle.dns.ZoneRef;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProviderCatalogTest {

    private static final String SERVICE_FILE = "META-INF/services/" + DnsProviderFactory.class.getName();
    private static final String SECRET = "tops3cret";
    private static final ZoneRef ZONE = ZoneRef.parse("example.com");
    private static final CallLimits LIMITS = CallLimits.until(Instant.MAX);
    private static final List<Change> CHANGES = List.of(
            Change.ensureAddress(DnsName.parse("vm1.example.com"), IpAddress.parse("192.0.2.10"), Ttl.DEFAULT),
            Change.removeAddress(DnsName.parse("vm2.example.com"), IpAddress.parse("192.0.2.11")));

    @TempDir
    Path directory;

    private final ClassLoader host = ProviderCatalogTest.class.getClassLoader();

    private Path jar(String name, Map<String, byte[]> entries) throws IOException {
        Path file = directory.resolve(name);
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(out)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                jar.putNextEntry(new JarEntry(entry.getKey()));
                jar.write(entry.getValue());
            }
        }
        return file;
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] classFile(Class<?> type) throws IOException {
        String name = type.getName().replace('.', '/') + ".class";
        try (var in = ProviderCatalogTest.class.getClassLoader().getResourceAsStream(name)) {
            return java.util.Objects.requireNonNull(in).readAllBytes();
        }
    }

    @Test
    void classPath_hasTheReferenceProvider() {
        ProviderCatalog catalog = ProviderCatalog.of(host);

        assertThat(catalog.faults()).isEmpty();
        assertThat(catalog.schemas()).extracting(ConfigSchema::type).containsExactly("memory");
        try (DnsProvider dns = catalog.open("memory", Map.of("zones", "example.com"), ProviderContext.standard())) {
            assertThat(dns.type()).isEqualTo("memory");
            assertThat(dns.connection()).isEqualTo(new ConnectionId("memory"));
            assertThat(dns.apply(ZONE, CHANGES, LIMITS))
                    .extracting(ChangeResult::outcome)
                    .containsExactly(ChangeResult.Outcome.APPLIED, ChangeResult.Outcome.NOOP);
            assertThat(dns.probe(ZONE, LIMITS).isUsable()).isTrue();
            assertThat(dns.zones(LIMITS)).containsExactly(ZONE);
        }
    }

    @Test
    void jars_brokenInEveryWay_areReportedAndTheGoodOneWorks() throws IOException {
        Path damaged = Files.write(directory.resolve("damaged.jar"), text("this is no jar"));
        Path missing = directory.resolve("missing.jar");
        Path noService = jar("no-service.jar", Map.of("x.txt", text("x")));
        Path noClass = jar("no-class.jar", Map.of(SERVICE_FILE, text("com.example.Gone\n")));
        Path malformed = jar("malformed.jar", Map.of(SERVICE_FILE, text("this is ! not a name\n")));
        Path notAFactory = jar("other.jar", Map.of(SERVICE_FILE, text("java.lang.String\n")));
        String goodName = IsolatedFactory.class.getName();
        Path good = jar(
                "good.jar",
                Map.of(
                        SERVICE_FILE,
                        text(goodName + "\n"),
                        goodName.replace('.', '/') + ".class",
                        classFile(IsolatedFactory.class)));
        // a parent without the test's classes, so that the jar's own are used
        ClassLoader parent = new ClassLoader(host) {
            @Override
            protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
                if (name.equals(goodName)) {
                    throw new ClassNotFoundException(name);
                }
                return super.loadClass(name, resolve);
            }
        };

        ProviderCatalog catalog = ProviderCatalog.ofJars(
                List.of(damaged, missing, noService, noClass, malformed, notAFactory, good), parent);

        assertThat(catalog.schemas()).extracting(ConfigSchema::type).containsExactly("isolated");
        assertThat(catalog.faults()).hasSize(6);
        assertThat(catalog.faults())
                .extracting(fault -> String.valueOf(Path.of(fault.source()).getFileName()))
                .containsExactly(
                        "damaged.jar", "missing.jar", "no-service.jar", "no-class.jar", "malformed.jar", "other.jar");
        assertThat(catalog.and(ProviderCatalog.of(host)).schemas())
                .extracting(ConfigSchema::type)
                .containsExactly("isolated", "memory");
    }

    @Test
    void factories_brokenInEveryWay_areReported() {
        ProviderCatalog catalog = ProviderCatalog.of(List.of(
                new TestFactory("one", 1, new Faulty()),
                new TestFactory("one", 1, new Faulty()),
                new TestFactory("old", 99, new Faulty()),
                new TestFactory("throws", 1, new Faulty()) {
                    @Override
                    public ConfigSchema schema() {
                        throw new NoClassDefFoundError("com/example/Gone");
                    }
                }));

        assertThat(catalog.schemas()).extracting(ConfigSchema::type).containsExactly("one");
        assertThat(catalog.schema("old")).isEmpty();
        assertThat(catalog.faults())
                .extracting(PluginFault::reason)
                .satisfiesExactlyInAnyOrder(
                        reason -> assertThat(reason).contains("taken"),
                        reason -> assertThat(reason).contains("version 99"),
                        reason -> assertThat(reason).contains("NoClassDefFoundError"));
    }

    @Test
    void open_wrongSettingsTypeOrPlugin_isRefusedWithoutSecrets() {
        ProviderCatalog catalog = ProviderCatalog.of(List.of(new TestFactory("one", 1, new Faulty()) {
            @Override
            public DnsProvider open(ProviderConfig config, ProviderContext context) {
                throw new NoClassDefFoundError(config.secret("key").reveal());
            }
        }));
        ProviderContext context = ProviderContext.standard();

        assertThatIllegalArgumentException().isThrownBy(() -> catalog.open("two", Map.of(), context));
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> catalog.open("one", Map.of("kye", SECRET), context))
                .satisfies(e -> assertThat(e.faults()).hasSize(2))
                .withMessageNotContaining(SECRET);
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> catalog.open("one", Map.of("key", SECRET), context))
                .withMessageContaining("NoClassDefFoundError")
                .withMessageNotContaining(SECRET)
                .withNoCause();
    }

    @Test
    void guard_throwingPlugin_failsChangesNotTheHost() {
        Faulty faulty = new Faulty();
        DnsProvider dns = open(faulty);
        faulty.failure = new NoClassDefFoundError(SECRET);

        assertThat(dns.apply(ZONE, CHANGES, LIMITS)).hasSize(2).allSatisfy(result -> {
            assertThat(result.outcome()).isEqualTo(ChangeResult.Outcome.FAILED);
            assertThat(result.toString())
                    .contains("UNKNOWN", "NoClassDefFoundError")
                    .doesNotContain(SECRET);
        });
        assertThat(dns.probe(ZONE, LIMITS).isUsable()).isFalse();
        assertThat(dns.capabilities()).isEqualTo(Capabilities.basic());
        assertThatExceptionOfType(DnsException.class)
                .isThrownBy(() -> dns.read(ZONE, ZONE.name(), LIMITS))
                .withMessageNotContaining(SECRET);
        dns.close();
        dns.close();
        assertThatIllegalStateException().isThrownBy(() -> dns.apply(ZONE, CHANGES, LIMITS));
    }

    @Test
    void guard_leakingPlugin_isCleaned() {
        Faulty faulty = new Faulty();
        DnsProvider dns = open(faulty);
        faulty.failure = new DnsException(
                DnsError.of(DnsError.Kind.AUTH, "key " + SECRET + " refused").withCode("HTTP 401 " + SECRET),
                new IOException(SECRET));

        assertThat(dns.apply(ZONE, CHANGES, LIMITS)).allSatisfy(result -> {
            DnsError error = result.error().orElseThrow();
            assertThat(error.kind()).isEqualTo(DnsError.Kind.AUTH);
            assertThat(error.safeMessage()).isEqualTo("key *** refused");
            assertThat(error.providerCode()).contains("HTTP 401 ***");
        });
        assertThat(dns.probe(ZONE, LIMITS).authorised()).isEqualTo(ZoneProbe.Answer.NO);
        assertThatExceptionOfType(DnsException.class)
                .isThrownBy(() -> dns.zones(LIMITS))
                .withMessageNotContaining(SECRET)
                .withNoCause();
    }

    @Test
    void guard_wrongNumberOfResults_failsAll() {
        Faulty faulty = new Faulty();

        assertThat(open(faulty).apply(ZONE, CHANGES, LIMITS))
                .hasSize(2)
                .allSatisfy(result ->
                        assertThat(result.error().orElseThrow().safeMessage()).contains("broke its contract"));
    }

    private static DnsProvider open(Faulty provider) {
        return ProviderCatalog.of(List.of(new TestFactory("test", 1, provider)))
                .open("test", Map.of("key", SECRET), ProviderContext.standard());
    }

    private static class TestFactory implements DnsProviderFactory {
        private final String type;
        private final int version;
        private final DnsProvider provider;

        TestFactory(String type, int version, DnsProvider provider) {
            this.type = type;
            this.version = version;
            this.provider = provider;
        }

        @Override
        public int spiVersion() {
            return version;
        }

        @Override
        public ConfigSchema schema() {
            return ConfigSchema.of(type, ConfigField.required("key", "Key", ConfigKind.SECRET));
        }

        @Override
        public DnsProvider open(ProviderConfig config, ProviderContext context) {
            return provider;
        }
    }

    /** Answers nothing, or throws. */
    private static final class Faulty implements DnsProvider {
        private Throwable failure = new Throwable();

        @Override
        public String type() {
            return "faulty";
        }

        @Override
        public ConnectionId connection() {
            return new ConnectionId("faulty");
        }

        @Override
        public Capabilities capabilities() {
            fail();
            return Capabilities.basic();
        }

        @Override
        public List<ChangeResult> apply(ZoneRef zone, List<Change> changes, CallLimits limits) {
            fail();
            return List.of();
        }

        @Override
        public List<RRset> read(ZoneRef zone, DnsName name, CallLimits limits) {
            fail();
            return List.of();
        }

        @Override
        public List<ZoneRef> zones(CallLimits limits) {
            fail();
            return List.of();
        }

        @Override
        public void close() {
            fail();
        }

        private void fail() {
            if (failure instanceof Error error) {
                throw error;
            }
            if (failure instanceof RuntimeException exception) {
                throw exception;
            }
        }
    }
}
