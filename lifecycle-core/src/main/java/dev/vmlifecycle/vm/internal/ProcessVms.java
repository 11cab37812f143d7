package dev.vmlifecycle.vm.internal;

import dev.vmlifecycle.engine.TickReport;
import dev.vmlifecycle.schedule.Interval;
import dev.vmlifecycle.schedule.ScheduledTask;
import dev.vmlifecycle.schedule.TaskContext;
import dev.vmlifecycle.schedule.TaskName;
import dev.vmlifecycle.schedule.TaskResult;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** One tick of the engine as a scheduled task. Its lock is the lease per VM, so hosts may tick at the same time. */
public final class ProcessVms implements ScheduledTask {
    /** Its name. */
    public static final TaskName NAME = TaskName.of("process_vms");

    private final Supplier<TickReport> tick;

    /**
     * Makes the task.
     *
     * @param tick what ticks
     */
    public ProcessVms(Supplier<TickReport> tick) {
        this.tick = tick;
    }

    @Override
    public TaskName name() {
        return NAME;
    }

    @Override
    public Interval defaultInterval() {
        return Interval.of(Duration.ofMinutes(1));
    }

    @Override
    public Lock lock() {
        return Lock.NONE;
    }

    @Override
    public TaskResult run(TaskContext context) {
        TickReport report = tick.get();
        return new TaskResult(report.processed(), report.errors(), List.of());
    }
}
