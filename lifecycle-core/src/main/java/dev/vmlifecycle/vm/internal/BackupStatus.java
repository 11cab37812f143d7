package dev.vmlifecycle.vm.internal;

import dev.vmlifecycle.backup.BackupId;
import dev.vmlifecycle.backup.BackupRecord;
import dev.vmlifecycle.backup.BackupStore;
import dev.vmlifecycle.engine.SubjectStore;
import dev.vmlifecycle.schedule.Interval;
import dev.vmlifecycle.schedule.ScheduledTask;
import dev.vmlifecycle.schedule.TaskContext;
import dev.vmlifecycle.schedule.TaskName;
import dev.vmlifecycle.schedule.TaskResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Watches the backups that are under way, manual ones and those of schedules. */
public final class BackupStatus implements ScheduledTask {
    /** Its name. */
    public static final TaskName NAME = TaskName.of("backup_status");

    private static final int PAGE = 100;
    private static final Duration KEPT = Duration.ofDays(400);

    private final SubjectStore store;
    private final BackupStore backups;
    private final VmServices services;

    /**
     * Makes the task.
     *
     * @param store the VMs
     * @param backups their backups
     * @param services their clusters
     */
    public BackupStatus(SubjectStore store, BackupStore backups, VmServices services) {
        this.store = store;
        this.backups = backups;
        this.services = services;
    }

    @Override
    public TaskName name() {
        return NAME;
    }

    @Override
    public Interval defaultInterval() {
        return Interval.of(Duration.ofMinutes(5));
    }

    @Override
    public TaskResult run(TaskContext context) {
        BackupWatch watch = new BackupWatch(store, backups, services);
        TaskResult result = context.each(open(), BackupRecord::key, watch::look);
        backups.forgetBackups(context.now().minus(KEPT));
        return result;
    }

    private List<BackupRecord> open() {
        List<BackupRecord> all = new ArrayList<>();
        List<BackupRecord> page = backups.openBackups(Optional.empty(), PAGE);
        while (!page.isEmpty()) {
            all.addAll(page);
            Optional<BackupId> last = Optional.of(page.get(page.size() - 1).id());
            page = backups.openBackups(last, PAGE);
        }
        return all;
    }
}
