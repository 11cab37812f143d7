package dev.vmlifecycle.vm.internal;

import dev.vmlifecycle.dns.DnsProvider;
import dev.vmlifecycle.dns.ZoneBinding;
import dev.vmlifecycle.dns.Zones;
import dev.vmlifecycle.vm.internal.dns.RecordResult;
import dev.vmlifecycle.vm.store.DnsRepair;
import dev.vmlifecycle.vm.store.LedgerEntry;
import dev.vmlifecycle.vm.store.OtherHolders;
import dev.vmlifecycle.vm.store.OtherHolders.Holder;
import dev.vmlifecycle.vm.store.RepairsOf;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who else counts on a value that is to go. A VM that is gone may have left its removal undone, and its name and address may be
 * another VM's by now: the ledger says whose a record is, and a record of two is left to the other.
 *
 * <p>A VM that itself only waits to remove a value does not count: two such would leave it to each other, and it would stand forever.
 */
final class RecordOwners {
    private final VmRun vm;
    private final Map<String, List<DnsRepair>> repairs = new HashMap<>();

    private RecordOwners(VmRun vm) {
        this.vm = vm;
    }

    /** A result for each value that another binding has now, or another VM holds. */
    static List<RecordResult> spared(VmRun vm, DnsDifference difference) {
        List<RecordResult> spared = new ArrayList<>();
        difference
                .moved()
                .forEach((entry, heir) -> spared.add(
                        RecordResult.spared(providerOf(vm, heir), entry, "kept: moved to binding " + heir.binding())));
        spared.addAll(held(vm, difference.going()));
        return spared;
    }

    private static List<RecordResult> held(VmRun vm, List<LedgerEntry> going) {
        if (going.isEmpty()) {
            return List.of();
        }
        RecordOwners owners = new RecordOwners(vm);
        List<Holder> holders = vm.step().call(new OtherHolders(vm.key(), going)).stream()
                .filter(owners::counts)
                .toList();
        List<RecordResult> spared = new ArrayList<>();
        for (LedgerEntry entry : going) {
            holders.stream()
                    .filter(holder -> isOneRecord(vm.services().zones(), holder.entry(), entry))
                    .findFirst()
                    .ifPresent(holder -> spared.add(
                            RecordResult.spared(providerOf(vm, entry), entry, "kept: belongs to " + holder.key())));
        }
        return spared;
    }

    /** Whether both mean one record of one connection; a binding that is not configured may have been any. */
    static boolean isOneRecord(Zones zones, LedgerEntry one, LedgerEntry other) {
        Optional<ZoneBinding> here = zones.binding(one.binding());
        Optional<ZoneBinding> there = zones.binding(other.binding());
        return one.isSameRecord(other)
                && (here.isEmpty()
                        || there.isEmpty()
                        || here.get()
                                .provider()
                                .connection()
                                .equals(there.get().provider().connection()));
    }

    static String providerOf(VmRun vm, LedgerEntry entry) {
        return vm.services()
                .zones()
                .binding(entry.binding())
                .map(ZoneBinding::provider)
                .map(DnsProvider::type)
                .orElse("not configured");
    }

    private boolean counts(Holder holder) {
        return repairs.computeIfAbsent(holder.key(), key -> vm.step().call(new RepairsOf(key))).stream()
                .noneMatch(repair -> repair.removal() && repair.entry().equals(holder.entry()));
    }
}
