package dev.vmlifecycle.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InMemoryDnsFileTest {

    private static final DnsName ZONE = DnsName.parse("example.com");
    private static final DnsName VM = DnsName.parse("vm1.example.com");
    private static final IpAddress ADDRESS = IpAddress.parse("192.0.2.10");

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    Path folder;

    private InMemoryDns open() {
        return InMemoryDns.builder().zone(ZONE).file(folder.resolve("dns.txt")).build();
    }

    private static ChangeResult apply(InMemoryDns dns, Change change) {
        return dns.apply(ZoneRef.of(ZONE), List.of(change), CallLimits.until(Instant.MAX))
                .get(0);
    }

    @Test
    void records_withoutAnyClose_areThereAgain() {
        InMemoryDns killed = open();
        apply(killed, Change.ensureAddress(VM, ADDRESS, Ttl.DEFAULT));
        apply(killed, Change.ensureAddress(VM, IpAddress.parse("192.0.2.11"), Ttl.DEFAULT));
        apply(killed, Change.ensureAddress(ZONE, IpAddress.parse("2001:db8::1"), Ttl.ofSeconds(60)));

        assertThat(open().snapshot()).isEqualTo(killed.snapshot()).hasSize(2);
        assertThat(apply(open(), Change.ensureAddress(VM, ADDRESS, Ttl.DEFAULT)).outcome())
                .isEqualTo(ChangeResult.Outcome.NOOP);
    }

    @Test
    void values_withBlanksBackslashesAndLineBreaks_surviveTheFile() {
        RRset odd =
                new RRset(VM, RecordType.TXT, Ttl.DEFAULT, Set.of("a  b\\n", "line\nbreak\r", "zone x", " ", "\u00fc"));
        open().plant(ZONE, odd);

        assertThat(open().snapshot()).containsExactly(odd);
    }

    @Test
    void file_isReadable_andLeavesNothingBeside() throws IOException {
        apply(open(), Change.ensureAddress(VM, ADDRESS, Ttl.DEFAULT));

        assertThat(folder.resolve("dns.txt")).hasContent("zone example.com\nvm1.example.com A 300 192.0.2.10\n");
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void noop_writesNoFile() {
        apply(open(), Change.removeAddress(VM, ADDRESS));

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void save_impossible_takesTheChangesBack() throws IOException {
        InMemoryDns dns = open();
        apply(dns, Change.ensureAddress(VM, ADDRESS, Ttl.DEFAULT));
        List<RRset> before = dns.snapshot();
        Path inTheWay = Files.createDirectory(folder.resolve("dns.txt.tmp"));

        ChangeResult result = apply(dns, Change.removeAddress(VM, ADDRESS));

        assertThat(result.error().orElseThrow().kind()).isEqualTo(DnsError.Kind.TRANSIENT);
        assertThat(dns.snapshot()).isEqualTo(before);
        Files.delete(inTheWay);
        assertThat(apply(dns, Change.removeAddress(VM, ADDRESS)).isOk()).isTrue();
    }

    @Test
    void load_anythingElse_isRefused() throws IOException {
        Path file = folder.resolve("dns.txt");
        Files.writeString(file, "hello\n");
        assertThatThrownBy(this::open).hasMessage("line of dns.txt: hello (expected: a zone first)");

        Files.writeString(file, "zone example.com\nvm1.example.com A\n");
        assertThatThrownBy(this::open).hasMessageContaining("(expected: NAME TYPE TTL VALUE)");
    }
}
