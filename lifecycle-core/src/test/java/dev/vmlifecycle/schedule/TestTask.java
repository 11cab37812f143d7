package dev.vmlifecycle.schedule;

import java.time.Duration;
import java.util.function.Function;

/** A task whose work a test gives. */
record TestTask(TaskName name, Interval defaultInterval, Lock lock, Function<TaskContext, TaskResult> work)
        implements ScheduledTask {

    static TestTask hourly(String name, Function<TaskContext, TaskResult> work) {
        return new TestTask(TaskName.of(name), Interval.of(Duration.ofHours(1)), Lock.EXCLUSIVE, work);
    }

    TestTask withoutLock() {
        return new TestTask(name, defaultInterval, Lock.NONE, work);
    }

    @Override
    public TaskResult run(TaskContext context) {
        return work.apply(context);
    }
}
