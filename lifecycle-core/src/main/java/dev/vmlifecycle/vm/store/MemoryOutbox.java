package dev.vmlifecycle.vm.store;

import dev.vmlifecycle.engine.Notification;
import dev.vmlifecycle.engine.OutboxEntry;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Notifications in memory; delivered ones stay, so that their ids are known. Guarded by the store's lock. */
final class MemoryOutbox {
    private final Map<String, Entry> entries = new HashMap<>();

    private record Entry(String key, Notification notification, Instant at, int position, int attempts, boolean done) {

        Entry after(boolean delivered) {
            return new Entry(key, notification, at, position, delivered ? attempts : attempts + 1, delivered);
        }
    }

    void add(String key, List<Notification> notifications, Instant now) {
        int position = 0;
        for (Notification notification : notifications) {
            entries.putIfAbsent(notification.id(), new Entry(key, notification, now, position++, 0, false));
        }
    }

    List<OutboxEntry> waiting(int limit) {
        return entries.values().stream()
                .filter(entry -> !entry.done())
                .sorted(Comparator.comparing(Entry::at)
                        .thenComparing(Entry::position)
                        .thenComparing(entry -> entry.notification().id()))
                .limit(Math.max(0, limit))
                .map(entry -> new OutboxEntry(entry.key(), entry.notification(), entry.attempts()))
                .toList();
    }

    /** Only what waits stays of a deleted subject. */
    void forget(String key) {
        entries.values().removeIf(entry -> entry.done() && entry.key().equals(key));
    }

    void result(String id, boolean delivered) {
        entries.computeIfPresent(id, (same, entry) -> entry.done() ? entry : entry.after(delivered));
    }
}
