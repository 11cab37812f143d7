package dev.vmlifecycle.proxmox.internal;

import dev.vmlifecycle.proxmox.Upid;
import dev.vmlifecycle.proxmox.task.LogLine;
import dev.vmlifecycle.proxmox.task.LogPage;
import dev.vmlifecycle.proxmox.task.Percent;
import dev.vmlifecycle.proxmox.task.TaskOutcome;
import dev.vmlifecycle.proxmox.task.TaskStatus;
import dev.vmlifecycle.proxmox.task.TaskSummary;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Answers about tasks. */
public final class TaskReader {

    // "transferred 1.2 GiB of 4.0 GiB (30.00%)", "drive-scsi0: … (45.20%)", "progress 37%"
    private static final Pattern PERCENT = Pattern.compile("\\((\\d{1,3}(?:\\.\\d+)?)%\\)|progress (\\d{1,3})%");

    // the server's web interface can not show an empty list, so an empty log is given one line; whoever counts it as
    // read
    // misses the first real one
    private static final List<LogLine> NOTHING_YET = List.of(new LogLine(1, "no content"));

    private TaskReader() {}

    /**
     * {@return the state of a task}
     *
     * @param data of {@code tasks/{upid}/status}
     * @param started secrets of the call that started it
     */
    public static TaskStatus status(Fields data, Redaction started) {
        if (!data.require("status").equals("stopped")) {
            return TaskStatus.running();
        }
        return data.message("exitstatus", started)
                .map(TaskOutcome::parse)
                .map(TaskStatus::stopped)
                .orElse(TaskStatus.unknown("no exit status"));
    }

    /**
     * {@return a row of the task list}
     *
     * @param row of {@code tasks}
     */
    public static TaskSummary summary(Fields row) {
        // a running task has no end, and "RUNNING" or nothing as status
        TaskStatus status = row.message("status", Redaction.none())
                .filter(text -> !text.equals("RUNNING"))
                .map(text -> TaskStatus.stopped(TaskOutcome.parse(text)))
                .orElse(TaskStatus.running());
        return new TaskSummary(row.require("upid", Upid::parse), row.instant("endtime"), status);
    }

    /**
     * {@return a page of a log}
     *
     * @param answer rows; an unknown log comes as an object instead, which has none
     * @param started secrets of the call that started the task: the log of a download shows its URL
     */
    public static LogPage log(Answer answer, Redaction started) {
        List<LogLine> lines = answer.rowsOrNone().stream()
                .map(row -> new LogLine(
                        row.integer("n").orElse(0L), row.message("t", started).orElse("")))
                .toList();
        return lines.equals(NOTHING_YET) ? LogPage.EMPTY : new LogPage(lines, answer.total());
    }

    /**
     * {@return the last share a log speaks of, absent when it speaks of none}
     *
     * @param lines of the log, oldest first
     */
    public static Optional<Percent> progress(List<String> lines) {
        for (int i = lines.size() - 1; i >= 0; i--) {
            Matcher matcher = PERCENT.matcher(lines.get(i));
            if (matcher.find()) {
                String share = matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
                return Optional.of(new Percent(Math.min(100, Double.parseDouble(share))));
            }
        }
        return Optional.empty();
    }
}
