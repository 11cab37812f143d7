package dev.vmlifecycle.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vmlifecycle.backup.BackupQuota;
import dev.vmlifecycle.backup.BackupRecord;
import dev.vmlifecycle.backup.BackupSchedule;
import dev.vmlifecycle.backup.BackupState;
import dev.vmlifecycle.engine.testing.SimulatedCrash;
import dev.vmlifecycle.proxmox.NodeName;
import dev.vmlifecycle.proxmox.StorageId;
import dev.vmlifecycle.proxmox.Vmid;
import dev.vmlifecycle.proxmox.backup.BackupMode;
import dev.vmlifecycle.proxmox.qemu.MigrateRequest;
import dev.vmlifecycle.proxmox.simulator.Fault;
import dev.vmlifecycle.proxmox.simulator.Invariants;
import dev.vmlifecycle.proxmox.simulator.StorageSpec;
import dev.vmlifecycle.proxmox.simulator.WorldSnapshot;
import dev.vmlifecycle.proxmox.storage.BackupVolume;
import dev.vmlifecycle.proxmox.storage.VolumeUpdate;
import dev.vmlifecycle.schedule.TaskName;
import dev.vmlifecycle.schedule.TaskResult;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Backups on a simulated cluster: made once, found again, kept as many as the package says. */
class BackupsTest {
    private static final TaskName STATUS = TaskName.of("backup_status");
    private static final TaskName DUE = TaskName.of("schedule_backup");
    private static final Actor JANE = Actor.of("jane", "asked");
    private static final int VMID = 5000;
    private static final StorageId SHARED = StorageId.of("shared1");
    private static final StorageId PBS = StorageId.of("pbs1");

    private final VmWorld world = VmWorld.create(cluster -> cluster.storages(StorageSpec.pbs("pbs1")));
    private final VmLifecycle host = world.host();

    private void deploy(BackupQuota quota) {
        PackageSpec pkg = VmWorld.small().toBuilder().backups(quota).build();
        host.deploy(DeployRequest.of(VmWorld.KEY, VmWorld.FQDN, pkg, VmWorld.onto("pve1", CloneMode.FULL)));
        world.settle(host);
    }

    private BackupRecord start(StorageId storage) {
        return host.backups().start(VmWorld.KEY, storage, BackupMode.SNAPSHOT, JANE);
    }

    private TaskResult run(TaskName task) {
        return run(host, task);
    }

    private static TaskResult run(VmLifecycle by, TaskName task) {
        return by.tasks().run(task).orElseThrow().result();
    }

    private void pass(Duration time) {
        world.clock.advance(time);
        world.sim.advanceTo(world.clock.instant());
    }

    private BackupRecord newest() {
        return host.backups().list(VmWorld.KEY).get(0);
    }

    private List<BackupVolume> archives(StorageId storage) {
        return world.client().node(NodeName.of("pve1")).storage(storage).backups(Vmid.of(VMID));
    }

    private BackupRecord made(StorageId storage) {
        start(storage);
        pass(Duration.ofMinutes(30));
        run(STATUS);
        return newest();
    }

