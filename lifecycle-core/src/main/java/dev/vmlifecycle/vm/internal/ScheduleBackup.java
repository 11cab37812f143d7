package dev.vmlifecycle.vm.internal;

import dev.vmlifecycle.backup.BackupRecord;
import dev.vmlifecycle.backup.BackupSchedule;
import dev.vmlifecycle.backup.BackupStore;
import dev.vmlifecycle.backup.BackupStore.Scheduled;
import dev.vmlifecycle.engine.Instance;
import dev.vmlifecycle.engine.SubjectStore;
import dev.vmlifecycle.schedule.Interval;
import dev.vmlifecycle.schedule.ScheduledTask;
import dev.vmlifecycle.schedule.TaskContext;
import dev.vmlifecycle.schedule.TaskName;
import dev.vmlifecycle.schedule.TaskResult;
import dev.vmlifecycle.vm.VmKey;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Starts the backups that are due. Once per VM and day: the day is part of the record, which is written before Proxmox is asked, under a
 * unique key.
 */
public final class ScheduleBackup implements ScheduledTask {
    /** Its name. */
    public static final TaskName NAME = TaskName.of("schedule_backup");

    private static final int PAGE = 100;
    /** So many of a VM's newest backups are looked at for one of today; the unique key stands behind that. */
    private static final int RECENT = 20;

    private final SubjectStore store;
    private final BackupStore backups;
    private final BackupDesk desk;
    private final ZoneId zone;

    /**
     * Makes the task.
     *
     * @param store the VMs
     * @param backups their backups and schedules
     * @param desk starts them
     * @param zone of schedules that name none
     */
    public ScheduleBackup(SubjectStore store, BackupStore backups, BackupDesk desk, ZoneId zone) {
        this.store = store;
        this.backups = backups;
        this.desk = desk;
        this.zone = zone;
    }

    @Override
    public TaskName name() {
        return NAME;
    }

    @Override
    public Interval defaultInterval() {
        return Interval.of(Duration.ofMinutes(60));
    }

    @Override
    public TaskResult run(TaskContext context) {
        return context.each(due(context.now()), Scheduled::key, one -> start(one, context.now()));
    }

    private List<Scheduled> due(Instant now) {
        List<Scheduled> all = new ArrayList<>();
        List<Scheduled> page = backups.schedules("", PAGE);
        while (!page.isEmpty()) {
            page.stream()
                    .filter(one -> one.schedule().due(now, zone).isPresent())
                    .forEach(all::add);
            page = backups.schedules(page.get(page.size() - 1).key(), PAGE);
        }
        all.removeIf(one -> !isWanted(one, now));
        return all;
    }

    private boolean isWanted(Scheduled one, Instant now) {
        Optional<Instance> row = store.find(one.key());
        if (row.isEmpty() || row.get().pointer().state().equals("remove")) {
            // its VM is gone; one that is deployed anew under the key gets a schedule of its own
            backups.saveSchedule(one.key(), Optional.empty());
            return false;
        }
        Optional<LocalDate> day = one.schedule().due(now, zone);
        return LiveVm.isAtRest(row.get())
                && backups.backupsOf(one.key(), RECENT).stream()
                        .noneMatch(record -> record.wish().day().equals(day));
    }

    private Optional<String> start(Scheduled one, Instant now) {
        BackupSchedule schedule = one.schedule();
        Optional<LocalDate> day = schedule.due(now, zone);
        if (day.isEmpty()) {
            return Optional.empty();
        }
        BackupRecord record =
                desk.start(VmKey.of(one.key()), day, schedule.storage(), schedule.mode(), "schedule: " + day.get());
        return Optional.of(one.key() + "  backup " + record.progress().state() + "  for " + day.get());
    }
}
