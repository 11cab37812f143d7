package dev.vmlifecycle.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vmlifecycle.engine.DurableEvent;
import dev.vmlifecycle.engine.Notification;
import dev.vmlifecycle.engine.Run;
import dev.vmlifecycle.engine.StepLine;
import dev.vmlifecycle.proxmox.ByteSize;
import dev.vmlifecycle.proxmox.simulator.WorldSnapshot;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class VmLifecycleTest {
    private final VmWorld world = VmWorld.create();
    private final VmLifecycle host = world.host();

    private void deploy(String node, CloneMode mode) {
        host.deploy(VmWorld.request(node, mode));
        world.settle(host);
        assertThat(view().state()).as(view().trouble().toString()).isEqualTo("ready");
    }

    private VmView view() {
        return host.get(VmWorld.KEY).orElseThrow();
    }

    private List<StepLine> lines(String pipeline) {
        List<Run> runs = new java.util.ArrayList<>(host.log(VmWorld.KEY));
        java.util.Collections.reverse(runs);
        return runs.stream()
                .filter(run -> run.pipeline().equals(pipeline))
                .flatMap(run -> run.lines().stream())
                .toList();
    }

    private List<StepLine> completed(String pipeline) {
        return lines(pipeline).stream()
                .filter(line -> line.result().equals("success") || line.result().startsWith("skip"))
                .toList();
    }

    @Test
    void deploy_fullCloneToAnotherNode_theWorldIsAsWanted() {
        deploy("pve2", CloneMode.FULL);

        WorldSnapshot.VmView vm = world.only();
        assertThat(vm.vmid()).isEqualTo(5000);
        assertThat(vm.node()).isEqualTo("pve2");
        assertThat(vm.running()).isTrue();
        assertThat(vm.lock()).isEmpty();
        assertThat(vm.pending()).isEmpty();
        assertThat(vm.config())
                .containsEntry("cores", "1")
                .containsEntry("memory", "512")
                .containsEntry("name", VmWorld.FQDN)
                .containsEntry("ciuser", "walk")
                .containsEntry("searchdomain", "example.com")
                .containsEntry("nameserver", "192.0.2.53")
                .containsEntry("ipconfig0", "ip=192.0.2.2/24,gw=192.0.2.1,ip6=2001:db8::2/64,gw6=2001:db8::1");
        assertThat(vm.config().get("scsi0"))
                .contains("size=3G", "iops_rd=200", "iops_wr=100", "mbps_rd=50", "mbps_wr=20");
        assertThat(vm.config().get("scsi1")).contains("size=1G").contains(".qcow2");
        assertThat(vm.config().get("net0")).contains("bridge=vmbr0", "firewall=1", "rate=10");
        WorldSnapshot.FirewallView firewall = world.snapshot().firewall(5000).orElseThrow();
        assertThat(firewall.options()).containsEntry("enable", "1").containsEntry("macfilter", "1");
        assertThat(firewall.ipsets().get("ipfilter-net0")).containsExactlyInAnyOrder("192.0.2.2", "2001:db8::2");
        assertThat(world.records())
                .containsExactly(
                        "2.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa PTR " + VmWorld.FQDN,
                        "2.2.0.192.in-addr.arpa PTR " + VmWorld.FQDN,
                        VmWorld.FQDN + " A 192.0.2.2",
                        VmWorld.FQDN + " AAAA 2001:db8::2");
        assertThat(completed("deploy")).hasSize(15);
        assertThat(world.notifications).extracting(Notification::type).containsExactly("vm_ready");
    }

    @Test
    void deploy_linkedCloneOnLocalStorage_staysWhereItsBaseIs() {
        deploy("pve2", CloneMode.LINKED);

        assertThat(world.only().node()).isEqualTo("pve1");
        assertThat(completed("deploy").get(3).result()).startsWith("skip (stays on pve1");
        assertThat(host.events(VmWorld.KEY, 0)).extracting(DurableEvent::type).contains("migration_skipped");
    }

    @Test
    void change_moreMemory_stopsOnceAndStartsAgain() {
        deploy("pve1", CloneMode.FULL);
        String mac = macOf(world.only());

        host.changePackage(VmWorld.KEY, VmWorld.larger());
        world.settle(host);

        WorldSnapshot.VmView vm = world.only();
        assertThat(view().state()).isEqualTo("ready");
        assertThat(vm.running()).isTrue();
        assertThat(vm.pending()).isEmpty();
        assertThat(macOf(vm)).isEqualTo(mac);
        assertThat(vm.config()).containsEntry("memory", "1024");
        assertThat(vm.config().get("scsi0")).contains("size=4G");
        assertThat(world.snapshot().firewall(vm.vmid()).orElseThrow().ipsets().get("ipfilter-net0"))
                .containsExactlyInAnyOrder("192.0.2.2", "192.0.2.3", "2001:db8::2");
        assertThat(world.records())
                .contains(VmWorld.FQDN + " A 192.0.2.3", "3.2.0.192.in-addr.arpa PTR " + VmWorld.FQDN);
        assertThat(completed("change_package")).hasSize(12);
        assertThat(completed("change_package").get(1).result()).isEqualTo("success");
    }

    @Test
    void change_nothingThatNeedsAStop_neverStops() {
        deploy("pve1", CloneMode.FULL);

        host.changePackage(
                VmWorld.KEY,
                VmWorld.small().toBuilder()
                        .systemDisk(ByteSize.ofGiB(5))
                        .netRate(Limit.of(20))
                        .build());
        world.settle(host);

        assertThat(completed("change_package").get(1).result()).isEqualTo("skip (not required)");
        assertThat(completed("change_package").get(10).result()).isEqualTo("skip (not required)");
        assertThat(world.snapshot().tasks())
                .extracting(WorldSnapshot.TaskView::type)
                .doesNotContain("qmshutdown", "qmstop");
        assertThat(world.only().config().get("scsi0")).contains("size=5G");
        assertThat(world.only().config().get("net0")).contains("rate=20");
        assertThat(world.only().pending()).isEmpty();
    }

    @Test
    void change_sameAgain_onlyReads() {
        deploy("pve1", CloneMode.FULL);
        world.sim.requests().clear();

        host.changePackage(VmWorld.KEY, VmWorld.small());
        world.settle(host);

        assertThat(completed("change_package")).hasSize(12);
        assertThat(world.sim.requests().all())
                .allMatch(request -> request.method().equals("GET"));
    }

    @Test
    void change_smallerDisksAndFewerAddresses_keepsDisksAndQuarantinesAddresses() {
        deploy("pve1", CloneMode.FULL);
        host.changePackage(VmWorld.KEY, VmWorld.larger());
        world.settle(host);

        host.changePackage(
                VmWorld.KEY,
                VmWorld.small().toBuilder()
                        .systemDisk(ByteSize.ofGiB(2))
                        .noAdditionalDisk()
                        .build());
        world.settle(host);

        WorldSnapshot.VmView vm = world.only();
        assertThat(vm.config().get("scsi0")).contains("size=4G");
        assertThat(vm.config()).containsKey("scsi1");
        assertThat(host.events(VmWorld.KEY, 0))
                .extracting(DurableEvent::type)
                .contains("system_disk_shrink_rejected", "additional_disk_kept");
        assertThat(view().addresses())
                .extracting(one -> one.address().toString())
                .containsExactly("192.0.2.2", "2001:db8::2");
        assertThat(world.snapshot().firewall(vm.vmid()).orElseThrow().ipsets().get("ipfilter-net0"))
                .containsExactlyInAnyOrder("192.0.2.2", "2001:db8::2");
        assertThat(world.records()).noneMatch(record -> record.contains("192.0.2.3"));
    }

    @Test
    void change_ofAVmThatIsOff_leavesItOff() {
        deploy("pve1", CloneMode.FULL);
        world.sim.operator().powerOff(5000);

        host.changePackage(VmWorld.KEY, VmWorld.larger());
        world.settle(host);

        assertThat(view().state()).isEqualTo("ready");
        assertThat(world.only().running()).isFalse();
        assertThat(world.only().config()).containsEntry("memory", "1024");
    }

    @Test
    void change_duringADeploy_waitsForReady() {
        host.deploy(VmWorld.request("pve1", CloneMode.FULL));
        host.changePackage(VmWorld.KEY, VmWorld.larger());
        assertThat(view().pipeline()).isEqualTo("deploy");

        world.settle(host);

        assertThat(view().state()).isEqualTo("ready");
        assertThat(completed("deploy")).hasSize(15);
        assertThat(completed("change_package")).hasSize(12);
        assertThat(world.only().config()).containsEntry("memory", "1024");
    }

    @Test
    void terminate_ofARunningVm_leavesNothingBehind() {
        deploy("pve1", CloneMode.FULL);
        world.sim.operator().addBackup("local", "pve1", 5000, world.clock.instant(), false);
        world.sim
                .operator()
                .addBackup("local", "pve1", 5000, world.clock.instant().minus(Duration.ofDays(400)), false);
        world.sim.operator().addBackup("shared1", "pve1", 5000, world.clock.instant(), true);

        assertThat(host.terminate(VmWorld.KEY).status()).isEqualTo("terminate");
        world.settle(host);

        assertThat(view().state()).as(view().trouble().toString()).isEqualTo("remove");
        assertThat(world.snapshot().vms()).containsOnlyKeys(VmWorld.TEMPLATE);
        assertThat(world.records()).isEmpty();
        assertThat(view().addresses()).isEmpty();
        assertThat(world.cleared).isEqualTo(1);
        assertThat(world.snapshot().volumesOf(5000))
                .as("a predecessor's backup and a protected one stay")
                .hasSize(2);
        assertThat(world.notifications).extracting(Notification::type).containsExactly("vm_ready", "terminated");
    }

    @Test
    void terminate_ofAGuestThatIgnoresAcpi_isForced() {
        deploy("pve1", CloneMode.FULL);
        world.sim.operator().guest(5000, dev.vmlifecycle.proxmox.simulator.GuestBehaviour.ignoringAcpi());

        host.terminate(VmWorld.KEY);
        world.settle(host);

        assertThat(view().state()).as(view().trouble().toString()).isEqualTo("remove");
        assertThat(world.snapshot().tasks())
                .extracting(WorldSnapshot.TaskView::type)
                .contains("qmshutdown", "qmstop");
    }

    @Test
    void terminate_ofAVmWhoseNotesNameSomebodyElse_touchesNothing() {
        deploy("pve1", CloneMode.FULL);
        world.sim.operator().set(5000, "description", "mine now");

        host.terminate(VmWorld.KEY);
        world.settle(host);

        assertThat(view().state()).isEqualTo("error_terminate");
        assertThat(world.only().running()).isTrue();
        assertThat(view().addresses()).hasSize(2);
        assertThat(host.events(VmWorld.KEY, 0))
                .filteredOn(event -> event.type().equals("activity"))
                .singleElement()
                .satisfies(
                        event -> assertThat(event.text()).startsWith("termination FAILED - admin attention required"));
        assertThat(world.notifications).extracting(Notification::type).contains("termination_failed");
    }

    @Test
    void terminate_ofAProtectedVm_endsInErrorAndSucceedsAfterMending() {
        deploy("pve1", CloneMode.FULL);
        world.sim.operator().set(5000, "protection", "1");
        host.terminate(VmWorld.KEY);
        world.settle(host);
        assertThat(view().state()).isEqualTo("error_terminate");
        assertThat(view().addresses()).hasSize(2);

        world.sim.operator().unset(5000, "protection");
        host.terminate(VmWorld.KEY);
        world.settle(host);

        assertThat(view().state()).isEqualTo("remove");
    }

    @Test
    void terminate_ofAVmAlreadyGone_succeeds() {
        deploy("pve1", CloneMode.FULL);
        world.sim.operator().delete(5000);

        host.terminate(VmWorld.KEY);
        world.settle(host);

        assertThat(view().state()).isEqualTo("remove");
    }

    @Test
    void deploy_vmidTakenByAForeignVm_takesAnotherAndTouchesNothing() {
        world.sim.operator().createForeign(5000, "pve1", "foreign");

        deploy("pve1", CloneMode.FULL);

        assertThat(world.snapshot().vms()).containsOnlyKeys(VmWorld.TEMPLATE, 5000, 5001);
        assertThat(world.snapshot().vm(5000).orElseThrow().name()).isEqualTo("foreign");
    }

    @Test
    void deploy_sameRequestAgain_isTheSameVm_aDifferentOneIsRefused() {
        deploy("pve1", CloneMode.FULL);

        assertThat(host.deploy(VmWorld.request("pve1", CloneMode.FULL)).state()).isEqualTo("ready");
        assertThatThrownBy(() -> host.deploy(VmWorld.request("pve2", CloneMode.FULL)))
                .isInstanceOf(VmException.class)
                .hasMessageContaining("expected: the same request");
        world.settle(host);
        assertThat(world.clonesStarted()).isEqualTo(1);
    }

    @Test
    void removedKey_mayDeployAnew() {
        deploy("pve1", CloneMode.FULL);
        host.terminate(VmWorld.KEY);
        world.settle(host);

        deploy("pve1", CloneMode.FULL);

        assertThat(world.only().vmid()).as("the old VMID is in quarantine").isEqualTo(5001);
        assertThat(world.notifications).extracting(Notification::id).doesNotHaveDuplicates();
    }

    @Test
    void change_ofATerminatedVm_isRefused() {
        deploy("pve1", CloneMode.FULL);
        host.terminate(VmWorld.KEY);

        assertThatThrownBy(() -> host.changePackage(VmWorld.KEY, VmWorld.larger()))
                .isInstanceOf(VmException.class)
                .hasMessageContaining("terminate");
    }

    @Test
    void vmLockedByABackup_waitsWithTheLocksName() {
        deploy("pve1", CloneMode.FULL);
        world.sim.operator().lock(5000, "backup");
        host.changePackage(VmWorld.KEY, VmWorld.larger());
        host.tick(dev.vmlifecycle.engine.Budget.of(Duration.ofMinutes(2)));
        assertThat(view().state()).isEqualTo("change_package");
        assertThat(lines("change_package"))
                .last()
                .satisfies(line -> assertThat(line.text()).contains("locked (backup)"));

        world.sim.operator().unlock(5000);
        world.settle(host);

        assertThat(view().state()).isEqualTo("ready");
        assertThat(world.only().config()).containsEntry("memory", "1024");
    }

    @Test
    void noPasswordAnywhereInWhatIsKept() {
        deploy("pve1", CloneMode.FULL);

        assertThat(world.store.find(VmWorld.KEY.value()).orElseThrow().toString())
                .doesNotContain("hunter2");
        assertThat(host.log(VmWorld.KEY).toString()).doesNotContain("hunter2");
    }

    @Test
    void brokenDnsPlugin_costsItsOwnZoneOnly_andNeverStopsADeploy() {
        TroubledDns broken = new TroubledDns("broken", world.dns);
        broken.trouble = limits -> {
            throw new IllegalStateException("plugin defect");
        };
        VmLifecycle unlucky = world.hostWithDns(broken, world.dns, builder -> builder);

        unlucky.deploy(VmWorld.request("pve1", CloneMode.FULL));
        world.settle(unlucky);

        assertThat(view().state()).isEqualTo("ready");
        assertThat(world.records())
                .containsExactly(
                        "2.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa PTR " + VmWorld.FQDN,
                        "2.2.0.192.in-addr.arpa PTR " + VmWorld.FQDN);
        unlucky.terminate(VmWorld.KEY);
        world.settle(unlucky);
        assertThat(view().state()).isEqualTo("remove");
        assertThat(world.records()).isEmpty();
    }

    private static String macOf(WorldSnapshot.VmView vm) {
        return String.valueOf(vm.config().get("net0")).split(",", -1)[0];
    }
}
