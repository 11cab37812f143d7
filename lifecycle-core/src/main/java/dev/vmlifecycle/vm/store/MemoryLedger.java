package dev.vmlifecycle.vm.store;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The DNS ledger in memory. Guarded by the store's lock. */
final class MemoryLedger {
    private final Map<String, Set<LedgerEntry>> entries = new HashMap<>();

    void change(LedgerChange change) {
        Set<LedgerEntry> mine = entries.computeIfAbsent(change.key(), key -> new TreeSet<>());
        change.removed().forEach(mine::remove);
        mine.addAll(change.added());
    }

    List<LedgerEntry> of(String key) {
        return List.copyOf(entries.getOrDefault(key, Set.of()));
    }
}
