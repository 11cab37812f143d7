package dev.vmlifecycle.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vmlifecycle.dns.Cidr;
import dev.vmlifecycle.dns.IpAddress;
import dev.vmlifecycle.engine.Budget;
import dev.vmlifecycle.engine.DurableEvent;
import dev.vmlifecycle.engine.Notification;
import dev.vmlifecycle.engine.testing.SimulatedCrash;
import dev.vmlifecycle.ip.IpPool;
import dev.vmlifecycle.proxmox.NodeName;
import dev.vmlifecycle.proxmox.StorageId;
import dev.vmlifecycle.proxmox.Vmid;
import dev.vmlifecycle.proxmox.VolumeId;
import dev.vmlifecycle.proxmox.backup.BackupMode;
import dev.vmlifecycle.proxmox.simulator.Fault;
import dev.vmlifecycle.proxmox.simulator.Invariants;
import dev.vmlifecycle.proxmox.simulator.WorldSnapshot;
import dev.vmlifecycle.proxmox.storage.BackupVolume;
import dev.vmlifecycle.proxmox.transport.Transport;
import dev.vmlifecycle.schedule.TaskName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A backup brought back: the disks are old, everything else is as it is today. */
class RestoreTest {
    private static final Actor JANE = Actor.of("jane", "asked");
    private static final StorageId SHARED = StorageId.of("shared1");
    private static final int VMID = 5000;
    private static final String ADDRESS = "192.0.2.2";

    private final VmWorld world = VmWorld.create();
    private final VmLifecycle host = world.host();

    private void deploy() {
        host.deploy(VmWorld.request("pve1", CloneMode.FULL));
        world.settle(host);
    }

    private VolumeId backup() {
        host.backups().start(VmWorld.KEY, SHARED, BackupMode.SNAPSHOT, JANE);
        pass(Duration.ofMinutes(30));
        host.tasks().run(TaskName.of("backup_status"));
        return host.backups().list(VmWorld.KEY).get(0).progress().archive().orElseThrow();
    }

    private void change(PackageSpec pkg) {
        host.changePackage(VmWorld.KEY, pkg);
        world.settle(host);
    }

    private void pass(Duration time) {
        world.clock.advance(time);
        world.sim.advanceTo(world.clock.instant());
    }

    private void stop() {
        world.sim.operator().powerOff(VMID);
    }

    private WorldSnapshot.VmView vm() {
        return world.snapshot().vm(VMID).orElseThrow();
    }

    private String state() {
        return host.get(VmWorld.KEY).orElseThrow().state();
    }

    private List<String> events(String type) {
        return host.events(VmWorld.KEY, 0).stream()
                .filter(event -> event.type().equals(type))
                .map(DurableEvent::text)
                .toList();
    }

    private List<String> told(String type) {
        return world.notifications.stream()
                .filter(notification -> notification.type().equals(type))
                .map(Notification::text)
                .toList();
    }

    private long restores() {
        return world.snapshot().tasks().stream()
                .filter(task -> task.type().equals("qmrestore"))
                .count();
    }

    private static String mac(WorldSnapshot.VmView vm) {
        return Objects.requireNonNull(vm.config().get("net0")).replaceFirst("^virtio=([^,]+).*", "$1");
    }

    @Test
    void restore_bringsBackTheDisks_andAppliesThePresentPackage_beforeTheStart() {
        deploy();
        VolumeId archive = backup();
        change(VmWorld.larger());
        String mac = mac(vm());
        stop();

        host.backups().restore(VmWorld.KEY, archive, JANE);
        world.settle(host);

        Map<String, String> config = vm().config();
        assertThat(state()).isEqualTo("ready");
        assertThat(vm().running()).isTrue();
        assertThat(config).containsEntry("memory", "1024");
        assertThat(config.get("scsi0")).contains("size=4G");
        assertThat(mac(vm())).isEqualTo(mac);
        assertThat(config.get("description")).contains("vm-lifecycle: key=42 vmid=5000 owner=");
        assertThat(events("backup_restored")).singleElement().asString().contains(archive.value());
        assertThat(told("backup_restored")).containsExactly("Backup restored: " + VmWorld.FQDN);
        assertThat(restores()).isEqualTo(1);
        assertThat(Invariants.violations(world.snapshot())).isEmpty();
    }

