package dev.vmlifecycle.vm.internal;

import dev.vmlifecycle.dns.CallLimits;
import dev.vmlifecycle.dns.Cancellation;
import dev.vmlifecycle.dns.Change;
import dev.vmlifecycle.dns.ChangeResult;
import dev.vmlifecycle.dns.DnsError;
import dev.vmlifecycle.dns.DnsName;
import dev.vmlifecycle.dns.IpAddress;
import dev.vmlifecycle.dns.RRsetKey;
import dev.vmlifecycle.dns.RecordType;
import dev.vmlifecycle.dns.ZoneBinding;
import dev.vmlifecycle.dns.ZoneMatch;
import dev.vmlifecycle.dns.ZoneRef;
import dev.vmlifecycle.dns.Zones;
import dev.vmlifecycle.engine.StepResult;
import dev.vmlifecycle.ip.Allocation;
import dev.vmlifecycle.vm.store.LedgerChange;
import dev.vmlifecycle.vm.store.LedgerEntry;
import dev.vmlifecycle.vm.store.LedgerOf;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * DNS as a difference between what the VM shall have and what the ledger says we wrote: one batch a zone, never an
 * exception for one record. DNS trouble never stops a pipeline.
 */
public final class DnsSteps {
    private static final Duration BUDGET = Duration.ofSeconds(60);

    /**
     * Brings the records to the VM's present addresses.
     *
     * @param vm the run
     * @return what came of it
     */
    public StepResult synchronise(VmRun vm) {
        return synchronise(
                vm,
                vm.addresses().stream()
                        .filter(one -> !one.leaving())
                        .map(Allocation::address)
                        .toList());
    }

    /** Brings the records to these addresses: a package change knows them before they are written. */
    static StepResult synchronise(VmRun vm, List<IpAddress> addresses) {
        return apply(vm, wanted(vm, addresses));
    }

    /**
     * Removes every record of the VM, from every matching zone and from wherever the ledger says we wrote.
     *
     * @param vm the run
     * @return what came of it
     */
    public StepResult remove(VmRun vm) {
        return apply(vm, Set.of());
    }

    private static StepResult apply(VmRun vm, Set<LedgerEntry> wanted) {
        Set<LedgerEntry> known = new LinkedHashSet<>(vm.step().call(new LedgerOf(vm.key())));
        Set<LedgerEntry> going = new LinkedHashSet<>(known);
        if (wanted.isEmpty()) {
            going.addAll(everywhere(vm));
        }
        going.removeAll(wanted);
        Set<LedgerEntry> coming = new LinkedHashSet<>(wanted);
        coming.removeAll(known);
        if (going.isEmpty() && coming.isEmpty()) {
            return StepResult.skip(wanted.isEmpty() ? "no records" : "no change");
        }
        Map<String, Batch> batches = new LinkedHashMap<>();
        going.forEach(entry -> batch(batches, entry).going.add(entry));
        coming.forEach(entry -> batch(batches, entry).coming.add(entry));
        int errors =
                batches.values().stream().mapToInt(batch -> write(vm, batch)).sum();
        return StepResult.done(errors == 0 ? "" : errors + " DNS errors");
    }

    /** DNS gets a budget of its own: a provider that hangs must not use up the step. */
    private static CallLimits limits(VmRun vm) {
        Instant budget = vm.step().now().plus(BUDGET);
        Cancellation cancellation = new Cancellation();
        vm.step().onCancel(cancellation::cancel);
        return new CallLimits(
                budget.isBefore(vm.step().deadline()) ? budget : vm.step().deadline(), cancellation);
    }

    /** The binding's id belongs to its zone of today; what the ledger names may be an earlier one. */
    private static ZoneRef zone(Batch batch, ZoneBinding binding) {
        return batch.zone.equals(binding.zone()) ? binding.ref() : ZoneRef.of(batch.zone);
    }

    private static Batch batch(Map<String, Batch> batches, LedgerEntry entry) {
        return batches.computeIfAbsent(
                entry.binding() + " " + entry.zone(), any -> new Batch(entry.binding(), entry.zone()));
    }

    private static int write(VmRun vm, Batch batch) {
        ZoneBinding binding = vm.services().zones().binding(batch.binding).orElse(null);
        if (binding == null) {
            vm.step()
                    .detail("dns ERR  binding " + batch.binding + " is not configured any more: "
                            + (batch.going.size() + batch.coming.size()) + " records left as they are");
            return 1;
        }
        List<Planned> plan = plan(batch, binding);
        List<ChangeResult> results;
        try {
            results = binding.provider()
                    .apply(
                            zone(batch, binding),
                            plan.stream().map(Planned::change).toList(),
                            limits(vm));
            if (results.size() != plan.size()) {
                throw new IllegalStateException(results.size() + " results for " + plan.size() + " changes");
            }
        } catch (RuntimeException e) {
            // A plugin that breaks its contract costs its own zone, never the others' records in the ledger.
            vm.step().detail("dns ERR  [" + binding.provider().type() + "] " + batch.zone + "  " + e.getMessage());
            return plan.size();
        }
        List<LedgerEntry> removed = new ArrayList<>();
        List<LedgerEntry> added = new ArrayList<>();
        int errors = 0;
        for (int i = 0; i < plan.size(); i++) {
            Planned planned = plan.get(i);
            ChangeResult result = results.get(i);
            vm.step().detail(line(planned, result, binding));
            if (result.isOk()) {
                (planned.delete() ? removed : added).add(planned.entry());
                removed.addAll(planned.delete() ? List.of() : replacedBy(planned.entry(), batch));
            } else {
                errors++;
            }
        }
        vm.step().commit(new LedgerChange(vm.key(), removed, added));
        return errors;
    }

