package dev.vmlifecycle.ip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.vmlifecycle.dns.Cidr;
import dev.vmlifecycle.dns.IpAddress;
import dev.vmlifecycle.proxmox.config.VlanTag;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IpPoolTest {
    private static IpAddress ip(String text) {
        return IpAddress.parse(text);
    }

    private static IpRange range(String first, String last) {
        return new IpRange(ip(first), ip(last));
    }

    @Test
    void wholeNetwork_withoutItsEndsAndTheGateway() {
        IpPool pool = IpPool.of("a", Cidr.parse("192.0.2.0/29"))
                .gateway(ip("192.0.2.3"))
                .build();

        assertThat(pool.ranges()).hasToString("[192.0.2.1-192.0.2.2, 192.0.2.4-192.0.2.6]");
        assertThat(pool.size()).isEqualTo(5);
        assertThat(pool.mayGive(ip("192.0.2.3"))).isFalse();
        assertThat(pool.mayGive(ip("192.0.2.7"))).isFalse();
        assertThat(pool.mayGive(ip("2001:db8::1"))).isFalse();
        assertThat(pool.gives(3)).isEqualTo(3);
        assertThat(pool.gives(9)).isEqualTo(5);
    }

    @Test
    void excludedAddressesRangesAndNetworks_areNeverGiven() {
        IpPool pool = IpPool.of("a", Cidr.parse("192.0.2.0/24"))
                .ranges(List.of(IpRange.of(Cidr.parse("192.0.2.64/26")), range("192.0.2.10", "192.0.2.20")))
                .exclude(Set.of(ip("192.0.2.12")))
                .excludeRanges(List.of(range("192.0.2.15", "192.0.2.70"), IpRange.of(Cidr.parse("192.0.2.96/27"))))
                .build();

        assertThat(pool.ranges()).hasToString("[192.0.2.71-192.0.2.95, 192.0.2.10-192.0.2.11, 192.0.2.13-192.0.2.14]");
        assertThat(pool.size()).isEqualTo(25 + 2 + 2);
    }

    @Test
    void poolsOfIpv6_areCountedWhateverTheirSize() {
        IpPool pool = IpPool.of("six", Cidr.parse("2001:db8::/32"))
                .excludeRanges(List.of(IpRange.of(Cidr.parse("2001:db8::/33"))))
                .build();

        assertThat(pool.size()).isEqualTo(BigInteger.TWO.pow(95));
        assertThat(pool.gives(256)).isEqualTo(256);
        assertThat(pool.ranges()).hasToString("[2001:db8:8000::-2001:db8:ffff:ffff:ffff:ffff:ffff:ffff]");
        assertThat(IpRange.of(Cidr.parse("::/0")).size()).isEqualTo(BigInteger.TWO.pow(128));
    }

    @Test
    void networksWithoutRoomForEnds_giveAll() {
        assertThat(IpPool.of("a", Cidr.parse("192.0.2.4/31")).build().size()).isEqualTo(2);
        assertThat(IpPool.of("a", Cidr.parse("192.0.2.4/32")).build().size()).isEqualTo(1);
        assertThat(IpPool.of("a", Cidr.parse("2001:db8::/127")).build().size()).isEqualTo(2);
        assertThat(IpPool.of("a", Cidr.parse("255.255.255.0/24")).build().ranges())
                .hasToString("[255.255.255.1-255.255.255.254]");
    }

    @Test
    void whatIsExcludedInOnePool_mayBeAnothers() {
        Cidr net = Cidr.parse("192.0.2.0/24");
        IpRange upper = IpRange.of(Cidr.parse("192.0.2.128/25"));
        IpPool lower = IpPool.of("lower", net).excludeRanges(List.of(upper)).build();
        IpPool higher = IpPool.of("higher", net).ranges(List.of(upper)).build();

        assertThat(lower.overlaps(higher)).isFalse();
        assertThat(lower.overlaps(IpPool.of("all", net).build())).isTrue();
        assertThat(lower.overlaps(IpPool.of("other", net)
                        .scope(new IpPool.Scope("second", Set.of(), Set.of(), Set.of(), Optional.empty()))
                        .build()))
                .isFalse();
    }

    @Test
    void scope_matchesClusterNodeBridgeAndVlan() {
        IpPool pool = IpPool.of("a", Cidr.parse("192.0.2.0/24"))
                .scope(new IpPool.Scope(
                        "default", Set.of("ams1"), Set.of("pve1"), Set.of("vmbr0"), Optional.of(VlanTag.of(30))))
                .build();
        Optional<VlanTag> tag = Optional.of(VlanTag.of(30));

        assertThat(pool.fits("ams1", "pve1", "vmbr0", tag)).isTrue();
        assertThat(pool.fits("ams2", "pve1", "vmbr0", tag)).isFalse();
        assertThat(pool.fits("ams1", "pve2", "vmbr0", tag)).isFalse();
        assertThat(pool.fits("ams1", "pve1", "vmbr1", tag)).isFalse();
        assertThat(pool.fits("ams1", "pve1", "vmbr0", Optional.empty())).isFalse();
    }

    @Test
    void reverseZones_areTheNetworks() {
        assertThat(IpPool.of("a", Cidr.parse("192.0.2.0/24")).build().reverseZones())
                .hasToString("[2.0.192.in-addr.arpa]");
    }

    @Test
    void nonsense_isRefused() {
        Cidr net = Cidr.parse("192.0.2.0/24");
        refused("inside", IpPool.of("a", net).ranges(List.of(range("192.0.2.1", "192.0.3.1"))));
        refused("inside", IpPool.of("a", net).excludeRanges(List.of(range("198.51.100.1", "198.51.100.2"))));
        refused(
                "overlaps",
                IpPool.of("a", net).ranges(List.of(range("192.0.2.1", "192.0.2.9"), range("192.0.2.9", "192.0.2.12"))));
        refused("nothing left", IpPool.of("a", net).excludeRanges(List.of(IpRange.of(net))));
        refused("family", IpPool.of("a", net).gateway(ip("2001:db8::1")));
    }

    private static void refused(String why, IpPool.Builder pool) {
        assertThatIllegalArgumentException().isThrownBy(pool::build).withMessageContaining(why);
    }
}
