package dev.vmlifecycle.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vmlifecycle.engine.Budget;
import dev.vmlifecycle.engine.DurableEvent;
import dev.vmlifecycle.ip.AddressesOf;
import dev.vmlifecycle.ip.Allocation;
import dev.vmlifecycle.proxmox.Vmid;
import dev.vmlifecycle.proxmox.simulator.WorldSnapshot;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What operators do by hand: set a VM down elsewhere, withdraw, redeploy, reinstall, delete a record. */
class AdminTest {
    private static final Actor JANE = Actor.of("admin:jane", "ticket 7");

    private final VmWorld world = VmWorld.create();
    private final VmLifecycle host = world.host();

    private VmView vm() {
        return host.get(VmWorld.KEY).orElseThrow();
    }

    private void ready() {
        host.deploy(VmWorld.request("pve1", CloneMode.FULL));
        world.settle(host);
        assertThat(vm().state()).isEqualTo("ready");
    }

    private List<String> events() {
        return host.events(VmWorld.KEY, 0).stream()
                .map(event -> event.type() + " " + event.text())
                .toList();
    }

    private List<Allocation> held() {
        return world.store.ask(new AddressesOf(VmWorld.KEY.value()));
    }

    private void untilTheCloneRuns() {
        while (world.clonesStarted() == 0) {
            host.tick(Budget.of(Duration.ofMillis(1)));
        }
    }

    /** A termination that fails for good: Proxmox's protection flag is set. */
    private void failedTermination() {
        ready();
        Vmid vmid = vm().vmid().orElseThrow();
        world.client()
                .node(vm().node().orElseThrow())
                .qemu(vmid)
                .update(dev.vmlifecycle.proxmox.config.ConfigUpdate.builder()
                        .protection(true)
                        .build());
        host.terminate(VmWorld.KEY);
        world.settle(host);
        assertThat(vm().state()).isEqualTo("error_terminate");
    }

    @Test
    void targetsOfAReadyVm_areTheContracts() {
        ready();

        assertThat(host.resetTargets(VmWorld.KEY))
                .extracting(ResetTarget::state)
                .containsExactly(
                        "ready", "creation", "set_ip", "change_package", "set_dns_records", "terminate", "remove");
        assertThat(host.resetTargets(VmWorld.KEY))
                .allSatisfy(target -> assertThat(target.explanation()).isNotBlank());
    }

    @Test
    void resetToEachStateOfALivingVm_endsReady_withTheSameVmAndAddresses() {
        ready();
        WorldSnapshot.VmView before = world.only();
        List<Allocation> addresses = held();

        for (ResetTarget target : List.of(
                ResetTarget.CREATION,
                ResetTarget.SET_IP,
                ResetTarget.CHANGE_PACKAGE,
                ResetTarget.SET_DNS_RECORDS,
                ResetTarget.READY)) {
            host.reset(VmWorld.KEY, target, JANE);
            world.settle(host);

            assertThat(vm().state()).as("after reset to " + target).isEqualTo("ready");
            assertThat(world.only()).as("after reset to " + target).isEqualTo(before);
            assertThat(held()).isEqualTo(addresses);
            assertThat(events()).contains("reset ready -> " + target.state() + " by admin:jane (ticket 7)");
        }
        assertThat(world.clonesStarted()).isEqualTo(1);
    }

    @Test
    void resetDuringAClone_isRefused_andWithAdoptKeepsTheVmThatComesIntoBeing() {
        host.deploy(VmWorld.request("pve1", CloneMode.FULL));
        untilTheCloneRuns();

        assertThatThrownBy(() -> host.reset(VmWorld.KEY, ResetTarget.CREATION, JANE))
                .isInstanceOf(VmException.class)
                .hasMessage("vm 42: is set_ip, work is under way"
                        + " (expected: adopt it or forget it, or wait for its end)");

        host.reset(VmWorld.KEY, ResetTarget.CREATION, OpenWork.ADOPT, JANE);
        world.settle(host);

        assertThat(vm().state()).isEqualTo("ready");
        assertThat(world.clonesStarted()).isEqualTo(1);
        world.only();
    }

