package dev.vmlifecycle.proxmox.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetDeviceTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "virtio=BC:24:11:B5:AB:68,bridge=vmbr0",
                "model=virtio,macaddr=BC:24:11:B5:AB:68,bridge=vmbr0",
                "bridge=vmbr0,virtio=bc:24:11:b5:ab:68"
            })
    void parse_everySpelling_givesModelAndMac(String text) {
        NetDevice device = NetDevice.parse(text);

        assertThat(device.model()).isEqualTo("virtio");
        assertThat(device.mac()).contains(MacAddress.of("BC:24:11:B5:AB:68"));
        assertThat(device.bridge()).contains("vmbr0");
        assertThat(device).hasToString(text);
    }

    @Test
    void edits_keepMacAndUnknownOptions() {
        NetDevice device = NetDevice.parse("virtio=BC:24:11:B5:AB:68,bridge=vmbr0,queues=4,mtu=1400");

        assertThat(device.withBridge("vmbr1")
                        .withFirewall(true)
                        .withRate(Optional.of(Throughput.parse("12.50")))
                        .withTag(Optional.of(VlanTag.of(30))))
                .hasToString("virtio=BC:24:11:B5:AB:68,bridge=vmbr1,queues=4,mtu=1400,firewall=1,rate=12.5,tag=30");
    }

    @Test
    void edits_canBeTakenBack() {
        NetDevice device = NetDevice.parse("virtio=BC:24:11:B5:AB:68,firewall=1,link_down=1,rate=3,tag=4");

        assertThat(device.withFirewall(false)
                        .withLinkDown(false)
                        .withRate(Optional.empty())
                        .withTag(Optional.empty()))
                .hasToString("virtio=BC:24:11:B5:AB:68");
    }

    @Test
    void virtio_hasNoMacUntilGivenOne() {
        NetDevice device = NetDevice.virtio("vmbr0");

        assertThat(device.mac()).isEmpty();
        assertThat(device.withMac(MacAddress.of("bc:24:11:00:00:01")))
                .hasToString("virtio=BC:24:11:00:00:01,bridge=vmbr0");
    }

    @Test
    void withMac_replacesInTheSpellingFound() {
        MacAddress mac = MacAddress.of("BC:24:11:00:00:01");

        assertThat(NetDevice.parse("e1000=BC:24:11:00:00:02,bridge=b").withMac(mac))
                .hasToString("e1000=BC:24:11:00:00:01,bridge=b");
        assertThat(NetDevice.parse("model=e1000,macaddr=BC:24:11:00:00:02").withMac(mac))
                .hasToString("model=e1000,macaddr=BC:24:11:00:00:01");
    }

    @Test
    void parse_withoutModel_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> NetDevice.parse("bridge=vmbr0"));
    }
}
