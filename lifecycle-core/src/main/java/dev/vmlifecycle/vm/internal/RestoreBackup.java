package dev.vmlifecycle.vm.internal;

import dev.vmlifecycle.engine.Instance;
import dev.vmlifecycle.engine.SubjectStore;
import dev.vmlifecycle.schedule.Interval;
import dev.vmlifecycle.schedule.ScheduledTask;
import dev.vmlifecycle.schedule.TaskContext;
import dev.vmlifecycle.schedule.TaskName;
import dev.vmlifecycle.schedule.TaskResult;
import dev.vmlifecycle.vm.restore.RestorePipeline;
import java.time.Duration;
import java.util.Optional;

/**
 * Watches running restores. The work is the engine's, tick by tick; here one that waits out a failure is made due again, and what stands
 * is reported.
 */
public final class RestoreBackup implements ScheduledTask {
    /** Its name. */
    public static final TaskName NAME = TaskName.of("restore_backup");

    private final SubjectStore store;

    /**
     * Makes the task.
     *
     * @param store the VMs
     */
    public RestoreBackup(SubjectStore store) {
        this.store = store;
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
        return context.each(AllSubjects.of(store, RestoreBackup::isRestoring), Instance::key, this::watch);
    }

    private static boolean isRestoring(Instance row) {
        return row.pointer().pipeline().equals(RestorePipeline.NAME)
                && !row.pointer().state().equals("ready");
    }

    private Optional<String> watch(Instance row) {
        store.retryNow(row.key());
        String trouble = row.lastError().map(error -> ": " + error).orElse("");
        return Optional.of(row.key() + "  restore at [" + row.pointer().state() + "]" + trouble);
    }
}
