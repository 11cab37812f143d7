package dev.vmlifecycle.proxmox.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmlifecycle.proxmox.ByteSize;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QemuConfigTest {

    @Test
    void empty_hasTheServersDefaults() {
        QemuConfig config = QemuConfig.of(Map.of());

        assertThat(config.cores()).isEqualTo(1);
        assertThat(config.sockets()).isEqualTo(1);
        assertThat(config.memory()).isEqualTo(ByteSize.ofMiB(512));
        assertThat(config.template()).isFalse();
        assertThat(config.bootDisk()).isEmpty();
        assertThat(config.lock()).isEmpty();
        assertThat(config.sshKeys()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1024", "current=1024"})
    void memory_everySpelling(String text) {
        assertThat(QemuConfig.of(Map.of("memory", text)).memory()).isEqualTo(ByteSize.ofGiB(1));
    }

    @Test
    void bootDisk_firstDiskOfTheOrder_skipsCdAndNic() {
        QemuConfig config = QemuConfig.of(Map.of(
                "boot", "order=net0;ide2;virtio1;scsi0",
                "ide2", "local:iso/x.iso,media=cdrom",
                "scsi0", "local:1/a.raw",
                "virtio1", "local:1/b.raw"));

        assertThat(config.bootDisk()).contains("virtio1");
    }

    @Test
    void bootDisk_withoutOrder_isTheFirstUsualSlot() {
        assertThat(QemuConfig.of(Map.of("virtio0", "local:1/a.raw", "boot", "cdn"))
                        .bootDisk())
                .contains("virtio0");
        assertThat(QemuConfig.of(Map.of("scsi0", "none,media=cdrom", "ide0", "local:1/a.raw"))
                        .bootDisk())
                .contains("ide0");
    }

    @Test
    void diskSlots_naturalOrder_withoutCdAndUnused() {
        QemuConfig config = QemuConfig.of(Map.of(
                "scsi10", "local:1/c.raw",
                "scsi2", "local:1/b.raw",
                "ide2", "none,media=cdrom",
                "unused0", "local:1/d.raw",
                "scsihw", "virtio-scsi-single",
                "efidisk0", "local:1/e.raw"));

        assertThat(config.diskSlots()).containsExactly("scsi2", "scsi10");
    }

    @Test
    void disk_withoutVolume_isAbsentButReadable() {
        QemuConfig config = QemuConfig.of(Map.of("ide2", "none,media=cdrom", "scsi1", "/dev/disk/by-id/x"));

        assertThat(config.disk("ide2")).isEmpty();
        assertThat(config.disk("scsi1")).isEmpty();
        assertThat(config.get("scsi1")).contains("/dev/disk/by-id/x");
    }

    @Test
    void cloudInit_isDecoded() {
        QemuConfig config = QemuConfig.of(Map.of(
                "sshkeys", "ssh-ed25519%20AAAA%2B%20a%40b%0Assh-rsa%20BBBB%0A",
                "nameserver", "192.0.2.53 2001:db8::53",
                "ipconfig0", "ip=dhcp"));

        assertThat(config.sshKeys()).containsExactly("ssh-ed25519 AAAA+ a@b", "ssh-rsa BBBB");
        assertThat(config.nameservers()).isEqualTo(List.of("192.0.2.53", "2001:db8::53"));
        assertThat(config.ipConfig(0)).contains(IpConfig.none().withDhcp());
    }

    @Test
    void typedValues_areViews() {
        QemuConfig config = QemuConfig.of(Map.of(
                "agent", "1",
                "boot", "order=scsi0",
                "smbios1", "uuid=11111111-2222-3333-4444-555555555555",
                "serial0", "socket",
                "vga", "serial0",
                "cpu", "host",
                "tags", "a;b",
                "startup", "order=2",
                "onboot", "1",
                "efidisk0", "local:100/vm-100-disk-1.raw,efitype=4m,size=528K"));

        assertThat(config.agent())
                .hasValueSatisfying(it -> assertThat(it.enabled()).isTrue());
        assertThat(config.boot()).contains(BootOrder.of("scsi0"));
        assertThat(config.smbios().flatMap(Smbios::uuid)).isPresent();
        assertThat(config.serial(0)).contains(SerialPort.SOCKET);
        assertThat(config.serial(1)).isEmpty();
        assertThat(config.vga()).hasValueSatisfying(it -> assertThat(it.type()).isEqualTo("serial0"));
        assertThat(config.cpu().flatMap(CpuModel::type)).contains("host");
        assertThat(config.tags().list()).containsExactly("a", "b");
        assertThat(config.startup()).contains(StartupOrder.of(2));
        assertThat(config.onBoot()).isTrue();
        assertThat(config.hotplug()).isEqualTo(Hotplug.DEFAULT);
        assertThat(config.efiDisk().flatMap(Disk::size)).contains(ByteSize.ofBytes(528 * 1024));
        assertThat(config.tpmState()).isEmpty();
    }

    @Test
    void toString_hidesValues() {
        assertThat(QemuConfig.of(Map.of("description", "private"))).hasToString("QemuConfig[description]");
    }
}
