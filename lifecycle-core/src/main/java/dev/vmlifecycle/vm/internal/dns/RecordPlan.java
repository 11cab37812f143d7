package dev.vmlifecycle.vm.internal.dns;

import dev.vmlifecycle.dns.Change;
import dev.vmlifecycle.dns.DnsError;
import dev.vmlifecycle.dns.DnsName;
import dev.vmlifecycle.dns.IpAddress;
import dev.vmlifecycle.dns.RRsetKey;
import dev.vmlifecycle.dns.RecordType;
import dev.vmlifecycle.dns.Ttl;
import dev.vmlifecycle.dns.ZoneBinding;
import dev.vmlifecycle.vm.store.LedgerEntry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The changes of one batch in their order. Deletes, then what comes; where both meet at one name and type the name is never absent: a
 * pointer is replaced by the one change that sets the new value, an address is removed only after the new one is there.
 *
 * @param changes the changes
 * @param unfit values that can be in no change
 */
record RecordPlan(List<Planned> changes, List<RecordResult> unfit) {

    /**
     * One change and what it stands for.
     *
     * @param entry the value
     * @param removal true when it goes
     * @param change the change
     * @param replaces pointers that are gone once this one stands
     */
    record Planned(LedgerEntry entry, boolean removal, Change change, List<LedgerEntry> replaces) {}

    static RecordPlan of(ZoneBatch batch, ZoneBinding binding) {
        Set<RRsetKey> arriving = new HashSet<>();
        batch.coming().forEach(entry -> arriving.add(key(entry)));
        List<Planned> plan = new ArrayList<>();
        List<Planned> last = new ArrayList<>();
        List<RecordResult> unfit = new ArrayList<>();
        for (LedgerEntry entry : batch.going()) {
            boolean meets = arriving.contains(key(entry));
            if (!meets || !isPointer(entry)) {
                (meets ? last : plan).add(new Planned(entry, true, removal(entry), List.of()));
            }
        }
        for (LedgerEntry entry : batch.coming()) {
            try {
                plan.add(new Planned(entry, false, arrival(entry, binding.ttl()), replacedBy(entry, batch)));
            } catch (IllegalArgumentException e) {
                // an address that nobody may publish, out of a pool that has such
                DnsError error = DnsError.of(DnsError.Kind.INVALID_VALUE, String.valueOf(e.getMessage()));
                unfit.add(RecordResult.unfit(binding.provider().type(), entry, error));
            }
        }
        plan.addAll(last);
        return new RecordPlan(plan, unfit);
    }

    static boolean isPointer(LedgerEntry entry) {
        return entry.type().equals(RecordType.PTR);
    }

    private static RRsetKey key(LedgerEntry entry) {
        return new RRsetKey(entry.name(), entry.type());
    }

    private static List<LedgerEntry> replacedBy(LedgerEntry arrived, ZoneBatch batch) {
        return batch.going().stream()
                .filter(entry -> isPointer(entry) && key(entry).equals(key(arrived)))
                .toList();
    }

    private static Change removal(LedgerEntry entry) {
        return isPointer(entry)
                ? Change.removePointers(entry.name(), Set.of(DnsName.parse(entry.value())))
                : Change.removeAddress(entry.name(), IpAddress.parse(entry.value()));
    }

    private static Change arrival(LedgerEntry entry, Ttl ttl) {
        return isPointer(entry)
                ? Change.pointTo(entry.name(), DnsName.parse(entry.value()), ttl)
                : Change.ensureAddress(entry.name(), IpAddress.parse(entry.value()), ttl);
    }
}
