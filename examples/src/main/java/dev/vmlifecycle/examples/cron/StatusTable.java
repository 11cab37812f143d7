package dev.vmlifecycle.examples.cron;

import dev.vmlifecycle.schedule.TaskLock;
import dev.vmlifecycle.schedule.TaskRow;
import dev.vmlifecycle.schedule.TaskStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How the tasks stand, as a table for people. */
final class StatusTable {
    private static final List<String> HEAD =
            List.of("TASK", "INTERVAL", "LAST START", "TOOK", "RESULT", "NEXT DUE", "LOCK");

    private final DateTimeFormatter time;

    private StatusTable(ZoneId zone) {
        this.time =
                DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(zone);
    }

    static List<String> lines(List<TaskStatus> tasks, ZoneId zone) {
        StatusTable table = new StatusTable(zone);
        List<List<String>> rows = new ArrayList<>(List.of(HEAD));
        tasks.forEach(task -> rows.add(table.row(task)));
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < HEAD.size(); column++) {
                int at = column;
                int width = rows.stream()
                        .mapToInt(one -> one.get(at).length())
                        .max()
                        .orElse(0);
                line.append(row.get(column))
                        .append(" ".repeat(width - row.get(column).length() + 2));
            }
            lines.add(line.toString().stripTrailing());
        }
        tasks.forEach(task -> task.cleared().ifPresent(cleared -> lines.add(table.cleared(task, cleared))));
        return lines;
    }

    private List<String> row(TaskStatus task) {
        return List.of(
                task.name().value(),
                task.interval().time().map(StatusTable::span).orElse("disabled"),
                at(task.lastStart(), "never"),
                task.done().map(done -> seconds(done.took())).orElse("-"),
                task.done().map(StatusTable::result).orElse("-"),
                at(task.nextDue(), "-"),
                task.lock().map(StatusTable::lock).orElse("-"));
    }

    private String cleared(TaskStatus task, TaskRow.Cleared cleared) {
        return task.name() + ": lock of " + cleared.owner() + " cleared " + time.format(cleared.at()) + " by "
                + cleared.by();
    }

    private String at(Optional<Instant> instant, String none) {
        return instant.map(time::format).orElse(none);
    }

    private static String result(TaskRow.Done done) {
        return "processed: " + done.result().processed() + ", errors: "
                + done.result().errors();
    }

    private static String lock(TaskLock lock) {
        return lock.owner() + " for " + lock.age().toSeconds() + "s" + (lock.stale() ? " (stale)" : "");
    }

    private static String span(Duration span) {
        return span.toSeconds() % 60 == 0 ? span.toMinutes() + "m" : span.toSeconds() + "s";
    }

    private static String seconds(Duration took) {
        return String.format(Locale.ROOT, "%.1fs", took.toMillis() / 1000.0);
    }
}
