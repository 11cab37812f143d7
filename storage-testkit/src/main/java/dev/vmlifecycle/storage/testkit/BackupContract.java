package dev.vmlifecycle.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.vmlifecycle.backup.BackupId;
import dev.vmlifecycle.backup.BackupPlace;
import dev.vmlifecycle.backup.BackupProgress;
import dev.vmlifecycle.backup.BackupRecord;
import dev.vmlifecycle.backup.BackupSchedule;
import dev.vmlifecycle.backup.BackupStore;
import dev.vmlifecycle.backup.BackupStore.Scheduled;
import dev.vmlifecycle.backup.BackupWish;
import dev.vmlifecycle.proxmox.ByteSize;
import dev.vmlifecycle.proxmox.NodeName;
import dev.vmlifecycle.proxmox.StorageId;
import dev.vmlifecycle.proxmox.Upid;
import dev.vmlifecycle.proxmox.Vmid;
import dev.vmlifecycle.proxmox.VolumeId;
import dev.vmlifecycle.proxmox.backup.BackupMode;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Backups and their schedules, of stores that keep them. */
abstract class BackupContract extends TrafficContract {
    private static final StorageId SHARED = StorageId.of("shared1");
    private static final Upid TASK = Upid.parse("UPID:pve1:00002096:000563DA:6B044E50:vzdump:220:root@pam!rig:");
    private static final VolumeId ARCHIVE = VolumeId.of("pbs:backup/vm/220/2026-11-23T14:31:44Z");

    private BackupStore backups() {
        assumeThat(store).as("keeps backups").isInstanceOf(BackupStore.class);
        return (BackupStore) store;
    }

    private static BackupId id(int number) {
        return BackupId.of("%032x".formatted(number));
    }

    private BackupRecord backup(int number, String key, Optional<LocalDate> day) {
        return new BackupRecord(
                id(number),
                key,
                new BackupWish(day, SHARED, BackupMode.SNAPSHOT, "admin: why", store.now()),
                new BackupPlace("ams1", NodeName.of("pve1"), Vmid.of(220)),
                List.of(VolumeId.of("shared1:backup/one"), VolumeId.of("shared1:backup/two")),
                BackupProgress.starting(store.now()));
    }

    private BackupRecord added(int number, String key, Optional<LocalDate> day) {
        BackupRecord record = backup(number, key, day);
        assertThat(backups().addBackup(record)).isTrue();
        return record;
    }

    private BackupRecord moved(BackupRecord seen, BackupProgress to) {
        assertThat(backups().updateBackup(seen, to)).isTrue();
        return seen.with(to);
    }

    @Test
    void may_backup_beOneOpenOnePerVm() {
        BackupStore backups = backups();
        BackupRecord first = added(1, "vm1", Optional.empty());

        assertThat(backups.addBackup(backup(2, "vm1", Optional.empty()))).isFalse();
        assertThat(backups.addBackup(backup(1, "vm2", Optional.empty()))).isFalse();
        BackupRecord other = added(3, "vm2", Optional.empty());
        assertThat(backups.openBackups(Optional.empty(), 10)).containsExactly(first, other);
        assertThat(backups.openBackups(Optional.of(id(1)), 10)).containsExactly(other);
        assertThat(backups.openBackups(Optional.empty(), 1)).containsExactly(first);

        moved(first, first.progress().failed("no", store.now()));
        added(4, "vm1", Optional.empty());
        assertThat(backups.openBackups(Optional.empty(), 10))
                .extracting(BackupRecord::id)
                .containsExactly(id(3), id(4));
    }

    @Test
    void may_backup_beOnePerVmAndDayOfItsSchedule_whateverCameOfIt() {
        BackupStore backups = backups();
        LocalDate day = LocalDate.of(2026, 11, 23);
        BackupRecord first = added(1, "vm1", Optional.of(day));
        moved(first, first.progress().failed("no", store.now()));

        assertThat(backups.addBackup(backup(2, "vm1", Optional.of(day)))).isFalse();
        added(3, "vm2", Optional.of(day));
        added(4, "vm1", Optional.of(day.plusDays(1)));
    }