    private long backupTasks() {
        return world.snapshot().tasks().stream()
                .filter(task -> task.type().equals("vzdump"))
                .count();
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "shared1", "pbs1"})
    void backup_isWatched_andItsArchiveFound(String storage) {
        deploy(BackupQuota.unlimited());

        BackupRecord running = start(StorageId.of(storage));
        assertThat(running.progress().state()).isEqualTo(BackupState.RUNNING);
        assertThat(run(STATUS).processed()).isEqualTo(1);
        assertThat(newest().progress().state()).isEqualTo(BackupState.RUNNING);
        pass(Duration.ofMinutes(30));
        TaskResult result = run(STATUS);

        BackupVolume archive = archives(StorageId.of(storage)).get(0);
        assertThat(newest().progress().state()).isEqualTo(BackupState.DONE);
        assertThat(newest().progress().archive()).contains(archive.volume());
        assertThat(newest().progress().size()).contains(archive.size());
        assertThat(archive.notes().orElseThrow())
                .startsWith("vm-lifecycle: key=42 vmid=5000 owner=")
                .endsWith(" backup=" + running.id());
        assertThat(result.details()).singleElement().asString().startsWith("42  backup done  ");
        assertThat(run(STATUS).processed()).isZero();
    }

    @Test
    void secondBackup_whileOneIsUnderWay_isRefused() {
        deploy(BackupQuota.unlimited());
        start(SHARED);

        assertThatThrownBy(() -> start(SHARED))
                .isInstanceOf(VmException.class)
                .hasMessageContaining("a backup is under way");
        assertThat(host.backups().list(VmWorld.KEY)).hasSize(1);
    }

    @Test
    void vmThatIsNotReady_isRefused() {
        host.deploy(VmWorld.request("pve1", CloneMode.FULL));

        assertThatThrownBy(() -> start(SHARED))
                .isInstanceOf(VmException.class)
                .hasMessageStartingWith("vm 42: is creation");
    }

    @Test
    void failedTask_isRecorded_withTheEndOfItsLog() {
        deploy(BackupQuota.unlimited());
        start(SHARED);
        world.sim.operator().storageFull("shared1", true);
        pass(Duration.ofMinutes(30));
        run(STATUS);

        assertThat(newest().progress().state()).isEqualTo(BackupState.FAILED);
        assertThat(newest().progress().error()).startsWith("job errors").contains("No space left on device");
    }

    @Test
    void vmThatWasMoved_isBackedUpWhereItIs() {
        deploy(BackupQuota.unlimited());
        world.client().node(NodeName.of("pve1")).qemu(Vmid.of(VMID)).stop(false);
        pass(Duration.ofMinutes(2));
        world.client().node(NodeName.of("pve1")).qemu(Vmid.of(VMID)).migrate(MigrateRequest.to(NodeName.of("pve2")));
        pass(Duration.ofMinutes(30));

        BackupRecord record = start(SHARED);

        assertThat(record.place().node()).isEqualTo(NodeName.of("pve2"));
        pass(Duration.ofMinutes(30));
        run(STATUS);
        assertThat(newest().progress().state()).isEqualTo(BackupState.DONE);
    }

    @Test
    void quota_removesTheOldestOfOurs_andNothingElse() {
        world.sim
                .operator()
                .addBackup("shared1", "pve1", VMID, world.clock.instant().minusSeconds(900), false);
        deploy(BackupQuota.keep(2));
        world.sim
                .operator()
                .addBackup("shared1", "pve1", VMID, world.clock.instant().plusSeconds(9), false);
        BackupRecord first = made(SHARED);
        BackupRecord second = made(SHARED);
        world.client()
                .node(NodeName.of("pve1"))
                .storage(SHARED)
                .update(
                        second.progress().archive().orElseThrow(),
                        VolumeUpdate.none().protect(true));
        BackupRecord third = made(SHARED);
        BackupRecord fourth = made(SHARED);
        pass(Duration.ofMinutes(1));

        assertThat(archives(SHARED))
                .extracting(BackupVolume::volume)
                .contains(
                        second.progress().archive().orElseThrow(),
                        fourth.progress().archive().orElseThrow())
                .doesNotContain(
                        first.progress().archive().orElseThrow(),
                        third.progress().archive().orElseThrow())
                .hasSize(4);
    }

    @Test
    void quotaOfProtectedOnly_refusesAnother() {
        deploy(BackupQuota.keep(1));
        BackupRecord only = made(SHARED);
        world.client()
                .node(NodeName.of("pve1"))
                .storage(SHARED)
                .update(
                        only.progress().archive().orElseThrow(),
                        VolumeUpdate.none().protect(true));

        assertThatThrownBy(() -> start(SHARED))
                .isInstanceOfSatisfying(
                        VmException.class, e -> assertThat(e.code()).isEqualTo(VmException.Code.QUOTA));
    }

    @Test
    void lostAnswer_isFoundOut_andNothingIsStartedTwice() {
        deploy(BackupQuota.unlimited());
        world.sim.faults().next("POST", "/nodes/*/vzdump", Fault.dropAfterEffect());

        assertThat(start(SHARED).progress().state()).isEqualTo(BackupState.STARTING);
        for (int i = 0; i < 6; i++) {
            pass(Duration.ofMinutes(5));
            run(STATUS);
        }

        assertThat(newest().progress().state()).isEqualTo(BackupState.DONE);
        assertThat(backupTasks()).isEqualTo(1);
    }

    @Test
    void lostQuestion_isAskedAgain_onceItCannotComeAnyMore() {
        deploy(BackupQuota.unlimited());
        world.sim.faults().next("POST", "/nodes/*/vzdump", Fault.dropBeforeEffect());

        start(SHARED);
        run(STATUS);
        assertThat(backupTasks()).isZero();
        pass(Duration.ofMinutes(3));
        run(STATUS);
        assertThat(backupTasks()).isEqualTo(1);
        pass(Duration.ofMinutes(30));
        run(STATUS);

        assertThat(newest().progress().state()).isEqualTo(BackupState.DONE);
        assertThat(backupTasks()).isEqualTo(1);
    }

    /** Dies around each write of the record, in the request and in both tasks; the next process goes on. */
    @ParameterizedTest
    @CsvSource({
        "addBackup, 1, true",
        "addBackup, 1, false",
        "updateBackup, 1, true",
        "updateBackup, 1, false",
        "updateBackup, 2, true",
        "updateBackup, 2, false",
    })
    void killed_theNextProcessGoesOn_andOneBackupIsMade(String method, int nth, boolean before) {
        deploy(BackupQuota.unlimited());
        host.backups().schedule(VmWorld.KEY, BackupSchedule.daily(LocalTime.of(14, 0), SHARED));
        VmLifecycle doomed = world.host(wire -> wire, store -> DyingStore.at(store, method, nth, before));
        boolean died = false;
        for (int i = 0; i < 24; i++) {
            try {
                VmLifecycle by = died ? host : doomed;
                run(by, DUE);
                run(by, STATUS);
            } catch (SimulatedCrash e) {
                died = true;
            }
            // longer than the lock of the task that died
            pass(Duration.ofMinutes(15));
        }

        assertThat(died).isTrue();
        assertThat(backupTasks()).isEqualTo(1);
        assertThat(host.backups().list(VmWorld.KEY)).hasSize(1);
        assertThat(newest().progress().state()).isEqualTo(BackupState.DONE);
    }

    @Test
    void schedule_backsUpOnItsWeekdays_onceADay_byTwoHosts() {
        deploy(BackupQuota.keep(3));
        VmLifecycle other = world.host();
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        host.backups()
                .schedule(
                        VmWorld.KEY,
                        new BackupSchedule(
                                Map.of(DayOfWeek.MONDAY, LocalTime.of(2, 30), DayOfWeek.FRIDAY, LocalTime.of(23, 0)),
                                Optional.of(berlin),
                                SHARED,
                                BackupMode.SNAPSHOT));
        Instant end = world.clock.instant().plus(Duration.ofDays(21));
        while (world.clock.instant().isBefore(end)) {
            run(host, DUE);
            run(other, DUE);
            run(other, STATUS);
            pass(Duration.ofMinutes(30));
        }

        List<LocalDate> days = new ArrayList<>();
        host.backups()
                .list(VmWorld.KEY)
                .forEach(record -> days.add(0, record.wish().day().orElseThrow()));
        // the world begins on Monday the 23rd, at 15:00 in Berlin: that day's time has come
        assertThat(days)
                .containsExactly(
                        LocalDate.of(2026, 11, 23),
                        LocalDate.of(2026, 11, 27),
                        LocalDate.of(2026, 11, 30),
                        LocalDate.of(2026, 12, 4),
                        LocalDate.of(2026, 12, 7),
                        LocalDate.of(2026, 12, 11),
                        LocalDate.of(2026, 12, 14));
        assertThat(backupTasks()).isEqualTo(7);
        assertThat(archives(SHARED)).hasSize(3);
    }

    @Test
    void scheduleOfATerminatedVm_isForgotten() {
        deploy(BackupQuota.unlimited());
        host.backups().schedule(VmWorld.KEY, BackupSchedule.daily(LocalTime.MIDNIGHT, SHARED));
        host.terminate(VmWorld.KEY);
        world.settle(host);

        assertThat(run(DUE).processed()).isZero();

        assertThat(host.backups().schedule(VmWorld.KEY)).isEmpty();
    }

    @Test
    void oneThatFails_doesNotStopTheOthers() {
        deploy(BackupQuota.unlimited());
        VmKey other = VmKey.of("43");
        host.deploy(DeployRequest.of(other, "vm43.example.com", VmWorld.small(), VmWorld.onto("pve1", CloneMode.FULL)));
        world.settle(host);
        host.backups().schedule(VmWorld.KEY, BackupSchedule.daily(LocalTime.MIDNIGHT, StorageId.of("nowhere")));
        host.backups().schedule(other, BackupSchedule.daily(LocalTime.MIDNIGHT, SHARED));

        TaskResult result = run(DUE);

        assertThat(result.processed()).isEqualTo(2);
        assertThat(result.errors()).isEqualTo(1);
        assertThat(host.backups().list(other)).hasSize(1);
    }

    @Test
    void dueTime_atChangesOfTheClock() {
        BackupSchedule schedule =
                BackupSchedule.daily(LocalTime.of(2, 30), SHARED).in(ZoneId.of("Europe/Berlin"));

        // 2026-03-29: 02:00 becomes 03:00; the time comes an hour later by the clock on the wall
        assertThat(schedule.due(Instant.parse("2026-03-29T01:29:00Z"), ZoneId.of("UTC")))
                .isEmpty();
        assertThat(schedule.due(Instant.parse("2026-03-29T01:30:00Z"), ZoneId.of("UTC")))
                .contains(LocalDate.of(2026, 3, 29));
        // 2026-10-25: 03:00 becomes 02:00; both comings are of one day
        assertThat(schedule.due(Instant.parse("2026-10-25T00:30:00Z"), ZoneId.of("UTC")))
                .contains(LocalDate.of(2026, 10, 25));
        assertThat(schedule.due(Instant.parse("2026-10-25T01:30:00Z"), ZoneId.of("UTC")))
                .contains(LocalDate.of(2026, 10, 25));
    }

    @Test
    void badSchedules_areRefused() {
        assertThatThrownBy(() -> new BackupSchedule(Map.of(), Optional.empty(), PBS, BackupMode.STOP))
                .hasMessage("backup schedule: no weekday (expected: at least one)");
        assertThatThrownBy(() -> BackupSchedule.daily(LocalTime.of(1, 2, 3), PBS))
                .hasMessage("backup time: 01:02:03 (expected: whole minutes)");
        assertThatThrownBy(() -> BackupQuota.keep(0)).hasMessage("backup quota: 0 (expected: 1 to 1000)");
    }

    @Test
    void world_isInOrder() {
        deploy(BackupQuota.keep(1));
        made(SHARED);
        made(SHARED);

        WorldSnapshot seen = world.snapshot();
        assertThat(Invariants.violations(seen)).isEmpty();
    }
}
