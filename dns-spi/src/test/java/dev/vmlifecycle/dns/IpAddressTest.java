package dev.vmlifecycle.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {

    @ParameterizedTest
    @CsvSource({
        "192.0.2.10, 192.0.2.10",
        "0.0.0.0, 0.0.0.0",
        "255.255.255.255, 255.255.255.255",
        "2001:DB8::10, 2001:db8::10",
        "2001:0db8:0000:0000:0000:0000:0000:0010, 2001:db8::10",
        "::, ::",
        "::1, ::1",
        "1::, 1::",
        "0:0:0:0:0:0:0:1, ::1",
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "2001:db8::1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
        "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "1:2:3:4:5:6:7::, 1:2:3:4:5:6:7:0",
        "::2:3:4:5:6:7:8, 0:2:3:4:5:6:7:8",
        "64:ff9b::192.0.2.33, 64:ff9b::c000:221",
        "1:2:3:4:5:6:192.0.2.1, 1:2:3:4:5:6:c000:201",
    })
    void parse_everySpelling_printsCanonically(String spelling, String canonical) {
        assertThat(IpAddress.parse(spelling)).hasToString(canonical).isEqualTo(IpAddress.parse(canonical));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "1",
                "192.0.2",
                "192.0.2.1.1",
                "192.0.2.",
                ".192.0.2",
                "192.0.2.256",
                "192.0.2.01",
                "010.0.0.1",
                "192.0.2.-1",
                "192.0.2.+1",
                "192.0.2.1 ",
                " 192.0.2.1",
                "0x7f.0.0.1",
                "3221225994",
                "192.0.2.1/24",
                "\u0661.0.0.1",
                "localhost",
                "example.com",
                ":",
                ":::",
                "1:",
                ":1",
                "1:2",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1:2:3:4:5:6:7:8::",
                "::1:2:3:4:5:6:7:8",
                "1:2:3:4::5:6:7:8",
                "1::2::3",
                "::1::",
                "12345::",
                "g::",
                "-1::",
                "+1::",
                "fe80::1%1",
                "fe80::1%eth0",
                "[::1]",
                "::192.0.2",
                "::192.0.2.1:1",
                "192.0.2.1::",
                "1:2:3:4:5:6:7:192.0.2.1",
                "::ffff:192.0.2.1",
                "::ffff:c000:201",
                "0:0:0:0:0:ffff:0:0",
                "2001:db8::\u0661",
                "2001:0db8:0000:0000:0000:0000:0000:0000:0000:0000"
            })
    void parse_anythingElse_isRefusedWithTheValue(String text) {
        assertThatThrownBy(() -> IpAddress.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("address: .* \\(expected: .*\\)");
    }

    @Test
    void refusal_lineBreakInTheValue_staysOneLine() {
        assertThatThrownBy(() -> IpAddress.parse("x\n\u0085\u2028rev OK"))
                .hasMessageStartingWith("address: x???rev OK (expected");
    }

    @Test
    void parse_twentyThousandRandomAddresses_roundTripsInEverySpelling() throws UnknownHostException {
        Random random = new Random(20_261_123);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = randomBytes(random);
            IpAddress address = IpAddress.ofBytes(bytes);
            String text = address.toString();

            assertThat(address.toBytes()).isEqualTo(bytes);
            assertThat(IpAddress.parse(text)).isEqualTo(address).hasSameHashCodeAs(address);
            assertThat(InetAddress.getByName(text).getAddress()).isEqualTo(bytes);
            assertThat(IpAddress.parse(InetAddress.getByAddress(bytes).getHostAddress()))
                    .isEqualTo(address);
            assertThat(IpAddress.parse(text.toUpperCase(Locale.ROOT))).isEqualTo(address);
            assertThat(ReverseZone.ofName(address.reverseName()))
                    .hasValueSatisfying(zone -> assertThat(zone.network())
                            .isEqualTo(Cidr.of(address, address.family().bits())));
        }
    }

    /** Half of the groups are zero, so that every form of compression comes up. */
    private static byte[] randomBytes(Random random) {
        byte[] bytes = new byte[random.nextInt(4) == 0 ? 4 : 16];
        random.nextBytes(bytes);
        for (int i = 0; bytes.length == 16 && i < 16; i += 2) {
            if (random.nextBoolean()) {
                bytes[i] = 0;
                bytes[i + 1] = random.nextBoolean() ? 0 : bytes[i + 1];
            }
        }
        return bytes;
    }

    @Test
    void parse_twentyThousandRandomTexts_isRefusedOrRoundTrips() {
        Random random = new Random(5952);
        String alphabet = "0123459afAF:::..%/ ";
        int accepted = 0;
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int j = random.nextInt(14); j >= 0; j--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            try {
                IpAddress address = IpAddress.parse(text.toString());
                accepted++;
                assertThat(IpAddress.parse(address.toString())).isEqualTo(address);
            } catch (IllegalArgumentException e) {
                assertThat(e).hasMessageStartingWith("address: ");
            }
        }
        assertThat(accepted).isPositive();
    }

    @Test
    void ofBytes_wrongLengthOrMapped_isRefused() {
        byte[] mapped = new byte[16];
        mapped[10] = (byte) 0xff;
        mapped[11] = (byte) 0xff;

        assertThatThrownBy(() -> IpAddress.ofBytes(new byte[5])).hasMessage("address bytes: 5 (expected: 4 or 16)");
        assertThatThrownBy(() -> IpAddress.ofBytes(mapped)).hasMessageContaining("not an IPv4-mapped address");
    }

    @Test
    void reverseName_ofBothFamilies_listsOctetsOrNibblesBackwards() {
        assertThat(IpAddress.parse("192.0.2.10").reverseName()).hasToString("10.2.0.192.in-addr.arpa");
        assertThat(IpAddress.parse("2001:db8::1f").reverseName())
                .hasToString("f.1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa");
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.10, 192.0.2.11",
        "127.255.255.255, 128.0.0.0",
        "2001:db8::ffff, 2001:db8::1:0",
        "2001:db8::ffff:ffff:ffff:ffff, 2001:db8:0:1::",
    })
    void next_inTheMiddle_isOneAbove(String address, String next) {
        assertThat(IpAddress.parse(address).next()).contains(IpAddress.parse(next));
        assertThat(IpAddress.parse(address)).isLessThan(IpAddress.parse(next));
    }

    @ParameterizedTest
    @ValueSource(strings = {"255.255.255.255", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"})
    void next_atTheEnd_isEmpty(String address) {
        assertThat(IpAddress.parse(address).next()).isEmpty();
    }

    @Test
    void compareTo_mixedAddresses_ordersByFamilyThenUnsigned() {
        assertThat(Stream.of("ffff::", "::", "200.0.0.1", "8000::1", "9.0.0.1", "7fff::ffff:0:0:0", "100.0.0.1")
                        .map(IpAddress::parse)
                        .sorted())
                .extracting(IpAddress::toString)
                .containsExactly("9.0.0.1", "100.0.0.1", "200.0.0.1", "::", "7fff::ffff:0:0:0", "8000::1", "ffff::");
    }

    @Test
    void equals_sameNumberOfOtherFamily_isFalse() {
        assertThat(IpAddress.parse("0.0.0.1")).isNotEqualTo(IpAddress.parse("::1"));
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, true", "127.0.0.1, true", "223.255.255.255, true", "2001:db8::1, true", "fe80::1, true",
        "0.0.0.0, false", "224.0.0.1, false", "239.1.2.3, false", "255.255.255.255, false", "::, false",
        "ff02::1, false",
    })
    void isAssignable_whatNoHostHas_isFalse(String address, boolean assignable) {
        assertThat(IpAddress.parse(address).isAssignable()).isEqualTo(assignable);
    }

    @Test
    void family_ofAddress_tellsTheRecordType() {
        assertThat(IpAddress.parse("192.0.2.1").family().recordType()).isEqualTo(RecordType.A);
        assertThat(IpAddress.parse("2001:db8::1").family().recordType()).isEqualTo(RecordType.AAAA);
    }
}
