package dev.vmlifecycle.proxmox.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.vmlifecycle.proxmox.ByteSize;
import dev.vmlifecycle.proxmox.Digest;
import dev.vmlifecycle.proxmox.Secret;
import dev.vmlifecycle.proxmox.transport.Param;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConfigUpdateTest {

    @Test
    void onlyWhatWasSet_isSent() {
        ConfigUpdate update = ConfigUpdate.builder()
                .cores(2)
                .memory(ByteSize.ofGiB(1))
                .protection(false)
                .digest(Digest.of("ab"))
                .delete("searchdomain", "net1")
                .revert("vcpus")
                .build();

        assertThat(update.params())
                .containsExactly(
                        Param.of("cores", "2"),
                        Param.of("memory", "1024"),
                        Param.of("protection", "0"),
                        Param.of("digest", "ab"),
                        Param.of("delete", "searchdomain,net1"),
                        Param.of("revert", "vcpus"));
    }

    @Test
    void digestAlone_isEmpty() {
        assertThat(ConfigUpdate.builder().digest(Digest.of("ab")).build().isEmpty())
                .isTrue();
        assertThat(ConfigUpdate.builder().name("x").build().isEmpty()).isFalse();
    }

    @Test
    void sshKeys_areEncodedOnceAsValue() {
        assertThat(ConfigUpdate.builder()
                        .sshKeys(List.of("ssh-ed25519 AA+/ a@b", "ssh-rsa B"))
                        .build()
                        .params())
                .containsExactly(Param.of("sshkeys", "ssh-ed25519%20AA%2B%2F%20a%40b%0Assh-rsa%20B"));
        assertThat(ConfigUpdate.builder().sshKeys(List.of()).build().params())
                .containsExactly(Param.of("delete", "sshkeys"));
    }

    @Test
    void disk_losesItsSize() {
        assertThat(ConfigUpdate.builder()
                        .disk("scsi0", Disk.parse("local:1/a.raw,size=1G,ssd=1"))
                        .build()
                        .params())
                .containsExactly(Param.of("scsi0", "local:1/a.raw,ssd=1"));
    }

    @Test
    void net_withoutMac_isRefusedUnlessAskedFor() {
        NetDevice device = NetDevice.virtio("vmbr0");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConfigUpdate.builder().net(0, device).build())
                .withMessageContaining("regenerateMac()");
        assertThat(ConfigUpdate.builder().net(0, device).regenerateMac().build().params())
                .containsExactly(Param.of("net0", "virtio,bridge=vmbr0"));
    }

    @Test
    void typedValues_areSentInWireForm() {
        ConfigUpdate update = ConfigUpdate.builder()
                .agent(AgentOptions.enabled(true))
                .boot(BootOrder.of("scsi0", "net0"))
                .smbios(Smbios.parse("uuid=a-b"))
                .serial(0, SerialPort.SOCKET)
                .vga(Display.parse("serial0"))
                .cpu(CpuModel.parse("host"))
                .tags(Tags.of("a", "b"))
                .startup(StartupOrder.of(1))
                .onBoot(true)
                .hotplug(Hotplug.DEFAULT)
                .ciUpgrade(false)
                .build();

        assertThat(update)
                .hasToString("ConfigUpdate[agent=enabled=1, boot=order=scsi0;net0, smbios1=uuid=a-b, serial0=socket,"
                        + " vga=serial0, cpu=host, tags=a;b, startup=order=1, onboot=1, hotplug=network,disk,usb,"
                        + " ciupgrade=0]");
        assertThat(ConfigUpdate.builder().tags(Tags.of()).build().params()).containsExactly(Param.of("delete", "tags"));
    }

    @Test
    void toString_masksSecrets() {
        ConfigUpdate update = ConfigUpdate.builder()
                .ciUser("root")
                .ciPassword(Secret.of("hidden"))
                .build();

        assertThat(update).hasToString("ConfigUpdate[ciuser=root, cipassword=***]");
    }

    @Test
    void contradictionsAndRanges_areRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> ConfigUpdate.builder().name("x").delete("name").build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConfigUpdate.builder().cores(0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConfigUpdate.builder().memory(ByteSize.ofBytes(1)));
    }
}
