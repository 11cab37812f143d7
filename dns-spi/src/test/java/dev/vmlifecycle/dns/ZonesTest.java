package dev.vmlifecycle.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ZonesTest {

    private final DnsProvider one = InMemoryDns.create();
    private final DnsProvider two = InMemoryDns.create();

    private static ZoneBinding bind(String id, String zone, DnsProvider provider) {
        return ZoneBinding.of(id, DnsName.parse(zone), provider);
    }

    private static List<String> ids(List<ZoneMatch> matches) {
        return matches.stream().map(match -> match.binding().id()).toList();
    }

    private static List<String> places(List<ZoneMatch> matches) {
        return matches.stream()
                .map(match -> match.binding().id() + " " + match.name())
                .toList();
    }

    @Nested
    class Forward {

        private final Zones zones = Zones.of(List.of(
                bind("parent", "example.com", one),
                bind("child", "vps.example.com", one),
                bind("child-again", "vps.example.com", one),
                bind("other-parent", "example.com", two),
                bind("reverse", "2.0.192.in-addr.arpa", one)));

        @Test
        void forward_byDefault_keepsTheLongestPerProviderAndItsTies() {
            assertThat(ids(zones.forward(DnsName.parse("vm1.vps.example.com"))))
                    .containsExactly("child", "child-again", "other-parent");
            assertThat(ids(zones.forward(DnsName.parse("vm1.example.com")))).containsExactly("parent", "other-parent");
        }

        @Test
        void forward_everyMatching_keepsAll() {
            Zones every = zones.withPolicy(ZonePolicy.EVERY_MATCHING);

            assertThat(ids(every.forward(DnsName.parse("vm1.vps.example.com"))))
                    .containsExactly("parent", "child", "child-again", "other-parent");
        }

        @Test
        void everyForward_anyPolicy_isAll() {
            assertThat(ids(zones.everyForward(DnsName.parse("vm1.vps.example.com"))))
                    .containsExactly("parent", "child", "child-again", "other-parent");
        }

        @Test
        void forward_apex_countsAsMatch_lookAlikeDoesNot() {
            assertThat(ids(zones.forward(DnsName.parse("example.com")))).containsExactly("parent", "other-parent");
            assertThat(zones.forward(DnsName.parse("badexample.com"))).isEmpty();
            assertThat(zones.forward(DnsName.parse("10.2.0.192.in-addr.arpa"))).isEmpty();
        }
    }

    @Nested
    class Reverse {

        private final IpAddress address = IpAddress.parse("192.0.2.10");

        @Test
        void reverse_byDefault_prefersTheDelegatedZonePerProvider() {
            Zones zones = Zones.of(List.of(
                    bind("wide", "2.0.192.in-addr.arpa", one),
                    bind("slash", "0/26.2.0.192.in-addr.arpa", one),
                    bind("hyphen", "0-63.2.0.192.in-addr.arpa", one),
                    bind("other", "0.192.in-addr.arpa", two),
                    bind("elsewhere", "64/26.2.0.192.in-addr.arpa", one)));

            assertThat(places(zones.reverse(address)))
                    .containsExactly(
                            "slash 10.0/26.2.0.192.in-addr.arpa",
                            "hyphen 10.0-63.2.0.192.in-addr.arpa",
                            "other 10.2.0.192.in-addr.arpa");
            assertThat(ids(zones.everyReverse(address))).containsExactly("wide", "slash", "hyphen", "other");
            assertThat(zones.reverse(IpAddress.parse("198.51.100.1"))).isEmpty();
        }

        @ParameterizedTest
        @CsvSource({
            "ip6.arpa",
            "2.ip6.arpa",
            "8.b.d.0.1.0.0.2.ip6.arpa",
            "0.8.b.d.0.1.0.0.2.ip6.arpa",
            "0.1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa",
        })
        void reverse_nibbleZoneOfAnyDepth_hasTheFullName(String zone) {
            IpAddress v6 = IpAddress.parse("2001:db8::10");

            assertThat(Zones.of(List.of(bind("v6", zone, one))).reverse(v6))
                    .singleElement()
                    .satisfies(match -> assertThat(match.name()).isEqualTo(v6.reverseName()));
            assertThat(Zones.of(List.of(bind("v6", zone, one))).reverse(address))
                    .isEmpty();
        }

        @ParameterizedTest
        @CsvSource({
            "customer7.2.0.192.in-addr.arpa, 192.0.2.0/26, 10.customer7.2.0.192.in-addr.arpa",
            "rev.customer.example, 192.0.2.8/29, 10.rev.customer.example",
            "rev.customer.example, 192.0.2.10/32, 10.rev.customer.example",
            "rev.customer.example, 192.0.2.0/24, 10.rev.customer.example",
            "2-23.0.192.in-addr.arpa, 192.0.2.0/23, 10.2.2-23.0.192.in-addr.arpa",
            "0-31.2.0.192.in-addr.arpa, 192.0.2.10/31, 10.0-31.2.0.192.in-addr.arpa",
            "2.0.192.in-addr.arpa, 192.0.2.0/26, 10.2.0.192.in-addr.arpa",
        })
        void reverse_explicitNetwork_decidesMatchAndName(String zone, String network, String name) {
            ZoneBinding binding = ZoneBinding.ofNetwork("x", DnsName.parse(zone), Cidr.parse(network), one);
            Zones zones = Zones.of(List.of(binding));

            assertThat(places(zones.reverse(address))).containsExactly("x " + name);
            assertThat(zones.reverse(IpAddress.parse("192.0.4.10"))).isEmpty();
        }

        @Test
        void reverse_explicitV6NetworkUnderOtherName_keepsTheOpenNibbles() {
            ZoneBinding binding =
                    ZoneBinding.ofNetwork("x", DnsName.parse("rev.example"), Cidr.parse("2001:db8::/120"), one);

            assertThat(places(Zones.of(List.of(binding)).reverse(IpAddress.parse("2001:db8::1f"))))
                    .containsExactly("x f.1.rev.example");
        }
    }

    @Nested
    class Bindings {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "customer7.2.0.192.in-addr.arpa",
                    "in-addr.arpa",
                    "256.in-addr.arpa",
                    "02.0.192.in-addr.arpa",
                    "1.2.3.4.5.in-addr.arpa",
                    "0-24.2.0.192.in-addr.arpa",
                    "1/26.2.0.192.in-addr.arpa",
                    "0/24.2.0.192.in-addr.arpa",
                    "0/33.2.0.192.in-addr.arpa",
                    "0/26.0.192.in-addr.arpa",
                    "64-26-1.2.0.192.in-addr.arpa",
                    "1-64.2.0.192.in-addr.arpa",
                    "b8.0d.01.20.ip6.arpa",
                    "g.ip6.arpa"
                })
        void of_reverseZoneThatTellsNoNetwork_isRefused(String zone) {
            assertThatThrownBy(() -> bind("x", zone, one))
                    .hasMessage("reverse zone: " + zone
                            + " (expected: a name that tells its network, or an explicit network)");
        }

        @ParameterizedTest
        @CsvSource({
            "0-63, /26",
            "0-26, /26",
            "64-26, /26",
            "0-31, /27",
            "24-31, /29",
            "10-11, /31",
            "10-32, /32",
            "0-255, /24",
            "128/25, /25",
            "10/32, /32",
        })
        void of_classlessName_tellsItsPrefix(String label, String prefix) {
            Optional<ReverseZone> zone =
                    bind("x", label + ".2.0.192.in-addr.arpa", one).reverseZone();

            assertThat(zone.orElseThrow().network().networkText()).endsWith(prefix);
        }

        @Test
        void binding_thatContradictsItself_isRefused() {
            DnsName zone = DnsName.parse("2.0.192.in-addr.arpa");

            assertThatThrownBy(() -> ZoneBinding.ofNetwork("x", zone, Cidr.parse("192.0.0.0/16"), one))
                    .hasMessage("network: 192.0.0.0/16 (expected: inside 192.0.2.0/24, the network of zone "
                            + "2.0.192.in-addr.arpa)");
            assertThatThrownBy(() -> bind(" ", "example.com", one)).hasMessageStartingWith("binding id: ");
            assertThatThrownBy(() ->
                            new ZoneBinding("x", zone, Optional.empty(), one, Optional.empty(), Ttl.DEFAULT, Set.of()))
                    .hasMessageStartingWith("roles of binding x: []");
        }

        @Test
        void zones_idTwice_isRefused() {
            List<ZoneBinding> twice = List.of(bind("a", "example.com", one), bind("a", "example.org", one));

            assertThatThrownBy(() -> Zones.of(twice)).hasMessage("binding id: a (expected: each id once)");
        }

        @Test
        void zones_findBindingsById() {
            ZoneBinding binding = bind("a", "example.com", one).withTtl(Ttl.ofSeconds(60));
            Zones zones = Zones.of(List.of(binding));

            assertThat(zones.binding("a")).contains(binding);
            assertThat(zones.binding("b")).isEmpty();
            assertThat(zones.bindings()).containsExactly(binding);
            assertThat(Zones.none().bindings()).isEmpty();
        }

        @Test
        void zone_withBothRoles_matchesBothWays() {
            ZoneBinding both = new ZoneBinding(
                    "both",
                    DnsName.parse("example.com"),
                    Optional.empty(),
                    one,
                    Optional.of(Cidr.parse("192.0.2.0/24")),
                    Ttl.DEFAULT,
                    Set.of(ZoneRole.FORWARD, ZoneRole.REVERSE));
            Zones zones = Zones.of(List.of(both));

            assertThat(places(zones.forward(DnsName.parse("vm1.example.com")))).containsExactly("both vm1.example.com");
            assertThat(places(zones.reverse(IpAddress.parse("192.0.2.10")))).containsExactly("both 10.example.com");
        }
    }
}
