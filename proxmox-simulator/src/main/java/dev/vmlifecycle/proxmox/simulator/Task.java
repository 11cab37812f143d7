package dev.vmlifecycle.proxmox.simulator;

import dev.vmlifecycle.proxmox.simulator.internal.config.Whole;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** One task, running or ended; plain fields, stored as JSON. What it does next is decided by its type and phase. */
final class Task {

    static final long OPEN = -1;

    String upid = "";
    String node = "";
    String type = "";
    String id = "";
    String user = "";
    int pid;
    long pstart;
    long startMs;
    TreeMap<String, String> args = new TreeMap<>();
    int phase;
    /** What a fault has in store for it, empty for nothing. */
    String fate = "";

    /** Not a task of the API, only something that happens later. */
    boolean hidden;

    /** Number in order of starting, which decides between tasks due at the same instant. */
    int order;

    long dueMs;
    long endMs = OPEN;
    String exit = "";
    int warnings;
    List<LogLine> log = new ArrayList<>();
    /** The VM whose configuration lock it holds, 0 when none. */
    int locks;
    /** Whether others may hold that lock too. */
    boolean sharesLock;
    /** When it expects to be through. */
    long expectedEndMs;

    boolean running() {
        return endMs == OPEN;
    }

    boolean ended() {
        return endMs != OPEN;
    }

    int vmid() {
        return Whole.small(arg("vmid"), 0);
    }

    String arg(String key) {
        return args.getOrDefault(key, "");
    }

    boolean flag(String key) {
        return arg(key).equals("1");
    }

    void say(long atMs, String text) {
        log.add(new LogLine(atMs, text));
    }

    void warn(long atMs, String text) {
        warnings++;
        say(atMs, "WARN: " + text);
    }

    /** How it ends when nothing failed. */
    String success() {
        return warnings == 0 ? "OK" : "WARNINGS: " + warnings;
    }

    /** Log lines that have appeared by now, the closing one included. */
    List<String> linesAt(long nowMs) {
        long until = running() ? nowMs : Math.min(nowMs, endMs);
        List<String> lines = new ArrayList<>();
        for (LogLine line : log) {
            if (line.atMs() <= until) {
                lines.add(line.text());
            }
        }
        if (ended()) {
            lines.add(exit.equals("OK") || exit.startsWith("WARNINGS: ") ? "TASK " + exit : "TASK ERROR: " + exit);
        }
        return lines;
    }
}
