package dev.vmlifecycle.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vmlifecycle.proxmox.ByteSize;
import org.junit.jupiter.api.Test;

class PlanTest {
    private final VmWorld world = VmWorld.create();
    private final VmLifecycle host = world.host();

    private void ready() {
        host.deploy(VmWorld.request("pve1", CloneMode.FULL));
        world.settle(host);
        assertThat(host.get(VmWorld.KEY).orElseThrow().state()).isEqualTo("ready");
    }

    @Test
    void samePackage_isAnEmptyPlan_andNothingIsWritten() {
        ready();
        world.sim.requests().clear();

        Plan plan = host.plan(VmWorld.KEY, VmWorld.small());

        assertThat(plan).isEqualTo(new Plan(java.util.List.of(), false));
        assertThat(plan.isEmpty()).isTrue();
        assertThat(world.sim.requests().writes()).isEmpty();
    }

    @Test
    void moreMemoryAndAnAddress_tellsEachChangeWithItsImpact() {
        ready();

        Plan plan = host.plan(VmWorld.KEY, VmWorld.larger());

        assertThat(plan).hasToString("""
                        stops the VM
                        Update IP + DNS + Firewall: V4 addresses 1 -> 2 [HOT]
                        Set CPU & RAM: memory 512M -> 1G [STOP]
                        Resize system disk: scsi0 size 3G -> 4G [HOT]
                        Update IP + DNS + Firewall: anti-spoof set 2 entries -> +1 [HOT]""");
        assertThat(plan.having(Impact.STOP)).hasSize(1);
        assertThat(host.get(VmWorld.KEY).orElseThrow().addresses()).hasSize(2);
    }

    @Test
    void vmThatIsOff_isNotStopped() {
        ready();
        world.sim.operator().powerOff(5000);

        assertThat(host.plan(VmWorld.KEY, VmWorld.larger()).stopsVm()).isFalse();
    }

    @Test
    void shrinkAlone_isRefusedAndStopsUnderNoPolicy() {
        ready();
        VmLifecycle strict = world.builder().stopPolicy(StopPolicy.ALWAYS).build();
        PackageSpec smaller =
                VmWorld.small().toBuilder().systemDisk(ByteSize.ofGiB(2)).build();

        Plan plan = strict.plan(VmWorld.KEY, smaller);
        strict.changePackage(VmWorld.KEY, smaller);
        world.settle(strict);

        assertThat(plan)
                .hasToString(
                        "does not stop the VM\nResize system disk: scsi0 size 3G -> 2G [REFUSED] shrink not allowed");
        assertThat(world.snapshot().tasks()).noneMatch(task -> task.type().equals("qmshutdown"));
    }

    @Test
    void hotChange_underTheSeedsPolicy_stopsTheVm() {
        ready();
        VmLifecycle strict = world.builder().stopPolicy(StopPolicy.ALWAYS).build();

        assertThat(strict.plan(
                                VmWorld.KEY,
                                VmWorld.small().toBuilder()
                                        .netRate(Limit.of(20))
                                        .build())
                        .stopsVm())
                .isTrue();
        assertThat(strict.plan(VmWorld.KEY, VmWorld.small()).stopsVm())
                .as("nothing to change")
                .isFalse();
    }

    @Test
    void limitsOfAVmThatPlugsNoDisks_needAStop() {
        ready();
        world.sim.operator().set(5000, "hotplug", "network,usb");

        Plan plan = host.plan(
                VmWorld.KEY,
                VmWorld.small().toBuilder()
                        .systemDiskLimits(DiskLimits.unlimited())
                        .build());

        assertThat(plan.having(Impact.STOP)).extracting(PlannedChange::what).containsExactly("scsi0 limits");
    }

    @Test
    void nicMovedByHand_isBroughtBack() {
        ready();
        world.sim
                .operator()
                .set(
                        5000,
                        "net0",
                        String.valueOf(world.only().config().get("net0")).replace("vmbr0", "vmbr9"));

        assertThat(host.plan(VmWorld.KEY, VmWorld.small()).having(Impact.HOT))
                .extracting(PlannedChange::what)
                .containsExactly("net0");
    }

    @Test
    void keyThatIsUnknown_notClonedYet_orGone_isRefused() {
        assertThatThrownBy(() -> host.plan(VmWorld.KEY, VmWorld.small()))
                .isInstanceOf(VmException.class)
                .hasMessage("vm 42: unknown (expected: one that was deployed)");
        host.deploy(VmWorld.request("pve1", CloneMode.FULL));
        assertThatThrownBy(() -> host.plan(VmWorld.KEY, VmWorld.small()))
                .hasMessage("vm 42: is creation and has no VM (expected: one that was cloned)");
        world.settle(host);
        world.sim.operator().delete(5000);
        assertThatThrownBy(() -> host.plan(VmWorld.KEY, VmWorld.small()))
                .hasMessage("vm 42: is ready and has no VM (expected: one that was cloned)");
    }

    @Test
    void vmWhoseNotesNameSomebodyElse_isRefused() {
        ready();
        world.sim.operator().set(5000, "description", "mine");

        assertThatThrownBy(() -> host.plan(VmWorld.KEY, VmWorld.small()))
                .isInstanceOf(VmException.class)
                .hasMessageStartingWith("VM 5000 on pve1: its notes do not name us");
    }
}
