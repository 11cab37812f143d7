package dev.vmlifecycle.vm.store;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** DNS repairs in memory. Guarded by the store's lock. */
final class MemoryRepairs {
    private final Map<String, List<DnsRepair>> repairs = new HashMap<>();

    void replace(ReplaceRepairs command, Instant now) {
        List<DnsRepair> noted = command.failed().stream()
                .map(failed -> new DnsRepair(
                        failed.entry(),
                        failed.removal(),
                        failed.tries(),
                        now.plusMillis(failed.dueIn().toMillis()),
                        failed.error()))
                .sorted(Comparator.comparing(DnsRepair::entry))
                .toList();
        if (noted.isEmpty()) {
            repairs.remove(command.key());
        } else {
            repairs.put(command.key(), noted);
        }
    }

    List<DnsRepair> of(String key) {
        return repairs.getOrDefault(key, List.of());
    }

    List<WaitingRepairs.Waiting> waiting(int limit, Predicate<String> mayBegin) {
        return repairs.entrySet().stream()
                .filter(entry -> mayBegin.test(entry.getKey()))
                .map(entry -> new WaitingRepairs.Waiting(entry.getKey(), first(entry.getValue())))
                .sorted(Comparator.comparing(WaitingRepairs.Waiting::dueAt).thenComparing(WaitingRepairs.Waiting::key))
                .limit(Math.max(0, limit))
                .toList();
    }

    private static Instant first(List<DnsRepair> repairs) {
        return repairs.stream()
                .map(DnsRepair::dueAt)
                .min(Comparator.naturalOrder())
                .orElse(Instant.MAX);
    }
}