    @Test
    void restoreOfABackup_whoseAddressIsSomebodyElsesByNow_neverBringsItBack() {
        List<Set<Integer>> seen = new ArrayList<>();
        VmLifecycle watched = world.host(
                wire -> (request, timeout, cancel) -> {
                    var answer = wire.send(request, timeout, cancel);
                    seen.add(Set.copyOf(Invariants.addresses(world.snapshot()).getOrDefault(ADDRESS, Set.of())));
                    return answer;
                },
                keep -> keep,
                builder -> builder.addressQuarantine(Duration.ZERO)
                        .pool(IpPool.of("v4", Cidr.parse("192.0.2.0/30"))
                                .gateway(IpAddress.parse("192.0.2.1"))
                                .build()));
        watched.deploy(VmWorld.request("pve1", CloneMode.FULL));
        world.settle(watched);
        assertThat(vm().config().get("ipconfig0")).contains(ADDRESS + "/30");
        VolumeId archive = backup();
        watched.changePackage(
                VmWorld.KEY,
                VmWorld.small().toBuilder().ipv4(0).ipv6(0).dhcp(true).build());
        world.settle(watched);
        watched.deploy(DeployRequest.of(
                VmKey.of("43"), "vm43.example.com", VmWorld.small(), VmWorld.onto("pve1", CloneMode.FULL)));
        world.settle(watched);
        assertThat(Invariants.addresses(world.snapshot()).get(ADDRESS)).containsExactly(5001);
        stop();
        seen.clear();

        watched.backups().restore(VmWorld.KEY, archive, JANE);
        world.settle(watched);

        assertThat(state()).isEqualTo("ready");
        assertThat(restores()).isEqualTo(1);
        assertThat(seen).hasSizeGreaterThan(10).containsOnly(Set.of(5001));
        assertThat(vm().config().get("ipconfig0")).doesNotContain("192.0.2");
        assertThat(Invariants.violations(world.snapshot())).isEmpty();
    }

    @Test
    void runningVm_isRefused_andNothingIsWritten() {
        deploy();
        VolumeId archive = backup();

        assertThatThrownBy(() -> host.backups().restore(VmWorld.KEY, archive, JANE))
                .isInstanceOf(VmException.class)
                .hasMessage("vm 42: is running (expected: stopped)");
        assertThat(state()).isEqualTo("ready");
    }

    @Test
    void lockedVm_isRefused() {
        deploy();
        VolumeId archive = backup();
        stop();
        world.sim.operator().lock(VMID, "migrate");

        assertThatThrownBy(() -> host.backups().restore(VmWorld.KEY, archive, JANE))
                .hasMessage("vm 42: locked (migrate) (expected: no lock of Proxmox)");
    }

    @Test
    void aPredecessorsBackup_isRefused() {
        String theirs = world.sim
                .operator()
                .addBackup("shared1", "pve1", VMID, world.clock.instant().minusSeconds(900), false);
        deploy();
        stop();

        assertThat(host.backups().archives(VmWorld.KEY)).isEmpty();
        assertThatThrownBy(() -> host.backups().restore(VmWorld.KEY, VolumeId.of(theirs), JANE))
                .hasMessageContaining("no backup " + theirs + " of this VM");
    }

    @Test
    void startedMeanwhile_isRefusedByTheStep_andLeftAsItIs() {
        deploy();
        VolumeId archive = backup();
        stop();
        host.backups().restore(VmWorld.KEY, archive, JANE);
        world.sim.operator().powerOn(VMID);
        world.settle(host);

        assertThat(state()).isEqualTo("ready");
        assertThat(restores()).isZero();
        assertThat(events("restore_failed")).singleElement().asString().contains("is running (expected: stopped)");
        assertThat(told("restore_failed")).containsExactly("Restore refused: " + VmWorld.FQDN);
        assertThat(vm().running()).isTrue();
    }

