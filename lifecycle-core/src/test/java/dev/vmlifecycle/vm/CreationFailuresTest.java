package dev.vmlifecycle.vm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmlifecycle.engine.Budget;
import dev.vmlifecycle.proxmox.simulator.Fault;
import dev.vmlifecycle.proxmox.simulator.WorldSnapshot;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Known failure modes of others, numbered as in the list they were found in: what happens while a VM is made. */
class CreationFailuresTest extends FailureModes {

    /** Safeguard: the VMID is reserved in the store, and a taken one is passed over. */
    @Test
    void mode01_twoCreatorsGetTheSameVmid() {
        world.sim
                .faults()
                .next("POST", "/nodes/*/qemu/9000/clone", Fault.meanwhile(op -> op.createForeign(5000, "pve2", "x")));
        host.deploy(order("1"));
        host.deploy(order("2"));
        world.settle(host);

        assertThat(List.of(
                        view("1").vmid().orElseThrow().value(),
                        view("2").vmid().orElseThrow().value()))
                .containsExactlyInAnyOrder(5001, 5002);
        assertThat(remote(5000).name()).isEqualTo("x");
        assertThat(remote(5000).running()).isFalse();
    }

    /** Safeguard: preflight compares template, storage, node and bridge before anything is made. */
    @Test
    void mode12_templateStoreNodeMismatch() {
        assertThat(host.preflight(DeployRequest.of(
                        VmKey.of("1"), "vm1.example.com", plain(), VmWorld.onto("pve2", CloneMode.LINKED))))
                .filteredOn(Finding::isError)
                .extracting(Finding::problem)
                .containsExactly("lies on storage local, which is local to pve1, and can never move to pve2");
        assertThat(host.preflight(DeployRequest.of(
                        VmKey.of("1"), "vm1.example.com", plain(), VmWorld.onto("pve7", CloneMode.FULL))))
                .filteredOn(Finding::isError)
                .extracting(Finding::problem)
                .containsExactly("unknown to the cluster");
        assertThat(world.snapshot().vms()).containsOnlyKeys(VmWorld.TEMPLATE);
    }

    /** Safeguard: a skip always advances. */
    @Test
    void mode13_noOpStepStallsTheMachine() {
        PackageSpec nothing = plain().toBuilder()
                .ipv4(0)
                .systemDiskLimits(DiskLimits.keep())
                .netRate(Limit.keep())
                .firewall(FirewallSpec.off())
                .build();
        host.deploy(order("1", nothing));
        world.settle(host);

        assertThat(view("1").state()).isEqualTo("ready");
        assertThat(remote(5000).running()).isTrue();
        assertThat(host.log(VmKey.of("1")).stream()
                        .flatMap(run -> run.lines().stream())
                        .filter(line -> line.result().startsWith("skip")))
                .hasSizeGreaterThanOrEqualTo(9);
    }

    /** Safeguard: a step that cannot go on is due again by itself. */
    @Test
    void mode08_poolEmptyThenRefilledNobodyWakesUp() {
        VmLifecycle few = hostWith(1);
        few.deploy(fromFew("1"));
        world.settle(few);
        few.deploy(fromFew("2"));
        few.tick(Budget.of(Duration.ofMinutes(2)));
        assertThat(few.get(VmKey.of("2")).orElseThrow().state()).isEqualTo("creation");
        assertThat(few.get(VmKey.of("2"))
                        .orElseThrow()
                        .trouble()
                        .lastError()
                        .orElseThrow()
                        .message())
                .contains("1 of 1 missing");

        few.terminate(VmKey.of("1"));
        world.settle(few);

        assertThat(few.get(VmKey.of("2")).orElseThrow().state()).isEqualTo("ready");
    }

    /** Safeguard: one VM's failure is its own, and "ready" is read from the VM, not from the task that started it. */
    @Test
    void mode25_oneBadRowStopsTheWholeRun() {
        host.deploy(order("1"));
        host.deploy(DeployRequest.of(VmKey.of("2"), "vm2.example.com", plain(), VmWorld.onto("pve9", CloneMode.FULL)));
        host.deploy(order("3"));
        world.sim.faults().next("POST", "/nodes/*/qemu/*/status/start", Fault.taskFails("start failed: odd"));
        world.settle(host);

        assertThat(view("1").state()).isEqualTo("ready");
        assertThat(view("3").state()).isEqualTo("ready");
        assertThat(world.snapshot().vms().values())
                .filteredOn(vm -> vm.vmid() != VmWorld.TEMPLATE && vm.node().equals("pve1"))
                .allMatch(WorldSnapshot.VmView::running);
    }
}
