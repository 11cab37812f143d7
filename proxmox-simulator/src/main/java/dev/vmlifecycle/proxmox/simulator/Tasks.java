package dev.vmlifecycle.proxmox.simulator;

import dev.vmlifecycle.proxmox.simulator.internal.schema.ApiError;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Starts tasks, lets them act when due, and answers who holds which lock. */
final class Tasks {

    private static final long LOCK_WAIT_MS = TaskProgram.LOCK_PATIENCE_MS;
    private static final long LOCK_POLL_MS = 100;

    private final World world;
    private final Map<String, TaskProgram> programs;
    /** The tasks that have not ended, in order of starting: finished ones pile up and are never walked over. */
    private final Map<Integer, Task> active = new TreeMap<>();

    private final Map<String, Task> byUpid = new HashMap<>();
    private final LockHolders locks = new LockHolders();
    /** When tasks are due; an entry whose task has moved on is passed over. */
    private final PriorityQueue<Due> queue =
            new PriorityQueue<>(Comparator.comparingLong(Due::atMs).thenComparingInt(due -> due.task().order));

    private String nextFate = "";

    private record Due(long atMs, Task task) {
        boolean stale() {
            return task.ended() || task.dueMs != atMs;
        }
    }

    Tasks(World world) {
        this.world = world;
        this.programs = TaskPrograms.all();
        for (Task task : world.state.tasks) {
            byUpid.put(task.upid, task);
            if (task.running()) {
                active.put(task.order, task);
                queue.add(new Due(task.dueMs, task));
                locks.keep(task);
            }
        }
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
        task.order = world.state.nextTask++;
        task.startMs = world.now();
        task.pstart = (world.now() - world.state.bootMs) / 10;
        task.args = new TreeMap<>(args);
        task.fate = nextFate;
        task.upid = upid(task);
        task.dueMs = world.now() + program(task).firstStepMs();
        task.expectedEndMs = task.dueMs;
        world.state.tasks.add(task);
        active.put(task.order, task);
        byUpid.put(task.upid, task);
        queue.add(new Due(task.dueMs, task));
        return task;
    }

    private static String upid(Task task) {
        return "UPID:" + task.node + ":" + hex(task.pid) + ":" + hex(task.pstart) + ":" + hex(task.startMs / 1000) + ":"
                + task.type + ":" + task.id + ":" + task.user + ":";
    }

    private static String hex(long number) {
        String text = Long.toHexString(number).toUpperCase(Locale.ROOT);
        return "0".repeat(Math.max(0, 8 - text.length())) + text;
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

    /** Moves everything under way to a later time. */
    void postpone(long ms) {
        queue.clear();
        for (Task task : active.values()) {
            task.startMs += ms;
            task.dueMs += ms;
            task.expectedEndMs += ms;
            queue.add(new Due(task.dueMs, task));
        }
    }

    List<Task> running() {
        return List.copyOf(active.values());
    }

    long nextDue() {
        Due next = queue.peek();
        while (next != null && next.stale()) {
            queue.remove();
            next = queue.peek();
        }
        return next == null ? Long.MAX_VALUE : next.atMs();
    }

    void runDue() {
        while (nextDue() <= world.now()) {
            Task task = queue.remove().task();
            step(task);
            if (task.running()) {
                queue.add(new Due(task.dueMs, task));
            }
        }
    }

    private void step(Task task) {
        TaskProgram program = program(task);
        try {
            if (task.phase == 0 && program.needsLock(task) && !takeLock(task)) {
                return;
            }
            if (task.phase >= program.struckFrom() && struck(task)) {
                return;
            }
            program.step(world, task);
            // A task that found nothing to do is through before its fault could strike.
            if (task.running() && task.dueMs <= world.now() && !struck(task)) {
                end(task, task.success());
            }
        } catch (ApiError e) {
            end(task, e.asExitStatus());
        } catch (RuntimeException | StackOverflowError e) {
            end(task, Unexpected.text("task " + task.type, e));
        }
    }

    /** Lets the tasks that an action starts have a fate. */
    <T> T doomed(String fate, Supplier<T> action) {
        nextFate = fate;
        try {
            return action.get();
        } finally {
            nextFate = "";
        }
    }

    /** Lets a fault have its way once the task has begun; tells whether that was the end of it. */
    boolean struck(Task task) {
        if (task.fate.startsWith("fail ")) {
            program(task).aborted(world, task);
            end(task, task.fate.substring(5));
            return true;
        }
        if (task.fate.startsWith("warn ")) {
            task.warn(world.now(), task.fate.substring(5));
            task.fate = "";
        }
        if (task.fate.equals("vanish")) {
            end(task, "vanished");
            world.state.tasks.remove(task);
            byUpid.remove(task.upid);
            return true;
        }
        return false;
    }

    private boolean takeLock(Task task) {
        TaskProgram program = program(task);
        if (locks.take(task, task.vmid(), program.sharesLock(world, task))) {
            return true;
        }
        long givesUpAt = task.startMs + program.lockPatienceMs();
        if (world.now() >= givesUpAt) {
            throw lockTimeout(program.lockFile(task.vmid()));
        }
        task.dueMs = Math.min(world.now() + LOCK_POLL_MS, givesUpAt);
        task.expectedEndMs = task.dueMs;
        return false;
    }

    /** A holder of the lock that is no task of the API. */
    Task hold(Vm vm, long ms) {
        Task holder = start("hold", vm.node, Integer.toString(vm.vmid), "root@pam", Map.of("vmid", "" + vm.vmid));
        holder.hidden = true;
        holder.locks = vm.vmid;
        locks.keep(holder);
        holder.phase = 1;
        holder.dueMs = world.now() + ms;
        holder.expectedEndMs = holder.dueMs;
        queue.add(new Due(holder.dueMs, holder));
        return holder;
    }

    void end(Task task, String exit) {
        task.endMs = world.now();
        task.exit = exit;
        locks.release(task);
        active.remove(task.order);
    }

    /** Ends a task as somebody who kills its worker does. */
    void kill(Task task) {
        abort(task, program(task).exitWhenKilled());
    }

    /** Ends a task from outside; abort is not undo, but a worker cleans up what it had begun. */
    void abort(Task task, String exit) {
        if (task.running()) {
            program(task).aborted(world, task);
            end(task, exit);
        }
    }

    /**
     * What a call that needs the lock waits: nothing, or until the holder is through, but ten seconds at most. The wait itself is not
     * acted out; a call that would get the lock in time has its effect at once.
     */
    long lockWait(String node, int vmid) {
        long wait = locks.freeAt(node, vmid)
                .map(end -> Math.max(0, end - world.now()))
                .orElse(0L);
        if (wait >= LOCK_WAIT_MS) {
            throw lockTimeout("/var/lock/qemu-server/lock-" + vmid + ".conf");
        }
        return wait;
    }

    private static ApiError lockTimeout(String file) {
        return ApiError.die("can't lock file '" + file + "' - got timeout");
    }
}
