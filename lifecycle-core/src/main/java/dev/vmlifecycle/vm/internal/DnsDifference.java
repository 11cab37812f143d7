package dev.vmlifecycle.vm.internal;

import dev.vmlifecycle.dns.RecordType;
import dev.vmlifecycle.vm.store.DnsRepair;
import dev.vmlifecycle.vm.store.Ledger;
import dev.vmlifecycle.vm.store.LedgerEntry;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What has to come and to go.
 *
 * @param wanted what the VM shall have
 * @param known what stands in DNS by our hand, as far as it was recorded
 * @param going what shall not be there
 * @param coming what shall be there and may not be
 * @param repairs what failed before
 */
record DnsDifference(
        Set<LedgerEntry> wanted,
        Set<LedgerEntry> known,
        List<LedgerEntry> going,
        List<LedgerEntry> coming,
        List<DnsRepair> repairs) {

    static DnsDifference of(Set<LedgerEntry> wanted, Ledger ledger, List<DnsRepair> repairs) {
        Set<LedgerEntry> known = new LinkedHashSet<>(ledger.written());
        Set<LedgerEntry> going = new LinkedHashSet<>(known);
        going.addAll(ledger.announced());
        repairs.stream().filter(DnsRepair::removal).map(DnsRepair::entry).forEach(going::add);
        going.removeAll(wanted);
        Set<LedgerEntry> coming = new LinkedHashSet<>(wanted);
        coming.removeAll(known);
        return new DnsDifference(wanted, known, List.copyOf(going), List.copyOf(coming), repairs);
    }

    /** The same, with everything wanted written anew. */
    DnsDifference all() {
        return new DnsDifference(wanted, known, going, List.copyOf(wanted), repairs);
    }

    /** The same, with more that shall not be there. */
    DnsDifference alsoGoing(Collection<LedgerEntry> more) {
        Set<LedgerEntry> all = new LinkedHashSet<>(going);
        all.addAll(more);
        all.removeAll(wanted);
        return new DnsDifference(wanted, known, List.copyOf(all), coming, repairs);
    }

    /** Pointers that we wrote already: whoever changed one since meant it. */
    Set<LedgerEntry> yielding() {
        return coming.stream()
                .filter(entry -> known.contains(entry) && entry.type().equals(RecordType.PTR))
                .collect(Collectors.toUnmodifiableSet());
    }
}
