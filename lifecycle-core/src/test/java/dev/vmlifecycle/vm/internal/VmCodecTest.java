package dev.vmlifecycle.vm.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vmlifecycle.proxmox.ByteSize;
import dev.vmlifecycle.proxmox.NodeName;
import dev.vmlifecycle.proxmox.StorageId;
import dev.vmlifecycle.proxmox.Upid;
import dev.vmlifecycle.proxmox.Vmid;
import dev.vmlifecycle.proxmox.config.VlanTag;
import dev.vmlifecycle.vm.AdditionalDisk;
import dev.vmlifecycle.vm.CloneMode;
import dev.vmlifecycle.vm.DeployRequest;
import dev.vmlifecycle.vm.DiskLimits;
import dev.vmlifecycle.vm.GuestAccess;
import dev.vmlifecycle.vm.Limit;
import dev.vmlifecycle.vm.PackageSpec;
import dev.vmlifecycle.vm.Placement;
import dev.vmlifecycle.vm.SnapshotPolicy;
import dev.vmlifecycle.vm.TerminateOptions;
import dev.vmlifecycle.vm.VmKey;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VmCodecTest {
    private static final PackageSpec PACKAGE = PackageSpec.builder(ByteSize.ofMiB(512))
            .cores(2)
            .systemDisk(ByteSize.ofGiB(3))
            .systemDiskLimits(
                    new DiskLimits(Limit.of(200), Limit.keep(), Limit.unlimited(), Limit.of(new BigDecimal("12.5"))))
            .additionalDisk(new AdditionalDisk(ByteSize.ofGiB(1), Optional.of("qcow2"), DiskLimits.unlimited()))
            .ipv4(2)
            .ipv6(1)
            .netRate(Limit.of(10))
            .build();

    private static final Placement PLACE = new Placement(
            "ams1",
            NodeName.of("pve2"),
            Map.of(NodeName.of("pve1"), Vmid.of(9000)),
            CloneMode.FULL,
            StorageId.of("local"),
            new Placement.Net("vmbr0", Optional.of(VlanTag.of(30))),
            List.of("v4", "v6"),
            new Placement.VmidRange(Vmid.of(5000), Vmid.of(5999)));

    private static VmRecord full() {
        VmRecord vm = VmRecord.first(
                DeployRequest.of(VmKey.of("42"), "vm42.example.com", PACKAGE, PLACE)
                        .access(new GuestAccess("walk", List.of("ssh-ed25519 AAAAC3Nza key1"))),
                3);
        return vm.withRemote(new VmRecord.Remote(
                        Optional.of(Vmid.of(5000)),
                        Optional.of(NodeName.of("pve1")),
                        Optional.of(Instant.ofEpochMilli(1_795_442_204_123L)),
                        Optional.of("scsi0"),
                        Optional.of("scsi1")))
                .withChange(Optional.of(new VmRecord.Change(
                        true, false, Optional.of(new VmRecord.Refusal(2, Instant.ofEpochMilli(5), "why")), true)))
                .withPasswordHash(Optional.of("aa$bb"))
                .withOpen(Optional.of(new VmRecord.OpenIntent("deploy", "set_ip", "{}")));
    }

    @Test
    void record_writtenAndRead_isTheSame() {
        VmRecord vm = full();

        VmRecord read = VmCodec.read(VmCodec.write(vm));

        assertThat(VmCodec.write(read)).isEqualTo(VmCodec.write(vm));
        assertThat(read.remote()).isEqualTo(vm.remote());
        assertThat(read.placement()).isEqualTo(vm.placement());
        assertThat(read.access()).isEqualTo(vm.access());
        assertThat(read.id()).isEqualTo(vm.id());
        assertThat(read.change()).isEqualTo(vm.change());
        assertThat(read.open()).isEqualTo(vm.open());
        assertThat(PackageCodec.toText(read.pkg())).isEqualTo(PackageCodec.toText(PACKAGE));
    }

    @Test
    void termination_writtenAndRead_isTheSame_alsoAsAnEarlierVersionWroteIt() {
        TerminateOptions options = new TerminateOptions(true, Duration.ofDays(7));
        Ending ending = Ending.asked(Instant.ofEpochMilli(7), options, true, Optional.empty())
                .running(false)
                .failing(Optional.of(Instant.ofEpochMilli(9)))
                .overdue()
                .destroyedBy(Upid.parse("UPID:pve1:00000605:0005819A:6B0446E8:qmdestroy:5000:root@pam!panel:"));
        String document = VmCodec.write(full().withEnding(Optional.of(ending)));

        assertThat(VmCodec.read(document).ending()).contains(ending);
        assertThat(VmCodec.read(document.replaceAll(",\"ending\":\\{[^}]*}", ""))
                        .ending())
                .contains(Ending.asked(Instant.ofEpochMilli(7)).failing(Optional.of(Instant.ofEpochMilli(9))));
        assertThat(VmCodec.rewrite(document, full())).doesNotContain("ending", "endAsked", "failingSince");
        assertThat(EndingCodec.fromText(EndingCodec.toText(options))).isEqualTo(options);
        assertThat(EndingCodec.fromText("")).isEqualTo(TerminateOptions.defaults());
    }

    @Test
    void snapshotPolicy_writtenAndRead_isTheSame_andAbsentInEarlierDocuments() {
        for (SnapshotPolicy policy :
                List.of(SnapshotPolicy.none(), SnapshotPolicy.lasting(3), SnapshotPolicy.of(0, Duration.ofDays(7)))) {
            PackageSpec pkg = PACKAGE.toBuilder().snapshots(policy).build();

            assertThat(PackageCodec.fromText(PackageCodec.toText(pkg)).snapshots())
                    .isEqualTo(policy);
        }
        assertThat(PackageCodec.toText(PACKAGE)).doesNotContain("snapshots");
    }

    @Test
    void fieldOfALaterVersion_survivesARewrite() {
        String later = VmCodec.write(full()).replaceFirst("\\{", "{\"later\":{\"a\":1},");

        String rewritten = VmCodec.rewrite(later, VmCodec.read(later).withNode(NodeName.of("pve2")));

        assertThat(rewritten).contains("\"later\":{\"a\":1}").contains("\"node\":\"pve2\"");
    }

    @Test
    void whatIsGone_isGoneAfterARewrite() {
        VmRecord vm = full();

        VmRecord read = VmCodec.read(VmCodec.rewrite(
                VmCodec.write(vm),
                vm.withRemote(VmRecord.Remote.none())
                        .withChange(Optional.empty())
                        .withOpen(Optional.empty())
                        .withPasswordHash(Optional.empty())));

        assertThat(read.remote()).isEqualTo(VmRecord.Remote.none());
        assertThat(read.change()).isEmpty();
        assertThat(read.open()).isEmpty();
        assertThat(read.passwordHash()).isEmpty();
    }

    @Test
    void foreignText_isRefused() {
        assertThatThrownBy(() -> VmCodec.read("{\"key\":\"42\"}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("fqdn");
        assertThatThrownBy(() -> VmCodec.read("nonsense")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void ownerLine_namesKeyVmidAndOwner_andIsFoundAmongOtherNotes() {
        VmRecord vm = full();
        String notes = "customer's own text\n" + vm.ownerLine(Vmid.of(5000)) + "\nmore";

        assertThat(Ownership.isOurs(vm, Vmid.of(5000), Optional.of(notes))).isTrue();
        assertThat(Ownership.isOurs(vm, Vmid.of(5001), Optional.of(notes))).isFalse();
        assertThat(Ownership.isOurs(
                        VmRecord.first(DeployRequest.of(VmKey.of("42"), "vm42.example.com", PACKAGE, PLACE), 3),
                        Vmid.of(5000),
                        Optional.of(notes)))
                .isFalse();
        assertThat(Ownership.isOurs(vm, Vmid.of(5000), Optional.empty())).isFalse();
    }
}
