package dev.vmlifecycle.proxmox.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vmlifecycle.proxmox.simulator.internal.schema.ApiError;
import java.util.Comparator;
import java.util.List;

/** A node's tasks: list, status, log, abort. Only the node in the UPID knows a task. */
final class TaskCalls {

    private static final int DEFAULT_LIMIT = 50;
    private static final int FINISHED_SHOWN = 25;
    private static final String UPID =
            "UPID:[a-zA-Z0-9-]+:[0-9A-F]{8}:[0-9A-F]{8,9}:[0-9A-F]{8}:[^:\\s]+:[^:\\s]*:[^:\\s]+:";

    private TaskCalls() {}

    /** The default source hides running tasks: they are not in the archive yet. */
    static Reply list(Call call) {
        String source = call.has("source") ? call.param("source") : "archive";
        List<Task> found = call.world().state.tasks.stream()
                .filter(task -> !task.hidden && task.node.equals(call.node()))
                .filter(task -> source.equals("all") || task.running() == source.equals("active"))
                .filter(task -> matches(call, task) && sees(call, task))
                .sorted(Comparator.comparing(Task::running)
                        .thenComparingLong(task -> task.startMs)
                        .thenComparingLong(task -> task.pid)
                        .reversed())
                .toList();
        ArrayNode rows = Reply.array();
        found.stream().skip(call.number("start", 0)).limit(limit(call)).forEach(task -> rows.add(listRow(task)));
        return Reply.counted(rows, found.isEmpty() ? -1 : found.size());
    }

    private static long limit(Call call) {
        return call.number("limit", DEFAULT_LIMIT);
    }

    private static boolean matches(Call call, Task task) {
        long start = task.startMs / 1000;
        return (!call.has("vmid") || task.id.equals(call.param("vmid")))
                && (!call.has("typefilter") || task.type.equals(call.param("typefilter")))
                && (!call.has("userfilter") || task.user.contains(call.param("userfilter")))
                && start >= call.number("since", Long.MIN_VALUE)
                && start <= call.number("until", Long.MAX_VALUE)
                && (!call.flag("errors") || (task.ended() && !task.exit.equals("OK")))
                && (!call.has("statusfilter")
                        || Texts.list(call.param("statusfilter")).contains(kind(task)));
    }

    private static String kind(Task task) {
        if (task.exit.startsWith("WARNINGS: ")) {
            return "warning";
        }
        return task.exit.equals("OK") ? "ok" : task.exit.equals("unexpected status") ? "unknown" : "error";
    }

    private static ObjectNode listRow(Task task) {
        ObjectNode row = head(task);
        if (task.running()) {
            return row.put("user", task.user).put("status", "RUNNING").put("saved", "0");
        }
        return owner(row, task).put("status", task.exit).put("endtime", task.endMs / 1000);
    }

    private static ObjectNode head(Task task) {
        return Reply.object()
                .put("upid", task.upid)
                .put("node", task.node)
                .put("pid", task.pid)
                .put("pstart", task.pstart)
                .put("starttime", task.startMs / 1000)
                .put("type", task.type)
                .put("id", task.id);
    }

    private static ObjectNode owner(ObjectNode row, Task task) {
        int mark = task.user.indexOf('!');
        if (mark < 0) {
            return row.put("user", task.user);
        }
        return row.put("user", task.user.substring(0, mark)).put("tokenid", task.user.substring(mark + 1));
    }

    static Reply index() {
        ArrayNode rows = Reply.array();
        rows.addObject().put("name", "log");
        rows.addObject().put("name", "status");
        return Reply.of(rows);
    }

    static Reply status(Call call) {
        Task task = require(call);
        ObjectNode row = owner(head(task), task).put("status", task.running() ? "running" : "stopped");
        if (task.ended()) {
            row.put("exitstatus", task.exit);
        }
        return Reply.of(row);
    }

    /** The log of an unknown task is one object instead of a list of lines, as Proxmox answers (8.4.1). */
    static Reply log(Call call) {
        checkForm(call);
        Task task = call.world()
                .tasks
                .find(call.param("upid"))
                .filter(found -> found.node.equals(call.node()))
                .orElse(null);
        if (task == null) {
            ObjectNode line = Reply.object().put("n", 1).put("t", "unable to open file - No such file or directory");
            return new Reply(line, 1, 0);
        }
        List<String> lines = task.linesAt(call.world().now());
        ArrayNode rows = Reply.array();
        long start = call.number("start", 0);
        long limit = limit(call) == 0 ? Long.MAX_VALUE : limit(call);
        for (int i = 0; i < lines.size(); i++) {
            if (i >= start && i - start < limit) {
                rows.addObject().put("n", i + 1).put("t", lines.get(i));
            }
        }
        return Reply.counted(rows, lines.isEmpty() ? -1 : lines.size());
    }

    /** Kills the worker; a finished task is no failure. */
    static Reply abort(Call call) {
        call.world().tasks.kill(require(call));
        return Reply.nothing();
    }

    static Reply clusterTasks(Call call) {
        ArrayNode rows = Reply.array();
        call.world().tasks.running().stream()
                .filter(task -> !task.hidden && sees(call, task))
                .forEach(task -> rows.add(without(owner(head(task), task), "pstart")));
        call.world().state.tasks.stream()
                .filter(task -> task.ended() && !task.hidden && sees(call, task))
                .sorted(Comparator.comparingLong((Task task) -> task.startMs).reversed())
                .limit(FINISHED_SHOWN)
                .forEach(task -> rows.add(without(owner(head(task), task), "pstart", "pid")
                        .put("status", task.exit)
                        .put("endtime", task.endMs / 1000)
                        .put("saved", "1")));
        return Reply.of(rows);
    }

    private static ObjectNode without(ObjectNode row, String... keys) {
        for (String key : keys) {
            row.remove(key);
        }
        return row;
    }

    /** One's own tasks, or all with the right to audit the node. */
    private static boolean sees(Call call, Task task) {
        return task.user.equals(call.user()) || call.may("/nodes/" + task.node, "Sys.Audit");
    }

    private static Task require(Call call) {
        checkForm(call);
        return call.world()
                .tasks
                .find(call.param("upid"))
                .filter(task -> task.node.equals(call.node()))
                .orElseThrow(() -> ApiError.param("upid", "no such task"));
    }

    private static void checkForm(Call call) {
        if (!call.param("upid").matches(UPID)) {
            throw ApiError.param("upid", "unable to parse worker upid");
        }
    }
}
