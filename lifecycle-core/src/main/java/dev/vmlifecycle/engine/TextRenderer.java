package dev.vmlifecycle.engine;

import java.io.Flushable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Prints events as the lines of a cron log. Thread-safe: each line goes out whole and at once; the lines of subjects that
 * run at the same time interleave.
 */
public final class TextRenderer implements EngineListener {

    private final Consumer<String> out;
    private final DateTimeFormatter date;
    private final DateTimeFormatter time;

    private TextRenderer(Consumer<String> out, ZoneId zone) {
        this.out = out;
        this.date =
                DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(zone);
        this.time = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(zone);
    }

    /**
     * Prints to a consumer.
     *
     * @param line takes each line, without a line end; called by one thread at a time
     * @param zone the zone of the times shown
     * @return the renderer
     */
    public static TextRenderer create(Consumer<String> line, ZoneId zone) {
        return new TextRenderer(line, zone);
    }

    /**
     * Prints to a stream, flushed after each line.
     *
     * @param out where the lines go; what it throws reaches the engine's log, not the caller of the engine
     * @param zone the zone of the times shown
     * @return the renderer
     */
    public static TextRenderer create(Appendable out, ZoneId zone) {
        return new TextRenderer(line -> append(out, line), zone);
    }

    @Override
    public void on(EngineEvent event) {
        if (event instanceof EngineEvent.RunOpened opened) {
            print("--- " + opened.title() + ": " + opened.headline() + " status=" + opened.state() + " ---");
        } else if (event instanceof EngineEvent.StepRecorded recorded) {
            step(recorded.mode(), recorded.line());
        } else if (event instanceof EngineEvent.Progress progress) {
            progress(progress.label(), progress.text());
        } else if (event instanceof EngineEvent.RunClosed closed) {
            print("--- " + closed.title() + " " + ending(closed) + " ---");
        }
    }

    /**
     * Prints that a scheduler's round begins.
     *
     * @param at when
     */
    public void cronStart(Instant at) {
        print("=== Cron Start " + date.format(at) + " ===");
    }

    /**
     * Prints that a scheduled task begins.
     *
     * @param name the task
     * @param interval the least time between two runs; empty when it runs only on demand
     * @param last when it ran before; empty when never
     */
    public void taskRunning(String name, Optional<Duration> interval, Optional<Instant> last) {
        print("[" + name + "] Running (interval: "
                + interval.map(TextFormat::span).orElse("disabled") + ", last: "
                + last.map(time::format).orElse("never") + ")");
    }

    /**
     * Prints a line of a scheduled task.
     *
     * @param name the task
     * @param line the line
     */
    public void taskLine(String name, String line) {
        print("[" + name + "] " + line);
    }

    /**
     * Prints that a scheduled task has ended.
     *
     * @param name the task
     * @param took how long it ran
     * @param processed how many subjects it looked at
     * @param errors how many failures it met
     */
    public void taskDone(String name, Duration took, int processed, int errors) {
        print("[" + name + "] Done (" + TextFormat.seconds(took, 1) + ") - processed: " + processed + ", errors: "
                + errors);
    }

    private synchronized void step(RunWrite.Mode mode, StepLine line) {
        if (mode == RunWrite.Mode.FOLD) {
            progress(line.label(), line.text());
            return;
        }
        boolean moved = line.result().startsWith("s");
        String label = String.format(Locale.ROOT, "%-28s   ", line.label());
        print(moved ? "  [+] " + label + moved(line) : "  [!] " + label + stayed(line));
        if (moved && !line.text().isEmpty()) {
            detail(line.text());
        }
        line.details().forEach(this::detail);
    }

    private static String moved(StepLine line) {
        return line.result() + "  (" + line.from() + " -> " + line.to() + ")  ["
                + TextFormat.seconds(line.duration(), 2) + "]";
    }

    private static String stayed(StepLine line) {
        return line.result() + "  (" + line.from() + ")  " + line.text();
    }

    private static String ending(EngineEvent.RunClosed closed) {
        return switch (closed.status()) {
            case SUCCESS -> "finished: " + closed.state() + " [" + TextFormat.seconds(closed.took(), 2) + "]";
            case WAITING -> "paused: waiting at [" + closed.state() + "]";
            case ERROR -> "failed: " + closed.state();
        };
    }

    /** A text that brings its own tag in brackets, as the lines of a termination do, stands alone. */
    private void progress(String label, String text) {
        print(text.startsWith("[") ? "  " + text : "  [.] " + label + "  " + text);
    }

    private void detail(String text) {
        print("      · " + text);
    }

    private synchronized void print(String line) {
        out.accept(TextFormat.oneLine(line));
    }

    private static void append(Appendable out, String line) {
        try {
            out.append(line).append(System.lineSeparator());
            if (out instanceof Flushable flushable) {
                flushable.flush();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
