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

    @Test
    void deploy_tellsWhatItMakesOfTheTemplate_andWritesNothing() {
        world.sim.requests().clear();

        Plan plan = host.plan(VmWorld.request("pve2", CloneMode.FULL));

        assertThat(plan).hasToString("""
                        does not stop the VM
                        Allocate IP: addresses none -> 1 IPv4, 1 IPv6 [HOT]
                        Clone VM: VM none -> full clone of 9000 on pve1 [HOT]
                        Migrate to target node: node pve1 -> pve2 [HOT]
                        Set CPU & RAM: cores 2 -> 1 [HOT]
                        Resize system disk: size 2G -> 3G [HOT]
                        Set system disk I/O: limits iops unlimited/unlimited, MB/s unlimited/unlimited -> iops 200/100, MB/s 50/20 [HOT]
                        Create additional disk: additional disk none -> 1G on local [HOT]
                        Configure network: net0 bridge=vmbr0 -> bridge=vmbr0,firewall=1,rate=10 [HOT]
                        Configure firewall: firewall the template's -> on [HOT]
                        Configure cloud-init: host name the template's -> vm42.example.com [HOT]
                        Start VM: power off -> on [HOT]""");
        assertThat(world.sim.requests().writes()).isEmpty();
        assertThat(host.get(VmWorld.KEY)).isEmpty();
    }

    @Test
    void deployThatCannotSucceed_isRefusedWithWhatPreflightFound() {
        DeployRequest request = VmWorld.request("pve3", CloneMode.FULL);

        assertThat(host.plan(request).having(Impact.REFUSED))
                .hasSameSizeAs(host.preflight(request).stream()
                        .filter(Finding::isError)
                        .toList())
                .hasSizeGreaterThan(0);
        assertThat(host.plan(request).isEmpty()).isTrue();
    }

    @Test
    void termination_tellsWhatItTakesAway() {
        ready();
        world.sim.operator().addBackup("local", "pve1", 5000, world.clock.instant(), true);
        world.sim
                .operator()
                .addBackup("local", "pve1", 5000, world.clock.instant().plusSeconds(1), false);
        world.sim.requests().clear();

        assertThat(host.planTerminate(VmWorld.KEY)).hasToString("""
                        stops the VM
                        Stop VM: power on -> off [STOP]
                        Remove backups: local:backup/vzdump-qemu-5000-2026_11_23-14_00_05.vma.zst there -> gone [REFUSED] protected, stays
                        Remove backups: local:backup/vzdump-qemu-5000-2026_11_23-14_00_06.vma.zst there -> gone [STOP]
                        Delete DNS: records 4 -> none [STOP]
                        Delete VM: VM 5000 on pve1 with 2 drives -> gone [STOP]
                        Clean up: addresses [192.0.2.2, 2001:db8::2] -> into quarantine [STOP]""");
        assertThat(world.sim.requests().writes()).isEmpty();
    }

    @Test
    void termination_ofAProtectedVm_isRefused() {
        ready();
        world.sim.operator().set(5000, "protection", "1");

        assertThat(host.planTerminate(VmWorld.KEY).having(Impact.REFUSED))
                .extracting(PlannedChange::reason)
                .containsExactly("Proxmox's protection flag is set");
    }

    @Test
    void termination_ofAVmThatIsGone_leavesNothingToPlan() {
        ready();
        host.terminate(VmWorld.KEY);
        world.settle(host);

        assertThat(host.planTerminate(VmWorld.KEY)).isEqualTo(new Plan(java.util.List.of(), false));
    }
}
