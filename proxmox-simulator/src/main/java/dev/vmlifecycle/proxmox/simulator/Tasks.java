package dev.vmlifecycle.proxmox.simulator;

import dev.vmlifecycle.proxmox.simulator.internal.schema.ApiError;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Starts tasks, lets them act when due, and answers who holds which lock. */
final class Tasks {

    private static final long LOCK_WAIT_MS = 10_000;
    private static final long LOCK_POLL_MS = 100;

    private final World world;
    private final Map<String, TaskProgram> programs;
    /** The tasks that have not ended: finished ones pile up and are never walked over. */
    private final List<Task> active;

    private final Map<String, Task> byUpid = new HashMap<>();

    Tasks(World world) {
        this.world = world;
        this.programs = TaskPrograms.all();
        this.active =
                new ArrayList<>(world.state.tasks.stream().filter(Task::running).toList());
        world.state.tasks.forEach(task -> byUpid.put(task.upid, task));
    }

    /** Starts a task for a VM; it acts for the first time a moment later. */
    Task start(String type, String node, String id, String user, Map<String, String> args) {
        Task task = new Task();
        world.state.nextPid += world.random.step();
        task.pid = world.state.nextPid;
        task.node = node;
        task.type = type;
        task.id = id;
        task.user = user;
        task.startMs = world.now();
        task.pstart = (world.now() - world.state.bootMs) / 10;
        task.args = new TreeMap<>(args);
        task.upid = String.format(
                Locale.ROOT,
                "UPID:%s:%08X:%08X:%08X:%s:%s:%s:",
                node,
                task.pid,
                task.pstart,
                task.startMs / 1000,
                type,
                id,
                user);
        task.dueMs = world.now() + program(task).firstStepMs();
        task.expectedEndMs = task.dueMs;
        world.state.tasks.add(task);
        active.add(task);
        byUpid.put(task.upid, task);
        return task;
    }

    private TaskProgram program(Task task) {
        TaskProgram program = programs.get(task.type);
        if (program == null) {
            throw new IllegalStateException(
                    "task type: " + task.type + " (expected: one of " + programs.keySet() + ")");
        }
        return program;
    }

    Optional<Task> find(String upid) {
        return Optional.ofNullable(byUpid.get(upid));
    }

    List<Task> running() {
        return List.copyOf(active);
    }

    long nextDue() {
        return active.stream().mapToLong(task -> task.dueMs).min().orElse(Long.MAX_VALUE);
    }

    void runDue() {
        running().stream()
                .filter(task -> task.dueMs <= world.now())
                .sorted(Comparator.comparingLong(task -> task.dueMs))
                .forEach(this::step);
    }

    private void step(Task task) {
        if (task.ended()) {
            return;
        }
        TaskProgram program = program(task);
        try {
            if (task.phase == 0 && program.needsLock(task) && !takeLock(task)) {
                return;
            }
            program.step(world, task);
            if (task.running() && task.dueMs <= world.now()) {
                end(task, "OK");
            }
        } catch (ApiError e) {
            end(task, e.asExitStatus());
        }
    }

    private boolean takeLock(Task task) {
        if (lockHolder(task.node, task.vmid()).isEmpty()) {
            task.locks = task.vmid();
            return true;
        }
        if (world.now() >= task.startMs + LOCK_WAIT_MS) {
            throw lockTimeout(task.vmid());
        }
        task.dueMs = Math.min(world.now() + LOCK_POLL_MS, task.startMs + LOCK_WAIT_MS);
        task.expectedEndMs = task.dueMs;
        return false;
    }

    void end(Task task, String exit) {
        task.endMs = world.now();
        task.exit = exit;
        task.locks = 0;
        active.remove(task);
    }

    /** Ends a task from outside; abort is not undo, but a worker cleans up what it had begun. */
    void abort(Task task, String exit) {
        if (task.running()) {
            program(task).aborted(world, task);
            end(task, exit);
        }
    }

    Optional<Task> lockHolder(String node, int vmid) {
        return running().stream()
                .filter(task -> task.locks == vmid && task.node.equals(node))
                .findFirst();
    }

    /**
     * What a call that needs the lock waits: nothing, or until the holder is through, but ten seconds at most. The wait itself is not
     * acted out; a call that would get the lock in time has its effect at once.
     */
    long lockWait(String node, int vmid) {
        long wait = lockHolder(node, vmid)
                .map(task -> Math.max(0, task.expectedEndMs - world.now()))
                .orElse(0L);
        if (wait >= LOCK_WAIT_MS) {
            throw lockTimeout(vmid);
        }
        return wait;
    }

    private static ApiError lockTimeout(int vmid) {
        return ApiError.die("can't lock file '/var/lock/qemu-server/lock-" + vmid + ".conf' - got timeout");
    }
}
