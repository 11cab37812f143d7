package dev.vmlifecycle.dns;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReverseZoneHintTest {

    @ParameterizedTest
    @CsvSource({
        "192.0.2.0/24, 2.0.192.in-addr.arpa",
        "192.0.0.0/16, 0.192.in-addr.arpa",
        "0.0.0.0/0, in-addr.arpa",
        "192.0.2.0/26, 0-63.2.0.192.in-addr.arpa",
        "192.0.2.128/25, 128-255.2.0.192.in-addr.arpa",
        "192.0.2.10/32, 10.2.0.192.in-addr.arpa",
        "2001:db8::/32, 8.b.d.0.1.0.0.2.ip6.arpa",
        "2001:db8:0:8000::/49, 8.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa",
    })
    void network_firstZone_isNamedAsUsual(String network, String zone) {
        assertThat(Cidr.parse(network).reverseZones().get(0)).isEqualTo(DnsName.parse(zone));
    }

    @Test
    void network_betweenTwoLabels_needsSeveralZones() {
        assertThat(Cidr.parse("192.0.4.0/22").reverseZones())
                .extracting(DnsName::toString)
                .containsExactly(
                        "4.0.192.in-addr.arpa", "5.0.192.in-addr.arpa", "6.0.192.in-addr.arpa", "7.0.192.in-addr.arpa");
        assertThat(Cidr.parse("2001:db8::/47").reverseZones()).hasSize(2);
        assertThat(Cidr.parse("128.0.0.0/1").reverseZones()).hasSize(128);
    }

    @Test
    void network_everyPrefix_isFoundAgainByItsZones() {
        for (int prefix = 1; prefix <= 32; prefix++) {
            IpAddress address = IpAddress.parse("203.0.113.77");
            Cidr network = Cidr.of(address, prefix);
            assertThat(network.reverseZones())
                    .as("zones of %s", network)
                    .anySatisfy(zone -> assertThat(ReverseZone.ofName(zone).flatMap(found -> found.recordName(address)))
                            .isPresent());
        }
    }
}
