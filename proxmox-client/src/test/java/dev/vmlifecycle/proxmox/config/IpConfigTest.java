package dev.vmlifecycle.proxmox.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class IpConfigTest {

    @Test
    void staticAddresses_ofBothFamilies() {
        IpConfig config = IpConfig.none()
                .withIp("192.0.2.10/24", Optional.of("192.0.2.1"))
                .withIp6("2001:db8::10/64", Optional.of("2001:db8::1"));

        assertThat(config).hasToString("ip=192.0.2.10/24,gw=192.0.2.1,ip6=2001:db8::10/64,gw6=2001:db8::1");
        assertThat(config.gw6()).contains("2001:db8::1");
    }

    @Test
    void dynamicAddresses_dropTheGateway() {
        IpConfig config = IpConfig.parse("ip=192.0.2.10/24,gw=192.0.2.1,ip6=2001:db8::10/64,gw6=2001:db8::1");

        assertThat(config.withDhcp().withAuto6()).hasToString("ip=dhcp,ip6=auto");
    }

    @Test
    void withIp_withoutPrefixOrOfTheOtherFamily_isRefused() {
        IpConfig none = IpConfig.none();

        assertThatIllegalArgumentException().isThrownBy(() -> none.withIp("192.0.2.10", Optional.empty()));
        assertThatIllegalArgumentException().isThrownBy(() -> none.withIp("2001:db8::1/64", Optional.empty()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> none.withIp6("2001:db8::1/64", Optional.of("192.0.2.1")))
                .withMessageContaining("same family");
    }
}
