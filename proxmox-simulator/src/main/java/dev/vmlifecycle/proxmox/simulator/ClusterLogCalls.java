package dev.vmlifecycle.proxmox.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What the cluster's log tells of tasks: their begin and their end, the newest first. */
final class ClusterLogCalls {

    private static final int LINES = 50;
    private static final int INFO = 6;
    private static final int WARNING = 4;
    private static final int ERROR = 3;

    private ClusterLogCalls() {}

    private record Line(long atMs, int order, Task task, String text, int priority) {}

    static Reply read(Call call) {
        boolean all = call.may("/", "Sys.Syslog");
        List<Line> lines = new ArrayList<>();
        for (Task task : call.world().state.tasks) {
            if (!task.hidden && (all || task.user.equals(call.user()))) {
                lines.add(new Line(task.startMs, 2 * task.order, task, "starting task " + task.upid, INFO));
                if (task.ended()) {
                    String end = "end task " + task.upid + " " + task.exit;
                    lines.add(new Line(task.endMs, 2 * task.order + 1, task, end, priority(task)));
                }
            }
        }
        lines.sort(Comparator.comparingLong(Line::atMs)
                .thenComparingInt(Line::order)
                .reversed());
        ArrayNode rows = Reply.array();
        lines.stream()
                .limit(call.number("max", LINES))
                .forEach(line -> rows.addObject()
                        .put("uid", line.order() + 1)
                        .put("time", line.atMs() / 1000)
                        .put("node", line.task().node)
                        .put("user", line.task().user)
                        .put("tag", "pvedaemon")
                        .put("pid", line.task().pid)
                        .put("pri", line.priority())
                        .put("msg", line.text()));
        return Reply.of(rows);
    }

    private static int priority(Task task) {
        if (task.exit.equals("OK")) {
            return INFO;
        }
        return task.exit.startsWith("WARNINGS: ") ? WARNING : ERROR;
    }
}
