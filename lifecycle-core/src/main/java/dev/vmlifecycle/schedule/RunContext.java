package dev.vmlifecycle.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run as its task sees it. One thread. */
final class RunContext implements TaskContext {
    private static final Logger LOG = LoggerFactory.getLogger(RunContext.class);
    /** Signs of life within one time-out. */
    private static final int SIGNS = 10;

    private final TasksSettings settings;
    private final StopSignal stop;
    private final TaskName name;
    private final TaskRow.Start start;
    private final boolean locked;
    private final Instant deadline;
    private Instant extendedAt;
    private int processed;
    private int errors;
    private final List<String> details = new ArrayList<>();

    RunContext(TasksSettings settings, StopSignal stop, TaskName name, TaskRow.Start start, boolean locked) {
        this.settings = settings;
        this.stop = stop;
        this.name = name;
        this.start = start;
        this.locked = locked;
        this.deadline = start.at().plus(settings.timeout());
        this.extendedAt = start.at();
    }

    @Override
    public Instant now() {
        return settings.store().now();
    }

    @Override
    public ZoneId zone() {
        return settings.zone();
    }

    @Override
    public Instant deadline() {
        return deadline;
    }

    @Override
    public boolean shouldStop() {
        return stop.isRequested() || Thread.currentThread().isInterrupted() || !now().isBefore(deadline);
    }

    @Override
    public void keepAlive() {
        if (!locked) {
            return;
        }
        Instant now = now();
        Duration silent = Duration.between(extendedAt, now);
        if (silent.compareTo(settings.timeout().dividedBy(SIGNS)) < 0) {
            return;
        }
        if (!settings.store().extend(name, start.runId(), settings.timeout())) {
            throw new LockLostException(name);
        }
        extendedAt = now;
    }

    @Override
    public void progress(String line) {
        settings.listeners().tell(new ScheduleEvent.Progress(name, line));
    }

    @Override
    public <T> TaskResult each(
            Iterable<? extends T> subjects,
            Function<? super T, String> nameOf,
            Function<? super T, Optional<String>> work) {
        int before = processed;
        int errorsBefore = errors;
        List<String> lines = new ArrayList<>();
        for (T subject : subjects) {
            if (shouldStop()) {
                String early = "stopped early, the rest is left to the next run";
                progress(early);
                lines.add(early);
                break;
            }
            keepAlive();
            processed++;
            one(subject, nameOf, work).ifPresent(line -> {
                progress(line);
                lines.add(line);
            });
        }
        details.addAll(lines);
        return new TaskResult(processed - before, errors - errorsBefore, lines);
    }

    private <T> Optional<String> one(
            T subject, Function<? super T, String> nameOf, Function<? super T, Optional<String>> work) {
        try {
            return work.apply(subject);
        } catch (LockLostException e) {
            throw e;
        } catch (RuntimeException e) {
            errors++;
            String line = "ERR  " + nameOf.apply(subject) + ": " + text(e);
            LOG.debug("task {}: {}", name, line, e);
            return Optional.of(line);
        }
    }

    /** What a run that threw leaves behind: what was counted until then, and one more error. */
    TaskResult failed(RuntimeException e) {
        List<String> lines = new ArrayList<>(details);
        lines.add(text(e));
        progress("ERR  " + text(e));
        return new TaskResult(processed, errors + 1, lines);
    }

    private static String text(RuntimeException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
