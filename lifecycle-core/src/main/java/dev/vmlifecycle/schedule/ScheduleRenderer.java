package dev.vmlifecycle.schedule;

import dev.vmlifecycle.engine.TextRenderer;

/** Prints what scheduled tasks do as the lines of a cron log, between the lines of the runs. Thread-safe. */
public final class ScheduleRenderer implements ScheduleListener {
    private final TextRenderer lines;

    private ScheduleRenderer(TextRenderer lines) {
        this.lines = lines;
    }

    /**
     * Prints through the renderer that prints the runs, so that no line is broken by another.
     *
     * @param lines the renderer; also a listener of the engine
     * @return the renderer
     */
    public static ScheduleRenderer create(TextRenderer lines) {
        return new ScheduleRenderer(lines);
    }

    @Override
    public void on(ScheduleEvent event) {
        if (event instanceof ScheduleEvent.RoundStarted round) {
            lines.cronStart(round.at());
        } else if (event instanceof ScheduleEvent.TaskStarted started) {
            lines.taskRunning(started.name().value(), started.interval().time(), started.before());
        } else if (event instanceof ScheduleEvent.TaskEnded ended) {
            lines.taskDone(
                    ended.name().value(),
                    ended.took(),
                    ended.result().processed(),
                    ended.result().errors());
        } else if (event instanceof ScheduleEvent.Progress progress) {
            lines.taskLine(progress.name().value(), progress.line());
        } else if (event instanceof ScheduleEvent.TaskHeld held) {
            lines.taskLine(held.name().value(), "Skipped: locked by " + lock(held.lock()));
        } else if (event instanceof ScheduleEvent.LockTakenOver taken) {
            lines.taskLine(taken.name().value(), "Lock taken over from " + lock(taken.lock()));
        } else if (event instanceof ScheduleEvent.LockCleared cleared) {
            lines.taskLine(cleared.name().value(), "Lock cleared by " + cleared.by() + ", was " + lock(cleared.lock()));
        }
    }

    private static String lock(TaskLock lock) {
        return lock.owner() + " for " + lock.age().toSeconds() + "s" + (lock.stale() ? " (stale)" : "");
    }
}