    /**
     * Deletes, then what comes. Where both meet at one name and type the name is never absent: a pointer is replaced by the one
     * change that sets the new value, an address is removed only after the new one is there.
     */
    private static List<Planned> plan(Batch batch, ZoneBinding binding) {
        Set<RRsetKey> arriving = new HashSet<>();
        batch.coming.forEach(entry -> arriving.add(key(entry)));
        List<Planned> plan = new ArrayList<>();
        List<Planned> last = new ArrayList<>();
        for (LedgerEntry entry : batch.going) {
            boolean meets = arriving.contains(key(entry));
            if (!meets || !entry.type().equals(RecordType.PTR)) {
                (meets ? last : plan).add(new Planned(entry, delete(entry), true));
            }
        }
        for (LedgerEntry entry : batch.coming) {
            plan.add(new Planned(entry, create(entry, binding), false));
        }
        plan.addAll(last);
        return plan;
    }

    private static RRsetKey key(LedgerEntry entry) {
        return new RRsetKey(entry.name(), entry.type());
    }

    /** What a replaced pointer pointed to: forgotten when its successor stands. */
    private static List<LedgerEntry> replacedBy(LedgerEntry arrived, Batch batch) {
        return batch.going.stream()
                .filter(entry ->
                        entry.type().equals(RecordType.PTR) && key(entry).equals(key(arrived)))
                .toList();
    }

    private static Change delete(LedgerEntry entry) {
        return entry.type().equals(RecordType.PTR)
                ? Change.removePointers(entry.name(), Set.of(DnsName.parse(entry.value())))
                : Change.removeAddress(entry.name(), IpAddress.parse(entry.value()));
    }

    private static Change create(LedgerEntry entry, ZoneBinding binding) {
        return entry.type().equals(RecordType.PTR)
                ? Change.pointTo(entry.name(), DnsName.parse(entry.value()), binding.ttl())
                : Change.ensureAddress(entry.name(), IpAddress.parse(entry.value()), binding.ttl());
    }

    private static String line(Planned planned, ChangeResult result, ZoneBinding binding) {
        LedgerEntry entry = planned.entry();
        String direction = entry.type().equals(RecordType.PTR) ? "rev" : "fwd";
        return direction + (planned.delete() ? "-del" : "") + (result.isOk() ? " OK  [" : " ERR  [")
                + binding.provider().type() + "] " + entry.zone() + "  " + entry.name() + " " + entry.type() + " "
                + entry.value()
                + result.error()
                        .map(DnsError::safeMessage)
                        .map(text -> "  " + text)
                        .orElse("");
    }

    private static Set<LedgerEntry> wanted(VmRun vm, List<IpAddress> addresses) {
        Zones zones = vm.services().zones();
        DnsName fqdn = DnsName.parse(vm.vm().id().fqdn());
        Set<LedgerEntry> entries = new LinkedHashSet<>();
        for (ZoneMatch match : zones.forward(fqdn)) {
            addresses.forEach(address -> entries.add(forward(match, address)));
        }
        for (IpAddress address : addresses) {
            zones.reverse(address).forEach(match -> entries.add(reverse(match, fqdn)));
        }
        return entries;
    }

    private static Set<LedgerEntry> everywhere(VmRun vm) {
        Zones zones = vm.services().zones();
        DnsName fqdn = DnsName.parse(vm.vm().id().fqdn());
        List<IpAddress> addresses =
                vm.addresses().stream().map(Allocation::address).toList();
        Set<LedgerEntry> entries = new LinkedHashSet<>();
        for (ZoneMatch match : zones.everyForward(fqdn)) {
            addresses.forEach(address -> entries.add(forward(match, address)));
        }
        for (IpAddress address : addresses) {
            zones.everyReverse(address).forEach(match -> entries.add(reverse(match, fqdn)));
        }
        return entries;
    }

    private static LedgerEntry forward(ZoneMatch match, IpAddress address) {
        return new LedgerEntry(
                match.binding().id(),
                match.binding().zone(),
                match.name(),
                address.family().recordType(),
                address.toString());
    }

    private static LedgerEntry reverse(ZoneMatch match, DnsName fqdn) {
        return new LedgerEntry(
                match.binding().id(), match.binding().zone(), match.name(), RecordType.PTR, fqdn.toString());
    }

    private record Planned(LedgerEntry entry, Change change, boolean delete) {}

    /** What one zone of one binding gets in one call. */
    private static final class Batch {
        private final String binding;
        private final DnsName zone;
        private final List<LedgerEntry> going = new ArrayList<>();
        private final List<LedgerEntry> coming = new ArrayList<>();

        private Batch(String binding, DnsName zone) {
            this.binding = binding;
            this.zone = zone;
        }
    }
}
