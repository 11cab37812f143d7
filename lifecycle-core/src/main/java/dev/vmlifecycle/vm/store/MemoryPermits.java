package dev.vmlifecycle.vm.store;

import dev.vmlifecycle.engine.AcquirePermit;
import dev.vmlifecycle.engine.PermitAnswer;
import dev.vmlifecycle.engine.PermitEntry;
import dev.vmlifecycle.engine.PermitName;
import dev.vmlifecycle.engine.ReleasePermits;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Permits and their queues in memory. Guarded by the store's lock. */
final class MemoryPermits {
    private static final Comparator<PermitEntry> IN_TURN = Comparator.comparing(PermitEntry::granted)
            .reversed()
            .thenComparing(PermitEntry::askedAt)
            .thenComparing(PermitEntry::key);

    private final Map<PermitName, Map<String, PermitEntry>> books = new HashMap<>();

    PermitAnswer acquire(AcquirePermit ask, Predicate<String> isAtRest, Instant now) {
        Map<String, PermitEntry> book = books.computeIfAbsent(ask.name(), name -> new TreeMap<>());
        book.keySet().removeIf(isAtRest);
        PermitAnswer answer = ask.judge(book.values(), now);
        Instant askedAt = Optional.ofNullable(book.get(ask.key()))
                .map(PermitEntry::askedAt)
                .orElseGet(() -> AcquirePermit.placeAfter(book.values(), now));
        book.put(ask.key(), new PermitEntry(ask.key(), answer.granted(), askedAt, now));
        return answer;
    }

    void release(ReleasePermits release) {
        books.forEach((name, book) -> {
            if (release.name().map(name::equals).orElse(true)) {
                book.computeIfPresent(
                        release.key(), (key, entry) -> entry.granted() && release.placesOnly() ? entry : null);
            }
        });
    }

    Optional<String> next(PermitName name) {
        return of(name).stream().filter(entry -> !entry.granted()).findFirst().map(PermitEntry::key);
    }

    List<PermitEntry> of(PermitName name) {
        return books.getOrDefault(name, Map.of()).values().stream()
                .sorted(IN_TURN)
                .toList();
    }
}