    @Test
    void failedTermination_isRetriedByReset() {
        failedTermination();
        Vmid vmid = vm().vmid().orElseThrow();
        world.client()
                .node(vm().node().orElseThrow())
                .qemu(vmid)
                .update(dev.vmlifecycle.proxmox.config.ConfigUpdate.builder()
                        .protection(false)
                        .build());

        host.reset(VmWorld.KEY, ResetTarget.TERMINATE, JANE);
        world.settle(host);

        assertThat(vm().state()).isEqualTo("remove");
        assertThat(held()).isEmpty();
        assertThat(host.resetTargets(VmWorld.KEY)).isEmpty();
    }

    @Test
    void removedByHand_keepsItsAddresses_andTheKeyCannotDeployOverThem() {
        failedTermination();
        List<Allocation> addresses = held();

        host.reset(VmWorld.KEY, ResetTarget.REMOVE, OpenWork.FORGET, JANE);
        world.settle(host);

        assertThat(vm().status()).isEqualTo("remove");
        assertThat(held()).isEqualTo(addresses);
        assertThatThrownBy(() -> host.deploy(VmWorld.request("pve1", CloneMode.FULL)))
                .isInstanceOf(VmException.class)
                .hasMessageContaining("not proved gone");
        assertThat(host.resetTargets(VmWorld.KEY)).containsExactly(ResetTarget.TERMINATE);
    }

    @Test
    void deletedRecord_leavesAddressesReserved_untilTheyAreFreed() {
        failedTermination();

        host.deleteRecord(VmWorld.KEY, AddressFate.KEEP, JANE);

        assertThat(host.get(VmWorld.KEY)).isEmpty();
        assertThat(host.log(VmWorld.KEY)).isEmpty();
        assertThat(held()).hasSize(2);
        assertThatThrownBy(() -> host.deploy(VmWorld.request("pve1", CloneMode.FULL)))
                .isInstanceOf(VmException.class)
                .hasMessageContaining("not proved gone");

        host.deleteRecord(VmWorld.KEY, AddressFate.FREE, JANE);

        assertThat(held()).isEmpty();
        assertThatThrownBy(() -> host.deleteRecord(VmWorld.KEY, AddressFate.FREE, JANE))
                .isInstanceOf(VmException.class)
                .hasMessageContaining("unknown");
        host.deploy(VmWorld.request("pve1", CloneMode.FULL));
        world.settle(host);
        assertThat(vm().state()).isEqualTo("ready");
        assertThat(world.notifications)
                .extracting(note -> note.type())
                .filteredOn("vm_ready"::equals)
                .hasSize(2);
    }

    @Test
    void recordOfALivingVm_isNotDeleted() {
        ready();

        assertThatThrownBy(() -> host.deleteRecord(VmWorld.KEY, AddressFate.FREE, JANE))
                .isInstanceOf(VmException.class)
                .hasMessage("vm 42: is ready, the record cannot be deleted"
                        + " (expected: error_terminate or remove, and nothing asked of it)");
        assertThat(held()).hasSize(2);
    }

    @Test
    void cancel_withdrawsAPackageChangeThatWaits() {
        host.deploy(VmWorld.request("pve1", CloneMode.FULL));
        untilTheCloneRuns();
        host.changePackage(VmWorld.KEY, VmWorld.larger());

        assertThat(host.cancel(VmWorld.KEY, JANE)).isTrue();
        assertThat(host.cancel(VmWorld.KEY, JANE)).isFalse();
        world.settle(host);

        assertThat(vm().state()).isEqualTo("ready");
        assertThat(vm().pipeline()).isEqualTo("deploy");
        assertThat(vm().pkg().memory()).isEqualTo(VmWorld.small().memory());
        assertThat(events()).contains("request_withdrawn change_package by admin:jane (ticket 7)");
    }

    @Test
    void redeploy_destroysWithProof_andMakesAnotherVm() {
        ready();
        WorldSnapshot.VmView before = world.only();
        List<Allocation> addresses = held();
        int runs = host.log(VmWorld.KEY).size();

        host.redeploy(VmWorld.KEY, JANE);
        assertThat(vm().status()).isEqualTo("ready");
        world.settle(host);

        assertThat(vm().state()).isEqualTo("ready");
        assertThat(world.only().vmid()).isNotEqualTo(before.vmid());
        assertThat(held()).hasSameSizeAs(addresses).doesNotContainAnyElementsOf(addresses);
        assertThat(host.log(VmWorld.KEY)).hasSizeGreaterThan(runs);
        assertThat(events()).contains("activity redeploy: the VM is gone, deploy 2 begins");
        assertThat(world.notifications)
                .extracting(note -> note.id())
                .containsOnlyOnce("vm_ready:42:1", "vm_ready:42:2");
    }

