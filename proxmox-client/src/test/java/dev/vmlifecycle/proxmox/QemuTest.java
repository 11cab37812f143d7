package dev.vmlifecycle.proxmox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.vmlifecycle.proxmox.config.ConfigUpdate;
import dev.vmlifecycle.proxmox.config.Disk;
import dev.vmlifecycle.proxmox.config.DiskFormat;
import dev.vmlifecycle.proxmox.config.NetDevice;
import dev.vmlifecycle.proxmox.qemu.CreateRequest;
import dev.vmlifecycle.proxmox.qemu.DeleteRequest;
import dev.vmlifecycle.proxmox.qemu.FeatureSupport;
import dev.vmlifecycle.proxmox.qemu.FullClone;
import dev.vmlifecycle.proxmox.qemu.MigrateRequest;
import dev.vmlifecycle.proxmox.qemu.MoveDisk;
import dev.vmlifecycle.proxmox.qemu.ReassignDisk;
import dev.vmlifecycle.proxmox.qemu.RestoreRequest;
import dev.vmlifecycle.proxmox.qemu.SnapshotName;
import dev.vmlifecycle.proxmox.qemu.Traffic;
import dev.vmlifecycle.proxmox.qemu.VmFeature;
import dev.vmlifecycle.proxmox.qemu.VmStatus;
import dev.vmlifecycle.proxmox.qemu.VmUsage;
import dev.vmlifecycle.proxmox.rrd.ByteRate;
import dev.vmlifecycle.proxmox.rrd.Consolidation;
import dev.vmlifecycle.proxmox.rrd.Timeframe;
import dev.vmlifecycle.proxmox.testing.ScriptedTransport;
import dev.vmlifecycle.proxmox.transport.Param;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class QemuTest {

    private static final String UPID = "\"UPID:pve1:000005FD:0008AF40:6B0456BF:qmany:100:svc@pve!panel:\"";
    private static final VolumeId ARCHIVE = VolumeId.of("local:backup/a.vma.zst");

    private final ScriptedTransport transport = new ScriptedTransport();
    private final Node node = transport.client().node(NodeName.of("pve1"));
    private final Qemu vm = node.qemu(Vmid.of(100));

    @Test
    void create_sendsTheSettings_macIsTheServersToDraw() {
        transport.data(UPID);

        ProxmoxTask task = node.create(CreateRequest.of(Vmid.of(100))
                .with(config -> config.name("x").net(0, NetDevice.virtio("vmbr0")))
                .with(config -> config.disk("scsi0", Disk.parse("local:4,size=9G")))
                .pool(PoolId.of("p1"))
                .start());

        assertThat(task.upid()).isPresent();
        assertThat(transport.last().path()).isEqualTo("/api2/json/nodes/pve1/qemu");
        assertThat(transport.last().form())
                .containsExactly(
                        Param.of("vmid", "100"),
                        Param.of("name", "x"),
                        Param.of("net0", "virtio,bridge=vmbr0"),
                        Param.of("scsi0", "local:4"),
                        Param.of("pool", "p1"),
                        Param.of("start", "1"));
    }

    @Test
    void create_withKeysForChanges_isRefused() {
        CreateRequest request = CreateRequest.of(Vmid.of(100));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> request.with(config -> config.delete("net0")))
                .withMessage("delete: for a new VM (expected: keys to set)");
        assertThatIllegalArgumentException().isThrownBy(() -> request.with(config -> config.digest(Digest.of("ab"))));
    }

    @Test
    void create_printsNoPassword() {
        assertThat(CreateRequest.of(Vmid.of(100)).with(config -> config.ciPassword(Secret.of("hidden"))))
                .hasToString("CreateRequest[vmid=100, cipassword=***]");
    }

    @Test
    void restore_isARequestOfItsOwn() {
        transport.data(UPID);

        node.restore(RestoreRequest.of(Vmid.of(100), ARCHIVE)
                .storage(StorageId.of("second"))
                .force()
                .unique()
                .pool(PoolId.of("p1"))
                .live()
                .start()
                .with(config -> config.name("copy")));

        assertThat(transport.last().form())
                .containsExactly(
                        Param.of("vmid", "100"),
                        Param.of("archive", "local:backup/a.vma.zst"),
                        Param.of("storage", "second"),
                        Param.of("force", "1"),
                        Param.of("unique", "1"),
                        Param.of("pool", "p1"),
                        Param.of("live-restore", "1"),
                        Param.of("start", "1"),
                        Param.of("name", "copy"));
    }

    @Test
    void restore_withADrive_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RestoreRequest.of(Vmid.of(100), ARCHIVE)
                        .with(config -> config.disk("scsi1", Disk.parse("local:4"))))
                .withMessage("scsi1: set in a restore (expected: no drives)");
    }

    @Test
    void updateAsync_doneInTime_needsNoWaiting() {
        transport.data("null");

        ProxmoxTask task = vm.updateAsync(ConfigUpdate.builder().name("x").build(), Duration.ofSeconds(5));

        assertThat(task.upid()).isEmpty();
        assertThat(transport.last().form()).containsExactly(Param.of("name", "x"), Param.of("background_delay", "5"));
    }

    @Test
    void updateAsync_longerThanTheServerWaits_isRefused() {
        ConfigUpdate update = ConfigUpdate.builder().name("x").build();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> vm.updateAsync(update, Duration.ofMinutes(1)))
                .withMessage("wait: PT1M (expected: PT1S to PT30S)");
        assertThat(transport.requests).isEmpty();
    }

    @Test
    void disks_areMovedHandedOverAndErased() {
        transport.data(UPID).data(UPID).data("null").data("null");

        vm.disks()
                .move(MoveDisk.to("scsi1", StorageId.of("zfs"))
                        .format(DiskFormat.RAW)
                        .deleteSource()
                        .digest(Digest.of("ab")));
        vm.disks()
                .reassign(ReassignDisk.to("unused0", Vmid.of(101))
                        .targetDisk("scsi3")
                        .digest(Digest.of("ab"))
                        .targetDigest(Digest.of("cd")));
        vm.disks().unlink("scsi1", "scsi2");
        vm.disks().erase("unused0");

        assertThat(transport.requests.stream().map(Object::toString))
                .containsExactly(
                        "POST /api2/json/nodes/pve1/qemu/100/move_disk [disk=scsi1, storage=zfs, format=raw, delete=1,"
                                + " digest=ab]",
                        "POST /api2/json/nodes/pve1/qemu/100/move_disk [disk=unused0, target-vmid=101,"
                                + " target-disk=scsi3, digest=ab, target-digest=cd]",
                        "PUT /api2/json/nodes/pve1/qemu/100/unlink [idlist=scsi1,scsi2]",
                        "PUT /api2/json/nodes/pve1/qemu/100/unlink [idlist=unused0, force=1]");
    }

    @Test
    void power_everyAction() {
        transport.data(UPID).data(UPID).data(UPID).data(UPID).data(UPID).data(UPID);

        vm.start(Duration.ofMinutes(2));
        vm.shutdown();
        vm.suspendToDisk(Optional.of(StorageId.of("zfs")));
        vm.suspendToDisk(Optional.empty());
        vm.reboot();
        vm.resize("scsi0", ByteSize.ofGiB(2));

        assertThat(transport.requests.stream().map(Object::toString))
                .containsExactly(
                        "POST /api2/json/nodes/pve1/qemu/100/status/start [timeout=120]",
                        "POST /api2/json/nodes/pve1/qemu/100/status/shutdown []",
                        "POST /api2/json/nodes/pve1/qemu/100/status/suspend [todisk=1, statestorage=zfs]",
                        "POST /api2/json/nodes/pve1/qemu/100/status/suspend [todisk=1]",
                        "POST /api2/json/nodes/pve1/qemu/100/status/reboot []",
                        "PUT /api2/json/nodes/pve1/qemu/100/resize [disk=scsi0, size=2G]");
    }

    @Test
    void migrate_localDisksOfARunningVm_moveOnlyWhenAskedFor() {
        MigrateRequest request = MigrateRequest.to(NodeName.of("pve2"));

        assertThat(request.params()).containsExactly(Param.of("target", "pve2"));
        assertThat(request.whileRunningOnSharedDisks().params())
                .containsExactly(Param.of("target", "pve2"), Param.of("online", "1"));
        assertThat(request.targetStorage("a:b").whileRunning().params())
                .containsExactly(
                        Param.of("target", "pve2"),
                        Param.of("targetstorage", "a:b"),
                        Param.of("online", "1"),
                        Param.of("with-local-disks", "1"));
    }

    @Test
    void copies_canBeLimited() {
        assertThat(FullClone.to(Vmid.of(101))
                        .snapshot(SnapshotName.of("s1"))
                        .bandwidthLimit(ByteSize.ofMiB(10))
                        .params())
                .containsExactly(
                        Param.of("newid", "101"),
                        Param.of("full", "1"),
                        Param.of("snapname", "s1"),
                        Param.of("bwlimit", "10240"));
        assertThat(MoveDisk.to("scsi0", StorageId.of("zfs"))
                        .bandwidthLimit(ByteSize.ofBytes(1))
                        .params())
                .contains(Param.of("bwlimit", "1"));
        assertThat(RestoreRequest.of(Vmid.of(100), ARCHIVE)
                        .bandwidthLimit(ByteSize.ofMiB(1))
                        .params())
                .contains(Param.of("bwlimit", "1024"));
    }

    @Test
    void delete_skipsALockOnlyWhenAskedTo() {
        assertThat(DeleteRequest.purging().params())
                .containsExactly(Param.of("purge", "1"), Param.of("destroy-unreferenced-disks", "0"));
        assertThat(DeleteRequest.purging().skippingLock().params()).contains(Param.of("skiplock", "1"));
    }

    @Test
    void feature_tellsWhere() {
        transport.data("{\"hasFeature\":1,\"nodes\":[\"pve1\"]}");

        FeatureSupport support = vm.feature(VmFeature.CLONE);

        assertThat(support.available()).isTrue();
        assertThat(support.nodes()).containsExactly(NodeName.of("pve1"));
        assertThat(transport.last().query()).containsExactly(Param.of("feature", "clone"));
    }

    @Test
    void status_pausedOne_runsButIsNotUp() {
        transport.data("{\"status\":\"running\",\"qmpstatus\":\"io-error\",\"cpu\":\"0.5\",\"cpus\":2,\"mem\":\"7\","
                + "\"netin\":5,\"agent\":1,\"new-key\":\"x\",\"clipboard\":null}");

        VmStatus status = vm.status();

        assertThat(status.isRunning()).isTrue();
        assertThat(status.isPaused()).isTrue();
        assertThat(status.isUp()).isFalse();
        assertThat(status.agentConfigured()).isTrue();
        assertThat(status.load().cpu()).isEqualTo(0.5);
        assertThat(status.load().memory()).isEqualTo(ByteSize.ofBytes(7));
        assertThat(status.values()).containsEntry("new-key", "x").doesNotContainKey("clipboard");
    }

    @Test
    void traffic_sinceAnEarlierReading_noticesARestart() {
        Traffic earlier = traffic(10, 20);
        Traffic later = traffic(15, 20);

        assertThat(later.since(earlier)).contains(traffic(5, 0));
        assertThat(earlier.since(later)).isEmpty();
    }

    @Test
    void usage_rowsWithoutData_areThere() {
        transport.data("[{\"time\":1795439280},{\"time\":1795439340,\"netin\":\"NaN\",\"maxmem\":1024},"
                + "{\"time\":1795439400,\"netin\":12.5,\"cpu\":1e-3,\"mem\":15460179.48,\"pressurecpusome\":0.25}]");

        List<VmUsage> rows = vm.usage(Timeframe.HOUR, Consolidation.MAX);

        assertThat(transport.last().query()).containsExactly(Param.of("timeframe", "hour"), Param.of("cf", "MAX"));
        assertThat(rows.get(0).numbers()).isEmpty();
        assertThat(rows.get(1).netIn()).isEmpty();
        assertThat(rows.get(1).maxMemory()).contains(ByteSize.ofBytes(1024));
        assertThat(rows.get(2).time()).isEqualTo(Instant.ofEpochSecond(1795439400));
        assertThat(rows.get(2).netIn())
                .hasValueSatisfying(
                        rate -> assertThat(rate.over(Duration.ofMinutes(1))).isEqualTo(ByteSize.ofBytes(750)));
        assertThat(rows.get(2).cpu()).hasValue(0.001);
        assertThat(rows.get(2).memory()).contains(ByteSize.ofBytes(15460179));
        assertThat(rows.get(2).get("pressurecpusome")).hasValue(0.25);
        assertThat(rows.get(2).netOut()).isEmpty();
    }

    @Test
    void rate_negative_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ByteRate(-1))
                .withMessage("rate: -1.0 (expected: >= 0)");
        assertThatIllegalArgumentException().isThrownBy(() -> new ByteRate(Double.NaN));
    }

    @Test
    void awaitUnlocked_asksUntilTheLockIsGone() throws InterruptedException {
        transport.data("{\"lock\":\"clone\"}").data("{\"lock\":\"clone\"}").data("{\"digest\":\"ab\"}");
        List<Duration> pauses = new ArrayList<>();

        assertThat(vm.awaitUnlocked(Duration.ofMinutes(1), pauses::add)).isEmpty();
        assertThat(pauses).containsExactly(Duration.ofMillis(250), Duration.ofMillis(400));
    }

    @Test
    void awaitUnlocked_timeOver_namesTheLock() throws InterruptedException {
        transport.data("{\"lock\":\"backup\"}").data("{\"lock\":\"backup\"}");

        assertThat(vm.awaitUnlocked(Duration.ofMillis(100), pause -> {})).contains("backup");
    }

    @Test
    void locate_findsTheNode() {
        String guests = "[{\"vmid\":100,\"node\":\"pve2\",\"type\":\"qemu\"}]";
        transport.data(guests).data(guests);
        Cluster cluster = transport.client().cluster();

        assertThat(cluster.locate(Vmid.of(100))).contains(NodeName.of("pve2"));
        assertThat(cluster.locate(Vmid.of(101))).isEmpty();
    }

    private static Traffic traffic(long in, long out) {
        return new Traffic(ByteSize.ofBytes(in), ByteSize.ofBytes(out), ByteSize.ofBytes(0), ByteSize.ofBytes(0));
    }
}