    @Test
    void may_backup_goOn_onlyFromWhereItWasSeen() {
        BackupStore backups = backups();
        BackupRecord starting = added(1, "vm1", Optional.of(LocalDate.of(2026, 11, 23)));
        clock.advance(Duration.ofSeconds(5));

        BackupRecord running = moved(starting, starting.progress().running(TASK, store.now()));
        assertThat(backups.updateBackup(starting, starting.progress().failed("late", store.now())))
                .isFalse();
        clock.advance(Duration.ofSeconds(5));
        BackupRecord done = moved(running, running.progress().done(ARCHIVE, ByteSize.ofGiB(7), store.now()));

        assertThat(backups.updateBackup(running, running.progress().failed("late", store.now())))
                .isFalse();
        assertThat(backups.backupsOf("vm1", 10)).containsExactly(done);
        assertThat(backups.openBackups(Optional.empty(), 10)).isEmpty();
    }

    @Test
    void may_backups_beListedNewestFirst_andForgottenOnceOver() {
        BackupStore backups = backups();
        BackupRecord one = added(9, "vm1", Optional.empty());
        BackupRecord failed = moved(one, one.progress().failed("no", store.now()));
        clock.advance(Duration.ofHours(1));
        BackupRecord two = added(2, "vm1", Optional.empty());

        assertThat(backups.backupsOf("vm1", 10)).containsExactly(two, failed);
        assertThat(backups.backupsOf("vm1", 1)).containsExactly(two);
        assertThat(backups.backupsOf("vm", 1)).isEmpty();
        assertThat(backups.forgetBackups(store.now().plusSeconds(1))).isEqualTo(1);
        assertThat(backups.backupsOf("vm1", 10)).containsExactly(two);
    }

    @Test
    void may_backup_askedForByManyThreads_beAddedOnce() {
        BackupStore backups = backups();
        AtomicInteger next = new AtomicInteger();
        Optional<LocalDate> day = Optional.of(LocalDate.of(2026, 11, 23));

        List<Boolean> added = together(THREADS, () -> backups.addBackup(backup(next.incrementAndGet(), "vm1", day)));

        assertThat(added).containsOnlyOnce(true);
        BackupRecord seen = backups.openBackups(Optional.empty(), 10).get(0);
        Instant now = store.now().plusSeconds(1);
        List<Boolean> moved = together(
                THREADS, () -> backups.updateBackup(seen, seen.progress().running(TASK, now)));
        assertThat(moved).containsOnlyOnce(true);
    }

    @Test
    void may_schedules_beSetReplacedAndRemoved() {
        BackupStore backups = backups();
        BackupSchedule daily = BackupSchedule.daily(LocalTime.of(2, 30), SHARED);
        BackupSchedule weekly = new BackupSchedule(
                Map.of(DayOfWeek.SUNDAY, LocalTime.MIDNIGHT, DayOfWeek.MONDAY, LocalTime.of(23, 59)),
                Optional.of(ZoneId.of("America/Argentina/ComodRivadavia")),
                SHARED,
                BackupMode.STOP);

        backups.saveSchedule("vm1", Optional.of(daily));
        backups.saveSchedule("vm2", Optional.of(daily));
        backups.saveSchedule("vm2", Optional.of(weekly));
        backups.saveSchedule("vm3", Optional.of(daily));
        backups.saveSchedule("vm3", Optional.empty());
        backups.saveSchedule("vm4", Optional.empty());

        assertThat(backups.schedule("vm2")).contains(weekly);
        assertThat(backups.schedule("vm3")).isEmpty();
        assertThat(backups.schedules("", 10))
                .containsExactly(new Scheduled("vm1", daily), new Scheduled("vm2", weekly));
        assertThat(backups.schedules("vm1", 10)).containsExactly(new Scheduled("vm2", weekly));
        assertThat(backups.schedules("", 1)).hasSize(1);
    }
}
