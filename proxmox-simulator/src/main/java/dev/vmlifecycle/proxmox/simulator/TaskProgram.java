package dev.vmlifecycle.proxmox.simulator;

import dev.vmlifecycle.proxmox.simulator.internal.config.Whole;

/** What a kind of task does, step by step. Programs hold no state: the task's phase and arguments tell where it stands. */
interface TaskProgram {

    /** How long a task waits for a VM's lock, and a call too. */
    long LOCK_PATIENCE_MS = 10_000;

    /** Milliseconds from the call to the first step. */
    default long firstStepMs() {
        return 50;
    }

    /** Whether the first step waits for the VM's configuration lock and keeps it to the end. */
    default boolean needsLock(Task task) {
        return true;
    }

    /** Whether others that say so too may hold the lock at the same time. */
    default boolean sharesLock(World world, Task task) {
        return false;
    }

    /** How long it waits for the lock. */
    default long lockPatienceMs() {
        return LOCK_PATIENCE_MS;
    }

    /** The file it waits for and keeps, as the refusal names it. */
    default String lockFile(int vmid) {
        return "/var/lock/qemu-server/lock-" + vmid + ".conf";
    }

    /** The phase from which on a fault of the task may strike: 0 for what does all its work in one step. */
    default int struckFrom() {
        return 1;
    }

    /** Acts once; sets the next instant with {@link #next}, or leaves it and is through. An {@code ApiError} ends the task. */
    void step(World world, Task task);

    /** The exit status after being killed from outside. */
    default String exitWhenKilled() {
        return "unexpected status";
    }

    /** Cleans up after being killed. */
    default void aborted(World world, Task task) {}

    /** Schedules the following step. */
    static void next(World world, Task task, long afterMs) {
        task.phase++;
        again(world, task, afterMs);
    }

    /** Schedules the same step once more. */
    static void again(World world, Task task, long afterMs) {
        task.dueMs = Whole.sum(world.now(), Math.max(1, afterMs));
        task.expectedEndMs = Math.max(task.expectedEndMs, task.dueMs);
    }
}
