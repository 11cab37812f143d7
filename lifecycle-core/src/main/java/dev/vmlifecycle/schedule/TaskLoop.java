package dev.vmlifecycle.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The endless loop: looks every second which tasks are due and hands each to the executor. A store that is down is asked again. */
final class TaskLoop {
    private static final Logger LOG = LoggerFactory.getLogger(TaskLoop.class);
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final TasksSettings settings;
    private final List<ScheduledTask> tasks;
    private final TaskRunner runner;
    private final StopSignal stop;
    private final Set<TaskName> underWay = ConcurrentHashMap.newKeySet();
    private int outages;

    TaskLoop(TasksSettings settings, List<ScheduledTask> tasks, TaskRunner runner, StopSignal stop) {
        this.settings = settings;
        this.tasks = tasks;
        this.runner = runner;
        this.stop = stop;
    }

    void run(Executor executor) {
        try {
            while (!stop.isRequested()) {
                look(executor);
                settings.sleeper().sleep(LOOK);
            }
        } catch (InterruptedException e) {
            LOG.info("interrupted by the host: no more tasks are started");
            Thread.currentThread().interrupt();
        }
    }

    private void look(Executor executor) {
        try {
            Map<TaskName, TaskRow> rows =
                    settings.store().tasks().stream().collect(Collectors.toMap(TaskRow::name, Function.identity()));
            Instant now = settings.store().now();
            outages = 0;
            for (ScheduledTask task : tasks) {
                boolean due = settings.nextDue(task, Optional.ofNullable(rows.get(task.name())), now)
                        .filter(at -> !at.isAfter(now))
                        .isPresent();
                if (due && underWay.add(task.name())) {
                    handOut(executor, task);
                }
            }
        } catch (RuntimeException e) {
            outages++;
            LOG.warn("tasks could not be looked at ({} in a row): {}", outages, e.toString());
        }
    }

    private void handOut(Executor executor, ScheduledTask task) {
        try {
            executor.execute(() -> run(task));
        } catch (RejectedExecutionException e) {
            underWay.remove(task.name());
            LOG.debug("task {}: no thread free", task.name());
        }
    }

    private void run(ScheduledTask task) {
        try {
            if (!stop.isRequested()) {
                runner.runIfDue(task);
            }
        } catch (RuntimeException e) {
            LOG.warn("task {} could not be run: {}", task.name(), e.toString());
        } finally {
            underWay.remove(task.name());
        }
    }
}
