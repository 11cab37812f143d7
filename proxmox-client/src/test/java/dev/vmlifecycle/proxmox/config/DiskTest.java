package dev.vmlifecycle.proxmox.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.vmlifecycle.proxmox.ByteSize;
import dev.vmlifecycle.proxmox.StorageId;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DiskTest {

    private static final DiskLimits LIMITS =
            DiskLimits.of(Iops.of(200), Iops.of(100), Throughput.ofMegabytes(50), Throughput.parse("20.5"));

    @Test
    void parse_linkedClone_readsVolumeSizeAndLimits() {
        Disk disk = Disk.parse("local:9000/base-9000-disk-0.qcow2/7101/vm-7101-disk-0.qcow2,iops_rd=200,size=3500M");

        assertThat(disk.volume().storage()).isEqualTo(StorageId.of("local"));
        assertThat(disk.volume()).hasToString("local:9000/base-9000-disk-0.qcow2/7101/vm-7101-disk-0.qcow2");
        assertThat(disk.size()).contains(ByteSize.ofMiB(3500));
        assertThat(disk.iopsRead()).contains(Iops.of(200));
        assertThat(disk.iopsWrite()).isEmpty();
    }

    @Test
    void withLimits_keepsUnknownOptions_removesAbsentLimits() {
        Disk disk = Disk.parse("local:1/a.raw,odd=7,mbps_wr=3,size=1G");

        assertThat(disk.withLimits(LIMITS).forUpdate())
                .hasToString("local:1/a.raw,odd=7,mbps_wr=20.5,iops_rd=200,iops_wr=100,mbps_rd=50");
        assertThat(disk.withLimits(DiskLimits.none())).hasToString("local:1/a.raw,odd=7,size=1G");
        assertThat(disk.withLimits(LIMITS).limits()).isEqualTo(LIMITS);
    }

    @Test
    void allocate_roundsUpToWholeGiB() {
        assertThat(Disk.allocate(StorageId.of("local"), ByteSize.ofMiB(1025), Optional.of(DiskFormat.QCOW2), LIMITS))
                .hasToString("local:2,format=qcow2,iops_rd=200,iops_wr=100,mbps_rd=50,mbps_wr=20.5");
        assertThat(Disk.allocate(StorageId.of("local"), ByteSize.ofGiB(10), Optional.empty(), DiskLimits.none()))
                .hasToString("local:10");
    }

    @Test
    void parse_withoutVolume_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Disk.parse("none,media=cdrom"));
        assertThatIllegalArgumentException().isThrownBy(() -> Disk.parse("size=1G"));
    }

    @Test
    void cloudInitDrive_isCdrom() {
        Disk disk = Disk.parse("local:7101/vm-7101-cloudinit.qcow2,media=cdrom");

        assertThat(disk.isCdrom()).isTrue();
        assertThat(disk.isCloudInit()).isTrue();
    }
}
