package dev.vmlifecycle.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CidrTest {

    @ParameterizedTest
    @CsvSource({
        "192.0.2.0/24, 192.0.2.0, 192.0.2.255",
        "192.0.2.64/26, 192.0.2.64, 192.0.2.127",
        "192.0.2.7/32, 192.0.2.7, 192.0.2.7",
        "192.0.2.6/31, 192.0.2.6, 192.0.2.7",
        "0.0.0.0/0, 0.0.0.0, 255.255.255.255",
        "128.0.0.0/1, 128.0.0.0, 255.255.255.255",
        "2001:db8::/32, 2001:db8::, 2001:db8:ffff:ffff:ffff:ffff:ffff:ffff",
        "2001:db8::/64, 2001:db8::, 2001:db8::ffff:ffff:ffff:ffff",
        "2001:db8:0:0:8000::/65, 2001:db8:0:0:8000::, 2001:db8::ffff:ffff:ffff:ffff",
        "2001:db8::1/128, 2001:db8::1, 2001:db8::1",
        "::/0, ::, ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
    })
    void parse_network_tellsFirstAndLast(String text, String first, String last) {
        Cidr network = Cidr.parse(text);

        assertThat(network.first()).hasToString(first);
        assertThat(network.last()).hasToString(last);
        assertThat(network.networkText()).isEqualTo(text);
        assertThat(network.contains(network.first())).isTrue();
        assertThat(network.contains(network.last())).isTrue();
        assertThat(network.last().next().filter(network::contains)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "192.0.2.0",
                "192.0.2.0/",
                "/24",
                "192.0.2.0/33",
                "192.0.2.0/024",
                "192.0.2.0/+24",
                "192.0.2.0/-1",
                "192.0.2.0/24/24",
                "192.0.2.0 /24",
                "192.0.2.0/255.255.255.0",
                "2001:db8::/129",
                "2001:db8::/300",
                "192.0.2/24"
            })
    void parse_noNetwork_isRefused(String text) {
        assertThatThrownBy(() -> Cidr.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching(".*: .* \\(expected: .*\\)");
    }

    @Test
    void parse_hostBits_areRefusedWithTheNetworkMeant() {
        assertThatThrownBy(() -> Cidr.parse("192.0.2.10/24"))
                .hasMessage("network: 192.0.2.10/24 (expected: host bits zero, as in 192.0.2.0/24)");
    }

    @Test
    void of_hostBits_areDropped() {
        assertThat(Cidr.of(IpAddress.parse("192.0.2.77"), 26)).isEqualTo(Cidr.parse("192.0.2.64/26"));
        assertThatThrownBy(() -> Cidr.of(IpAddress.parse("192.0.2.77"), 64))
                .hasMessage("prefix length: 64 (expected: 0..32)");
    }

    @Test
    void contains_otherFamily_isFalse() {
        assertThat(Cidr.parse("::/0").contains(IpAddress.parse("192.0.2.1"))).isFalse();
        assertThat(Cidr.parse("0.0.0.0/0").contains(IpAddress.parse("::1"))).isFalse();
        assertThat(Cidr.parse("0.0.0.0/0").contains(Cidr.parse("::/0"))).isFalse();
    }

    @Test
    void contains_network_needsAllOfIt() {
        Cidr wide = Cidr.parse("192.0.2.0/24");
        Cidr narrow = Cidr.parse("192.0.2.64/26");

        assertThat(wide.contains(narrow)).isTrue();
        assertThat(wide.contains(wide)).isTrue();
        assertThat(narrow.contains(wide)).isFalse();
    }

    @Test
    void parse_twentyThousandRandomNetworks_agreesWithPlainArithmetic() {
        Random random = new Random(4632);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[random.nextBoolean() ? 4 : 16];
            random.nextBytes(bytes);
            IpAddress inside = IpAddress.ofBytes(bytes);
            int prefix = random.nextInt(inside.family().bits() + 1);
            Cidr network = Cidr.of(inside, prefix);

            assertThat(Cidr.parse(network.networkText())).isEqualTo(network).hasSameHashCodeAs(network);
            assertThat(network.contains(inside)).isTrue();
            assertThat(network.first()).isLessThanOrEqualTo(inside);
            assertThat(network.last()).isGreaterThanOrEqualTo(inside);
            BigInteger size =
                    number(network.last()).subtract(number(network.first())).add(BigInteger.ONE);
            assertThat(size).isEqualTo(BigInteger.TWO.pow(inside.family().bits() - prefix));
            assertThat(number(network.first()).mod(size)).isZero();
        }
    }

    private static BigInteger number(IpAddress address) {
        return new BigInteger(1, address.toBytes());
    }
}