    @Test
    void failedRestore_isRecordedOnceWithItsLog_andTriedAgain() {
        deploy();
        VolumeId archive = backup();
        stop();
        world.sim.faults().next("POST", "/nodes/*/qemu", Fault.taskFails("vma extract failed"), 3);
        host.backups().restore(VmWorld.KEY, archive, JANE);

        host.tick(Budget.of(Duration.ofSeconds(3)));
        assertThat(state()).isEqualTo("restore");
        for (int i = 0; i < 20; i++) {
            world.settle(host);
            pass(Duration.ofMinutes(5));
            host.tasks().run(TaskName.of("restore_backup"));
        }

        assertThat(state())
                .as("%s", host.get(VmWorld.KEY).orElseThrow().trouble())
                .isEqualTo("ready");
        assertThat(events("restore_failed")).singleElement().asString().contains("vma extract failed");
        assertThat(told("restore_failed")).hasSize(1);
        assertThat(told("backup_restored")).hasSize(1);
        assertThat(vm().running()).isTrue();
    }

    @Test
    void aRestoreThatKeepsFailing_canBeTerminated() {
        deploy();
        VolumeId archive = backup();
        stop();
        world.sim.faults().next("POST", "/nodes/*/qemu", Fault.taskFails("vma extract failed"), 1000);
        host.backups().restore(VmWorld.KEY, archive, JANE);
        host.tick(Budget.of(Duration.ofMinutes(2)));

        host.terminate(VmWorld.KEY);
        world.settle(host);

        assertThat(state())
                .as("%s", host.get(VmWorld.KEY).orElseThrow().trouble())
                .isEqualTo("remove");
        assertThat(world.snapshot().vms()).containsOnlyKeys(VmWorld.TEMPLATE);
    }

    /** Where the process dies, relative to one write call. */
    enum Place {
        BEFORE_THE_CALL,
        ANSWER_LOST,
        ANSWER_NOT_RECORDED
    }

    /** Kills the process at every write call of a restore; the next one goes on, and the archive is restored once. */
    @ParameterizedTest
    @EnumSource
    void killedAtAnyWrite_anotherGoesOn_andRestoresOnce(Place place) {
        for (int victim = 1; ; victim++) {
            RestoreTest one = new RestoreTest();
            if (!one.survives(victim, place)) {
                assertThat(victim).isGreaterThan(3);
                return;
            }
        }
    }

    private boolean survives(int victim, Place place) {
        deploy();
        VolumeId archive = backup();
        change(VmWorld.larger());
        stop();
        host.backups().restore(VmWorld.KEY, archive, JANE);
        int[] writes = {0};
        boolean[] dead = {false};
        Runnable live = () -> {
            if (dead[0]) {
                throw new SimulatedCrash("at write " + victim + " " + place);
            }
        };
        VmLifecycle doomed = world.host(
                (Transport wire) -> (request, timeout, cancel) -> {
                    live.run();
                    boolean hit = request.isWrite() && ++writes[0] == victim;
                    dead[0] = hit && place == Place.BEFORE_THE_CALL;
                    live.run();
                    var answer = wire.send(request, timeout, cancel);
                    dead[0] = hit;
                    if (place == Place.ANSWER_LOST) {
                        live.run();
                    }
                    return answer;
                },
                store -> new MortalStore(store, live));
        try {
            world.settle(doomed);
        } catch (SimulatedCrash e) {
            pass(VmWorld.LEASE.plusSeconds(1));
        }
        world.settle(host);

        String where = "after a crash at write " + victim + " " + place;
        assertThat(state()).as(where).isEqualTo("ready");
        assertThat(restores()).as(where).isEqualTo(1);
        assertThat(vm().running()).as(where).isTrue();
        assertThat(vm().config()).as(where).containsEntry("memory", "1024");
        assertThat(told("backup_restored")).as(where).hasSize(1);
        assertThat(Invariants.violations(world.snapshot())).as(where).isEmpty();
        return dead[0];
    }

    @Test
    void archives_areListed() {
        deploy();
        VolumeId archive = backup();

        assertThat(host.backups().archives(VmWorld.KEY))
                .extracting(BackupVolume::volume)
                .containsExactly(archive);
        assertThat(world.client().node(NodeName.of("pve1")).storage(SHARED).backups(Vmid.of(VMID)))
                .hasSize(1);
    }
}
