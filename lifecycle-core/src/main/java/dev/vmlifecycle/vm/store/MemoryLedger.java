package dev.vmlifecycle.vm.store;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The DNS ledger in memory: whether each entry was written, or only announced. Guarded by the store's lock. */
final class MemoryLedger {
    private final Map<String, NavigableMap<LedgerEntry, Boolean>> entries = new HashMap<>();

    void change(LedgerChange change) {
        NavigableMap<LedgerEntry, Boolean> mine = of(change.key());
        change.removed().forEach(mine::remove);
        change.added().forEach(entry -> mine.put(entry, true));
    }

    Ledger announce(AnnounceRecords announce) {
        NavigableMap<LedgerEntry, Boolean> mine = of(announce.key());
        announce.entries().forEach(entry -> mine.putIfAbsent(entry, false));
        return ledger(announce.key());
    }

    Ledger ledger(String key) {
        return new Ledger(some(key, true), some(key, false));
    }

    List<OtherHolders.Holder> others(OtherHolders ask) {
        return entries.entrySet().stream()
                .filter(ledger -> !ledger.getKey().equals(ask.key()))
                .flatMap(ledger -> ledger.getValue().keySet().stream()
                        .map(entry -> new OtherHolders.Holder(ledger.getKey(), entry)))
                .filter(holder -> ask.entries().stream().anyMatch(holder.entry()::isSameRecord))
                .sorted(Comparator.comparing(OtherHolders.Holder::key).thenComparing(OtherHolders.Holder::entry))
                .toList();
    }

    private NavigableMap<LedgerEntry, Boolean> of(String key) {
        return entries.computeIfAbsent(key, any -> new TreeMap<>());
    }

    private List<LedgerEntry> some(String key, boolean written) {
        return of(key).entrySet().stream()
                .filter(entry -> entry.getValue() == written)
                .map(Map.Entry::getKey)
                .toList();
    }
}
