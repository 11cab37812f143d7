package dev.vmlifecycle.schedule;

import dev.vmlifecycle.engine.StoreException;
import dev.vmlifecycle.schedule.ScheduleStore.Begin;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run of one task: lock, work, result. Thread-safe. */
final class TaskRunner {
    private static final Logger LOG = LoggerFactory.getLogger(TaskRunner.class);

    private final TasksSettings settings;
    private final StopSignal stop;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();
    private int running;

    TaskRunner(TasksSettings settings, StopSignal stop) {
        this.settings = settings;
        this.stop = stop;
    }

    /** Empty when it is disabled, not due, or run by somebody else. */
    Optional<TaskRun> runIfDue(ScheduledTask task) {
        Interval interval = settings.interval(task);
        if (interval.time().isEmpty()) {
            return Optional.empty();
        }
        Duration sinceLast =
                Duration.between(Instant.EPOCH, interval.dueAfter(Instant.EPOCH).orElseThrow());
        return run(task, Optional.of(sinceLast));
    }

    /** Empty when somebody else runs it. */
    Optional<TaskRun> run(ScheduledTask task) {
        return run(task, Optional.empty());
    }

    /** Trouble with the store is an error of that task, the others have their chance. */
    private Optional<TaskRun> run(ScheduledTask task, Optional<Duration> sinceLast) {
        count(1);
        try {
            return started(task, sinceLast);
        } catch (StoreException e) {
            LOG.warn("task {}: {}", task.name(), e.toString());
            return Optional.of(new TaskRun(
                    task.name(), Duration.ZERO, new TaskResult(0, 1, List.of("store: " + e.getMessage())), true));
        } finally {
            count(-1);
        }
    }

    private Optional<TaskRun> started(ScheduledTask task, Optional<Duration> sinceLast) {
        Begin begun = begin(task, sinceLast);
        if (begun instanceof Begin.Held held) {
            settings.lock(held.row(), settings.store().now())
                    .ifPresent(seen -> settings.listeners().tell(new ScheduleEvent.TaskHeld(task.name(), seen)));
        }
        return begun instanceof Begin.Started started ? Optional.of(run(task, started)) : Optional.empty();
    }

    private Begin begin(ScheduledTask task, Optional<Duration> sinceLast) {
        TaskStart wish = new TaskStart(
                task.name(),
                settings.runIds().get(),
                settings.owners().self(),
                sinceLast,
                task.lock() == ScheduledTask.Lock.NONE ? Optional.empty() : Optional.of(settings.timeout()),
                Optional.empty());
        Begin first = settings.store().begin(wish);
        if (first instanceof Begin.Held held
                && settings.owners().isDead(held.row().last().owner())) {
            return settings.store().begin(wish.insteadOf(held.row().last().runId()));
        }
        return first;
    }

    private TaskRun run(ScheduledTask task, Begin.Started started) {
        started.before()
                .flatMap(before -> settings.lock(before, started.row().last().at()))
                .ifPresent(stale -> settings.listeners().tell(new ScheduleEvent.LockTakenOver(task.name(), stale)));
        settings.listeners()
                .tell(new ScheduleEvent.TaskStarted(
                        task.name(),
                        settings.interval(task),
                        started.before().map(before -> before.last().at())));
        boolean locked = task.lock() == ScheduledTask.Lock.EXCLUSIVE;
        TaskRow.Start start = started.row().last();
        RunContext context = new RunContext(settings, stop, task.name(), start, locked);
        TaskResult result = result(task, context);
        boolean lost = !end(task, start, result, locked);
        if (lost) {
            LOG.warn("task {}: lock lost before its end, its result is not recorded", task.name());
        }
        TaskRun run = new TaskRun(
                task.name(), Duration.between(start.at(), settings.store().now()), result, lost);
        settings.listeners().tell(new ScheduleEvent.TaskEnded(run.name(), run.took(), run.result(), run.lost()));
        return run;
    }

    /** Asked once more when the answer is lost; after that the lock runs out by itself. */
    private boolean end(ScheduledTask task, TaskRow.Start start, TaskResult result, boolean locked) {
        try {
            return settings.store().end(task.name(), start.runId(), start.at(), result, locked);
        } catch (StoreException e) {
            LOG.debug("task {}: its end could not be recorded, trying again", task.name(), e);
            return settings.store().end(task.name(), start.runId(), start.at(), result, locked);
        }
    }

    /** An error, as against an exception, is let through: the lock stays until it is stale, as after a crash. */
    private static TaskResult result(ScheduledTask task, RunContext context) {
        try {
            return task.run(context);
        } catch (RuntimeException e) {
            LOG.warn("task {} failed", task.name(), e);
            return context.failed(e);
        }
    }

    /** Waits until nothing runs; false when the time is over. */
    boolean awaitNone(Duration grace) {
        long nanos = grace.toNanos();
        lock.lock();
        try {
            while (running > 0) {
                if (nanos <= 0) {
                    return false;
                }
                nanos = ended.awaitNanos(nanos);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    private void count(int change) {
        lock.lock();
        try {
            running += change;
            ended.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
