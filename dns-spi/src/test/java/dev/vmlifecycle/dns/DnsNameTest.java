package dev.vmlifecycle.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DnsNameTest {

    private static final String LABEL_63 = "a".repeat(63);
    private static final String NAME_253 = String.join(".", LABEL_63, LABEL_63, LABEL_63, "a".repeat(61));

    @ParameterizedTest
    @CsvSource({
        "example.com, example.com",
        "Example.COM., example.com",
        "com, com",
        "_acme-challenge.example.com, _acme-challenge.example.com",
        "*.example.com, *.example.com",
        "0/26.2.0.192.in-addr.arpa, 0/26.2.0.192.in-addr.arpa",
        "m\u00fcller.example, xn--mller-kva.example",
        "M\u00dcLLER.example, xn--mller-kva.example",
        "xn--strae-oqa.example, xn--strae-oqa.example",
    })
    void parse_everySpelling_printsCanonically(String spelling, String canonical) {
        assertThat(DnsName.parse(spelling)).hasToString(canonical).isEqualTo(DnsName.parse(canonical));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                ".example.com",
                "example..com",
                "example.com..",
                "a b.example",
                "a@example.com",
                "a\\.b.example",
                "a\"b.example",
                "a.*.example",
                "**.example",
                "a*.example",
                "*.*.example",
                "vm1.example.com\n",
                "a\u0000.example",
                "stra\u00dfe.example",
                "m\u00fcller\u3002example",
                "\ud800.example",
                "a,b.example"
            })
    void parse_noName_isRefused(String text) {
        assertThatThrownBy(() -> DnsName.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("name: .* \\(expected: .*\\)");
    }

    @Test
    void parse_longestLabelAndName_areTaken_oneMoreIsRefused() {
        assertThat(NAME_253).hasSize(253);
        assertThat(DnsName.parse(NAME_253)).hasToString(NAME_253);
        assertThat(DnsName.parse(NAME_253 + ".")).hasToString(NAME_253);
        assertThatThrownBy(() -> DnsName.parse(NAME_253 + "a")).hasMessageContaining("at most 253");
        assertThatThrownBy(() -> DnsName.parse("a" + LABEL_63)).hasMessageContaining("1..63");
    }

    @Test
    void parse_twentyThousandRandomNames_roundTrips() {
        Random random = new Random(1035);
        String alphabet = "abcXYZ019-_";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int labels = random.nextInt(5); labels >= 0; labels--) {
                for (int length = random.nextInt(20); length >= 0; length--) {
                    text.append(alphabet.charAt(random.nextInt(alphabet.length())));
                }
                text.append(labels == 0 ? "" : ".");
            }
            DnsName name = DnsName.parse(text.toString());

            assertThat(name).hasToString(text.toString().toLowerCase(Locale.ROOT));
            assertThat(DnsName.parse(name.absoluteText())).isEqualTo(name).hasSameHashCodeAs(name);
            name.parent()
                    .ifPresent(parent -> assertThat(parent.child(name.relativeTo(parent)))
                            .isEqualTo(name)
                            .isGreaterThan(parent));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "vm1.example.com, example.com, true",
        "a.b.example.com, example.com, true",
        "example.com, example.com, true",
        "badexample.com, example.com, false",
        "com, example.com, false",
        "example.com.evil.test, example.com, false",
        "example.com, vm1.example.com, false",
    })
    void isInOrBelow_comparesWholeLabels(String name, String zone, boolean expected) {
        assertThat(DnsName.parse(name).isInOrBelow(DnsName.parse(zone))).isEqualTo(expected);
    }

    @Test
    void relativeTo_zone_isTheTextLeftOfIt() {
        DnsName zone = DnsName.parse("example.com");

        assertThat(DnsName.parse("a.b.example.com").relativeTo(zone)).isEqualTo("a.b");
        assertThat(zone.relativeTo(zone)).isEqualTo("@");
        assertThatThrownBy(() -> DnsName.parse("badexample.com").relativeTo(zone))
                .hasMessage("name: badexample.com (expected: a name in example.com)");
    }

    @ParameterizedTest
    @CsvSource({
        "vm1.example.com, true", "xn--mller-kva.example, true", "1.example, true", "vm1, true",
        "_dmarc.example.com, false", "*.example.com, false", "-vm.example.com, false", "vm-.example.com, false",
        "192.0.2.1, false", "0/26.example, false",
    })
    void isHostname_isStricterThanAName(String text, boolean expected) {
        assertThat(DnsName.parse(text).isHostname()).isEqualTo(expected);
    }

    @Test
    void requireHostname_noHostname_saysSo() {
        DnsName name = DnsName.parse("vm1.example.com");

        assertThat(name.requireHostname()).isSameAs(name);
        assertThatThrownBy(() -> DnsName.parse("_x.example.com").requireHostname())
                .hasMessageStartingWith("host name: _x.example.com (expected: ");
    }

    @Test
    void compareTo_names_putsChildrenAfterTheirParent() {
        assertThat(Stream.of("b.a.test", "a.test", "a.b.test", "test", "z.a.test", "aa.test")
                        .map(DnsName::parse)
                        .sorted())
                .extracting(DnsName::toString)
                .containsExactly("test", "a.test", "b.a.test", "z.a.test", "aa.test", "a.b.test");
    }

    @Test
    void labels_parent_wildcard_followTheText() {
        DnsName name = DnsName.parse("*.example.com");

        assertThat(name.labels()).containsExactly("*", "example", "com");
        assertThat(name.isWildcard()).isTrue();
        assertThat(name.parent()).contains(DnsName.parse("example.com"));
        assertThat(DnsName.parse("com").parent()).isEmpty();
    }
}
