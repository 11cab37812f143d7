package dev.vmlifecycle.proxmox.simulator;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who holds the configuration lock of which VM: one task alone, or several that share it. The lock is a file of one node, so that two
 * nodes never wait for each other.
 */
final class LockHolders {

    private final Map<Place, Set<Task>> holders = new HashMap<>();

    private record Place(String node, int vmid) {

        static Place of(Task task, int vmid) {
            return new Place(task.node, vmid);
        }
    }

    /** Takes the lock if it is free, or shared by those who share too; tells whether it did. */
    boolean take(Task task, int vmid, boolean shared) {
        Set<Task> others = of(task.node, vmid);
        if (!others.isEmpty() && !(shared && others.stream().allMatch(other -> other.sharesLock))) {
            return false;
        }
        task.locks = vmid;
        task.sharesLock = shared;
        keep(task);
        return true;
    }

    /** Notes a task that says it holds a lock, whoever else does. */
    void keep(Task task) {
        if (task.locks != 0) {
            holders.computeIfAbsent(Place.of(task, task.locks), place -> new LinkedHashSet<>())
                    .add(task);
        }
    }

    void release(Task task) {
        holders.computeIfPresent(Place.of(task, task.locks), (place, tasks) -> {
            tasks.remove(task);
            return tasks.isEmpty() ? null : tasks;
        });
        task.locks = 0;
        task.sharesLock = false;
    }

    /** When the last of the holders expects to be through, empty when nobody holds it. */
    Optional<Long> freeAt(String node, int vmid) {
        return of(node, vmid).stream().map(task -> task.expectedEndMs).max(Long::compare);
    }

    private Set<Task> of(String node, int vmid) {
        return holders.getOrDefault(new Place(node, vmid), Set.of());
    }
}
