package dev.vmlifecycle.schedule;

import dev.vmlifecycle.engine.Sleeper;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Collects the tasks and their settings. Confine to one thread. Defaults: each task's own interval, a lock time-out of 600 s, the
 * system's time zone, no listeners.
 */
public final class TasksBuilder {
    final Map<TaskName, ScheduledTask> tasks = new LinkedHashMap<>();
    private final ScheduleStore store;
    private final Map<TaskName, Interval> intervals = new HashMap<>();
    private final List<ScheduleListener> listeners = new ArrayList<>();
    private Duration timeout = Duration.ofMinutes(10);
    private Owners owners = LinuxOwners.system();
    private Supplier<String> runIds = () -> UUID.randomUUID().toString();
    private Sleeper sleeper = Sleeper.system();
    private ZoneId zone = ZoneId.systemDefault();

    TasksBuilder(ScheduleStore store) {
        this.store = store;
    }

    /**
     * Adds a task; they run in the order in which they are added.
     *
     * @param task the task
     * @return this
     * @throws IllegalArgumentException when there is one of that name
     */
    public TasksBuilder task(ScheduledTask task) {
        if (tasks.putIfAbsent(task.name(), task) != null) {
            throw new IllegalArgumentException("task: " + task.name() + " twice (expected: each name once)");
        }
        return this;
    }

    /**
     * Sets how often a task runs.
     *
     * @param name the task
     * @param interval the interval, or {@link Interval#disabled}
     * @return this
     */
    public TasksBuilder interval(TaskName name, Interval interval) {
        intervals.put(name, interval);
        return this;
    }

    /**
     * Sets after how long without a sign of life a lock is stale, and by when a run should end.
     *
     * @param value at least a second
     * @return this
     * @throws IllegalArgumentException when it is shorter
     */
    public TasksBuilder lockTimeout(Duration value) {
        if (value.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("lock time-out: " + value + " (expected: a second or longer)");
        }
        timeout = value;
        return this;
    }

    /**
     * Adds a listener, for example a {@link ScheduleRenderer}.
     *
     * @param value the listener
     * @return this
     */
    public TasksBuilder listener(ScheduleListener value) {
        listeners.add(value);
        return this;
    }

    /**
     * Sets how {@link Tasks#start} waits; tests move a settable clock instead.
     *
     * @param value the sleeper
     * @return this
     */
    public TasksBuilder sleeper(Sleeper value) {
        sleeper = value;
        return this;
    }

    /**
     * Sets the time zone of tasks that go by the wall clock.
     *
     * @param value the zone
     * @return this
     */
    public TasksBuilder zone(ZoneId value) {
        zone = value;
        return this;
    }

    TasksBuilder owners(Owners value) {
        owners = value;
        return this;
    }

    TasksBuilder runIds(Supplier<String> value) {
        runIds = value;
        return this;
    }

    /**
     * Makes the tasks.
     *
     * @return the tasks
     * @throws IllegalArgumentException when an interval was set for a task that was not added
     */
    public Tasks build() {
        for (TaskName name : intervals.keySet()) {
            if (!tasks.containsKey(name)) {
                throw new IllegalArgumentException(
                        "interval of task: " + name + " (expected: one of " + tasks.keySet() + ")");
            }
        }
        return new Tasks(this);
    }

    TasksSettings settings() {
        return new TasksSettings(
                store,
                Map.copyOf(intervals),
                timeout,
                owners,
                runIds,
                sleeper,
                zone,
                new ScheduleListeners(List.copyOf(listeners)));
    }
}
