package dev.vmlifecycle.vm.internal;

import dev.vmlifecycle.dns.RecordType;
import dev.vmlifecycle.vm.store.DnsRepair;
import dev.vmlifecycle.vm.store.Ledger;
import dev.vmlifecycle.vm.store.LedgerEntry;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

/**
 * What has to come and to go.
 *
 * @param wanted what the VM shall have
 * @param mine what we wrote, or may have written: sent, and the answer lost
 * @param going what shall not be there
 * @param coming what shall be there and may not be
 * @param moved noted for one binding and wanted through another: the record stays, the note moves
 * @param repairs what failed before
 */
record DnsDifference(
        Set<LedgerEntry> wanted,
        Set<LedgerEntry> mine,
        List<LedgerEntry> going,
        List<LedgerEntry> coming,
        Map<LedgerEntry, LedgerEntry> moved,
        List<DnsRepair> repairs) {

    /** The difference; the predicate tells which entries of two bindings are one record. */
    static DnsDifference of(
            Set<LedgerEntry> wanted,
            Ledger ledger,
            List<DnsRepair> repairs,
            BiPredicate<LedgerEntry, LedgerEntry> isOneRecord) {
        Set<LedgerEntry> mine = new LinkedHashSet<>(ledger.written());
        mine.addAll(ledger.announced());
        Set<LedgerEntry> going = new LinkedHashSet<>(mine);
        repairs.stream().filter(DnsRepair::removal).map(DnsRepair::entry).forEach(going::add);
        going.removeAll(wanted);
        Map<LedgerEntry, LedgerEntry> moved = new LinkedHashMap<>();
        for (LedgerEntry entry : going) {
            wanted.stream()
                    .filter(one -> isOneRecord.test(entry, one))
                    .findFirst()
                    .ifPresent(one -> moved.put(entry, one));
        }
        going.removeAll(moved.keySet());
        mine.addAll(moved.values());
        Set<LedgerEntry> coming = new LinkedHashSet<>(wanted);
        coming.removeAll(standing(ledger, repairs));
        return new DnsDifference(wanted, mine, List.copyOf(going), List.copyOf(coming), moved, repairs);
    }

    /** Written, and nothing failed since: a removal whose answer was lost leaves open what stands. */
    private static Set<LedgerEntry> standing(Ledger ledger, List<DnsRepair> repairs) {
        Set<LedgerEntry> standing = new LinkedHashSet<>(ledger.written());
        repairs.stream().map(DnsRepair::entry).forEach(standing::remove);
        return standing;
    }

    /** The same, with everything wanted written anew. */
    DnsDifference all() {
        return new DnsDifference(wanted, mine, going, List.copyOf(wanted), moved, repairs);
    }

    /** The same, with more that shall not be there. */
    DnsDifference alsoGoing(Collection<LedgerEntry> more) {
        Set<LedgerEntry> all = new LinkedHashSet<>(going);
        all.addAll(more);
        all.removeAll(wanted);
        return new DnsDifference(wanted, mine, List.copyOf(all), coming, moved, repairs);
    }

    /** The same, without removals of these. */
    DnsDifference sparing(Collection<LedgerEntry> spared) {
        List<LedgerEntry> left =
                going.stream().filter(entry -> !spared.contains(entry)).toList();
        return new DnsDifference(wanted, mine, left, coming, moved, repairs);
    }

    /** Whether a pointer is wanted in a zone below too: then a CNAME in its place is the delegation to that one. */
    boolean isDelegated(LedgerEntry pointer) {
        String host = pointer.name().labels().get(0);
        return wanted.stream()
                .anyMatch(one -> one.type().equals(RecordType.PTR)
                        && !one.zone().equals(pointer.zone())
                        && one.zone().isInOrBelow(pointer.zone())
                        && one.name().labels().get(0).equals(host)
                        && one.value().equals(pointer.value()));
    }

    /**
     * Pointers that we may have written already: whoever changed one since meant it. Not those that we were about to remove: between
     * then and now the address may have been somebody else's.
     */
    Set<LedgerEntry> yielding() {
        return coming.stream()
                .filter(entry -> mine.contains(entry) && entry.type().equals(RecordType.PTR))
                .filter(entry -> repairs.stream()
                        .noneMatch(repair -> repair.removal() && repair.entry().equals(entry)))
                .collect(Collectors.toUnmodifiableSet());
    }
}
