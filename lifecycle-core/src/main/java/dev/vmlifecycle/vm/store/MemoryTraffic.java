package dev.vmlifecycle.vm.store;

import dev.vmlifecycle.traffic.TrafficInterval;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The traffic ledger in memory. Guarded by the store's lock. */
final class MemoryTraffic {
    private final Map<String, Instant> marks = new HashMap<>();
    private final Map<String, TreeMap<Instant, TrafficInterval>> ledgers = new HashMap<>();

    Optional<Instant> countedTo(String key) {
        return Optional.ofNullable(marks.get(key));
    }

    boolean count(String key, Optional<Instant> seen, Instant countedTo, List<TrafficInterval> intervals) {
        if (!countedTo(key).equals(seen)) {
            return false;
        }
        marks.put(key, countedTo);
        TreeMap<Instant, TrafficInterval> ledger = ledgers.computeIfAbsent(key, any -> new TreeMap<>());
        intervals.forEach(interval -> ledger.put(interval.from(), interval));
        return true;
    }

    List<TrafficInterval> between(String key, Instant from, Instant to) {
        return ledgers.getOrDefault(key, new TreeMap<>()).headMap(to, false).values().stream()
                .filter(interval -> interval.to().isAfter(from))
                .toList();
    }

    int forget(Instant before) {
        int gone = 0;
        for (TreeMap<Instant, TrafficInterval> ledger : ledgers.values()) {
            int size = ledger.size();
            ledger.values().removeIf(interval -> !interval.to().isAfter(before));
            gone += size - ledger.size();
        }
        return gone;
    }
}
