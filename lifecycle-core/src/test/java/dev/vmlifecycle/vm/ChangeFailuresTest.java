package dev.vmlifecycle.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.vmlifecycle.dns.Cidr;
import dev.vmlifecycle.ip.IpPool;
import dev.vmlifecycle.proxmox.ByteSize;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Known failure modes of others, numbered as in the list they were found in: what happens to a VM that lives, and to its addresses. */
class ChangeFailuresTest extends FailureModes {

    /** Safeguard: address and routing domain are unique in the store, and overlapping pools are refused. */
    @Test
    void mode06_addressGivenTwice() {
        Set<String> given = new HashSet<>();
        for (int i = 1; i <= 12; i++) {
            host.deploy(order("k" + i, plain().toBuilder().ipv4(3).build()));
        }
        world.settle(host);
        for (int i = 1; i <= 12; i++) {
            given.addAll(addresses("k" + i));
        }

        assertThat(given).hasSize(36);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VmLifecycle.builder()
                        .pool(IpPool.of("a", Cidr.parse("192.0.2.0/24")).build())
                        .pool(IpPool.of("b", Cidr.parse("192.0.2.128/25")).build()))
                .withMessageContaining("overlap");
    }

    /** Safeguard: the plan says whether a stop is needed, and only then there is one. */
    @Test
    void mode14_needlessRebootsOnUpgrade() {
        deployed("1");
        change(plain().toBuilder()
                .systemDisk(ByteSize.ofGiB(5))
                .netRate(Limit.of(30))
                .ipv4(3)
                .build());

        assertThat(tasks("qmshutdown")).isEmpty();
        assertThat(tasks("qmstart")).hasSize(1);
        assertThat(remote(5000).config().get("scsi0")).contains("size=5G");
    }

    /** Safeguard: after a change nothing of ours is pending. */
    @Test
    void mode15_missingRebootChangeSilentlyPending() {
        deployed("1");
        change(plain().toBuilder().memory(ByteSize.ofMiB(768)).cores(4).build());

        assertThat(remote(5000).pending()).isEmpty();
        assertThat(remote(5000).config()).containsEntry("memory", "768").containsEntry("cores", "4");
        assertThat(tasks("qmshutdown")).hasSize(1);
        assertThat(remote(5000).running()).isTrue();
    }

    /** Safeguard: the change brings cloud-init's addresses to the wanted state too. */
    @Test
    void mode19_cloudInitNotAppliedAfterAnAddressChange() {
        deployed("1");
        assertThat(remote(5000).config().get("ipconfig0")).startsWith("ip=192.0.2.2/24");
        change(plain().toBuilder().ipv4(0).ipv6(1).build());

        assertThat(remote(5000).config().get("ipconfig0"))
                .contains("ip6=2001:db8::2/64")
                .doesNotContain("192.0.2.2");
    }

    /** Safeguard: the NIC is merged, not rewritten: MAC and unknown keys survive. */
    @Test
    void mode20_nicRewriteSideEffects() {
        deployed("1");
        String before = String.valueOf(remote(5000).config().get("net0"));
        assertThat(before).as("the address that the clone got").startsWith("virtio=BC:24:11:");
        world.sim.operator().set(5000, "net0", before + ",mtu=1400,queues=2");
        change(plain().toBuilder().netRate(Limit.of(30)).build());

        assertThat(String.valueOf(remote(5000).config().get("net0")).split(","))
                .contains("mtu=1400", "queues=2", "rate=30", before.split(",", -1)[0]);
    }

    /** Safeguard: limits are typed; unlimited means that the key is absent. */
    @Test
    void mode21_nullZeroUnlimitedConfusion() {
        deployed("1");
        change(limited(new DiskLimits(Limit.of(500), Limit.of(500), Limit.of(50), Limit.of(50)), Limit.of(30)));
        assertThat(remote(5000).config().get("scsi0")).contains("iops_rd=500", "mbps_wr=50");

        change(limited(DiskLimits.keep(), Limit.keep()));
        assertThat(remote(5000).config().get("scsi0")).contains("iops_rd=500", "mbps_wr=50");
        assertThat(remote(5000).config().get("net0")).contains("rate=30");

        change(limited(DiskLimits.unlimited(), Limit.unlimited()));
        assertThat(remote(5000).config().get("scsi0")).doesNotContain("iops", "mbps");
        assertThat(remote(5000).config().get("net0")).doesNotContain("rate");
        assertThatIllegalArgumentException().isThrownBy(() -> Limit.of(0));
    }

    private static PackageSpec limited(DiskLimits disk, Limit net) {
        return plain().toBuilder().systemDiskLimits(disk).netRate(net).build();
    }

    private void change(PackageSpec pkg) {
        host.changePackage(VmKey.of("1"), pkg);
        world.settle(host);
        assertThat(view("1").state()).isEqualTo("ready");
        assertThat(List.of(trouble("1"))).containsExactly("");
    }
}
