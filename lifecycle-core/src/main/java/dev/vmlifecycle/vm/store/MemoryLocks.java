package dev.vmlifecycle.vm.store;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Locks by name in memory. Guarded by the store's lock. */
final class MemoryLocks {
    private final Map<String, Held> locks = new HashMap<>();

    private record Held(String holder, Instant until) {}

    boolean take(String name, String holder, Duration leaseFor, Instant now) {
        Held held = locks.get(name);
        if (held != null && held.until().isAfter(now) && !held.holder().equals(holder)) {
            return false;
        }
        locks.put(name, new Held(holder, now.plusMillis(leaseFor.toMillis())));
        return true;
    }

    void release(String name, String holder) {
        locks.computeIfPresent(name, (same, held) -> held.holder().equals(holder) ? null : held);
    }
}
