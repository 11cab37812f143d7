package dev.vmlifecycle.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The scheduled tasks of an application. Thread-safe. The host schedules: it calls {@link #runDue} from any timer, on as many hosts as
 * share the store, or lets {@link #start} do it.
 *
 * <p>A task runs when its interval has passed since its last start, whichever host that was on. An exclusive task is locked meanwhile;
 * the lock goes stale after a time-out without a sign of life, or as soon as its owner is known dead, and is then taken over.
 */
public final class Tasks implements AutoCloseable {
    private final TasksSettings settings;
    private final List<ScheduledTask> tasks;
    private final TaskRunner runner;
    private final StopSignal stop = new StopSignal();
    private @Nullable TaskLoop loop;

    Tasks(TasksBuilder builder) {
        this.settings = builder.settings();
        this.tasks = List.copyOf(builder.tasks.values());
        this.runner = new TaskRunner(settings, stop);
    }

    /**
     * Starts a builder.
     *
     * @param store where last runs and locks are kept
     * @return a builder
     */
    public static TasksBuilder builder(ScheduleStore store) {
        return new TasksBuilder(store);
    }

    /**
     * Runs what is due, one task after another, on the caller's thread.
     *
     * @return what ran, in order; a task that somebody else runs at the moment is left out
     * @throws IllegalStateException when {@link #requestStop} was called
     */
    public List<TaskRun> runDue() {
        stop.requireOpen();
        settings.listeners()
                .tell(new ScheduleEvent.RoundStarted(settings.store().now()));
        List<TaskRun> ran = new ArrayList<>();
        for (ScheduledTask task : tasks) {
            if (!stop.isRequested()) {
                runner.runIfDue(task).ifPresent(ran::add);
            }
        }
        return List.copyOf(ran);
    }

    /**
     * Runs a task now, whatever its interval, also a disabled one. Its lock counts.
     *
     * @param name the task
     * @return what came of it; empty when somebody else runs it at the moment
     * @throws IllegalArgumentException when there is no such task
     * @throws IllegalStateException when {@link #requestStop} was called
     */
    public Optional<TaskRun> run(TaskName name) {
        stop.requireOpen();
        return runner.run(task(name));
    }

    /**
     * How the tasks stand.
     *
     * @return one entry a task, in the order in which they run
     */
    public List<TaskStatus> list() {
        Map<TaskName, TaskRow> rows =
                settings.store().tasks().stream().collect(Collectors.toMap(TaskRow::name, Function.identity()));
        Instant now = settings.store().now();
        return tasks.stream()
                .map(task -> status(task, Optional.ofNullable(rows.get(task.name())), now))
                .toList();
    }

    /**
     * When a task is due next.
     *
     * @return the instant, possibly past; empty when all are disabled
     */
    public Optional<Instant> nextDue() {
        return list().stream().flatMap(status -> status.nextDue().stream()).min(Comparator.naturalOrder());
    }

    /**
     * Takes locks away, also those of tasks that this application does not have. A live run whose lock is cleared stops at its next
     * sign of life. What was cleared is kept with who did it.
     *
     * @param which the stale ones, or live ones too
     * @param by who does that, and why
     * @return the locks as they were, by task
     */
    public List<ClearedLock> clearLocks(Clear which, String by) {
        if (by.isBlank()) {
            throw new IllegalArgumentException("cleared by: \"" + by + "\" (expected: who, and why)");
        }
        List<ClearedLock> cleared = new ArrayList<>();
        for (TaskRow row : settings.store().tasks()) {
            Optional<TaskLock> lock = settings.lock(row, settings.store().now());
            boolean meant =
                    lock.filter(held -> which == Clear.ALL || held.stale()).isPresent();
            if (meant && settings.store().clear(row.name(), row.last().runId(), by)) {
                cleared.add(new ClearedLock(row.name(), lock.orElseThrow()));
                settings.listeners().tell(new ScheduleEvent.LockCleared(row.name(), lock.orElseThrow(), by));
            }
        }
        return List.copyOf(cleared);
    }

    /**
     * Runs what becomes due, until {@link #close}: looks every second for tasks that are due, and runs several at a time. Returns at
     * once.
     *
     * @param executor runs the loop, which needs a thread for itself, and the tasks
     * @throws IllegalStateException when it was started before, or closed
     */
    public synchronized void start(Executor executor) {
        stop.requireOpen();
        if (loop != null) {
            throw new IllegalStateException("tasks: started before (expected: one start)");
        }
        TaskLoop started = new TaskLoop(settings, tasks, runner, stop);
        loop = started;
        executor.execute(() -> started.run(executor));
    }

    /** Lets running tasks end at their next good point, and starts no more. Returns at once; for good. */
    public void requestStop() {
        stop.request();
    }

    /** Requests a stop and waits until what {@link #start} started has ended, at most 30 s. */
    @Override
    public void close() {
        close(Duration.ofSeconds(30));
    }

    /**
     * Requests a stop and waits until no task runs in this process.
     *
     * @param grace how long; locks of tasks that run on after it stay theirs
     * @return false when some task still runs
     */
    public boolean close(Duration grace) {
        requestStop();
        return runner.awaitNone(grace);
    }

    private TaskStatus status(ScheduledTask task, Optional<TaskRow> row, Instant now) {
        Interval interval = settings.interval(task);
        return new TaskStatus(
                task.name(),
                interval,
                row.map(known -> known.last().at()),
                row.flatMap(TaskRow::done),
                settings.nextDue(task, row, now),
                row.flatMap(known -> settings.lock(known, now)),
                row.flatMap(TaskRow::cleared));
    }

    private ScheduledTask task(TaskName name) {
        return tasks.stream()
                .filter(task -> task.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("task: " + name + " (expected: one of "
                        + tasks.stream().map(ScheduledTask::name).toList() + ")"));
    }

    /** Which locks to clear. */
    public enum Clear {
        /** Those that have run out, or whose owner is known dead. */
        STALE,
        /** All, also those of runs that are alive. */
        ALL
    }

    /**
     * A lock that was cleared.
     *
     * @param name the task
     * @param lock the lock as it was
     */
    public record ClearedLock(TaskName name, TaskLock lock) {}
}