    @Test
    void reinstall_keepsVmidAddressesAndMac() {
        ready();
        WorldSnapshot.VmView before = world.only();
        List<Allocation> addresses = held();

        host.reinstall(VmWorld.KEY, JANE);
        world.settle(host);

        assertThat(vm().state()).isEqualTo("ready");
        WorldSnapshot.VmView after = world.only();
        assertThat(after.vmid()).isEqualTo(before.vmid());
        assertThat(after.config().get("net0")).isEqualTo(before.config().get("net0"));
        assertThat(held()).isEqualTo(addresses);
        assertThat(world.clonesStarted()).isEqualTo(2);
        assertThat(world.snapshot().tasks())
                .extracting(WorldSnapshot.TaskView::type)
                .contains("qmdestroy");
    }

    @Test
    void redeployOfAProtectedVm_endsWhereAnAdminIsCalled_andLosesNothing() {
        ready();
        WorldSnapshot.VmView before = world.only();
        world.client()
                .node(vm().node().orElseThrow())
                .qemu(vm().vmid().orElseThrow())
                .update(dev.vmlifecycle.proxmox.config.ConfigUpdate.builder()
                        .protection(true)
                        .build());

        host.redeploy(VmWorld.KEY, JANE);
        world.settle(host);

        assertThat(vm().state()).isEqualTo("error_terminate");
        assertThat(world.only().vmid()).isEqualTo(before.vmid());
        assertThat(held()).hasSize(2);
        assertThat(host.events(VmWorld.KEY, 0))
                .extracting(DurableEvent::type)
                .filteredOn("activity"::equals)
                .hasSize(1);
    }

    @Test
    void protectedRecord_isNeitherRedeployedNorReinstalledNorEndedByReset() {
        ready();
        WorldSnapshot.VmView before = world.only();
        host.protect(VmWorld.KEY, JANE);

        for (Runnable ask : List.<Runnable>of(
                () -> host.redeploy(VmWorld.KEY, JANE),
                () -> host.reinstall(VmWorld.KEY, JANE),
                () -> host.reset(VmWorld.KEY, ResetTarget.TERMINATE, JANE))) {
            assertThatThrownBy(ask::run).isInstanceOf(VmException.class).hasMessageContaining("is protected");
        }
        world.settle(host);

        assertThat(world.only()).isEqualTo(before);
    }

    @Test
    void vmsAreFoundAndCountedByWhatAPanelShows() {
        ready();
        host.deploy(DeployRequest.of(
                VmKey.of("43"), "vm43.example.com", VmWorld.small(), VmWorld.onto("pve1", CloneMode.FULL)));

        assertThat(host.find(VmQuery.inState("ready")).vms())
                .extracting(VmView::key)
                .containsExactly(VmWorld.KEY);
        assertThat(host.find(VmQuery.all().page(1)).next()).contains(VmWorld.KEY);
        assertThat(host.find(VmQuery.all().page(1).after(VmWorld.KEY)).vms())
                .extracting(VmView::key)
                .containsExactly(VmKey.of("43"));
        host.terminate(VmWorld.KEY);
        assertThat(host.counts().of("terminate")).isEqualTo(1);
        assertThat(host.find(VmQuery.inState("terminate")).vms()).hasSize(1);
        assertThat(host.find(VmQuery.inState("ready")).vms()).isEmpty();
        world.settle(host);

        assertThat(host.counts().of("remove")).isEqualTo(1);
        assertThat(host.counts().total()).isEqualTo(2);
        assertThat(host.activity(VmWorld.KEY)).extracting(DurableEvent::text).contains("terminated");
        assertThatThrownBy(() -> VmQuery.all().page(0)).hasMessage("page: 0 (expected: 1 to 1000)");
    }
}
