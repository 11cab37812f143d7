package dev.vmlifecycle.vm.internal;

import dev.vmlifecycle.dns.DnsError.Kind;
import dev.vmlifecycle.dns.IpAddress;
import dev.vmlifecycle.dns.RecordType;
import dev.vmlifecycle.engine.ErrorKind;
import dev.vmlifecycle.engine.StepFailure;
import dev.vmlifecycle.engine.StepResult;
import dev.vmlifecycle.ip.Allocation;
import dev.vmlifecycle.vm.internal.dns.RecordResult;
import dev.vmlifecycle.vm.internal.dns.ZoneBatch;
import dev.vmlifecycle.vm.store.AnnounceRecords;
import dev.vmlifecycle.vm.store.DnsRepair;
import dev.vmlifecycle.vm.store.LedgerChange;
import dev.vmlifecycle.vm.store.LedgerEntry;
import dev.vmlifecycle.vm.store.LedgerOf;
import dev.vmlifecycle.vm.store.RepairsOf;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * DNS as a difference between what the VM shall have and what the ledger says we wrote: one batch a zone, never an
 * exception for one record. DNS trouble never stops a pipeline: what failed is noted as a repair, and tried again by ticks.
 */
public final class DnsSteps {

    /**
     * Brings the records to the VM's present addresses, repairs included.
     *
     * @param vm the run
     * @return what came of it
     */
    public StepResult synchronise(VmRun vm) {
        return synchronise(vm, present(vm));
    }

    /** Brings the records to these addresses: a package change knows them before they are written. */
    static StepResult synchronise(VmRun vm, List<IpAddress> addresses) {
        DnsDifference difference = difference(vm, WantedRecords.of(vm, addresses));
        return apply(vm, difference);
    }

    /**
     * Writes every record anew, whatever the ledger says; a pointer that somebody else set since stays.
     *
     * @param vm the run
     * @return what came of it
     */
    public StepResult resynchronise(VmRun vm) {
        return apply(vm, difference(vm, WantedRecords.of(vm, present(vm))).all());
    }

    /**
     * Removes every record of the VM, from every matching zone and from wherever the ledger says we wrote.
     *
     * @param vm the run
     * @return what came of it
     */
    public StepResult remove(VmRun vm) {
        return apply(vm, difference(vm, Set.of()).alsoGoing(WantedRecords.everywhere(vm)));
    }

    /**
     * Removes what is left of a VM that is gone.
     *
     * @param vm the run
     * @return what came of it
     */
    public StepResult cleanUp(VmRun vm) {
        return apply(vm, difference(vm, Set.of()));
    }

    private static List<IpAddress> present(VmRun vm) {
        return vm.addresses().stream()
                .filter(one -> !one.leaving())
                .map(Allocation::address)
                .toList();
    }

    private static DnsDifference difference(VmRun vm, Set<LedgerEntry> wanted) {
        return DnsDifference.of(
                wanted,
                vm.step().call(new LedgerOf(vm.key())),
                vm.step().call(new RepairsOf(vm.key())),
                (one, other) -> RecordOwners.isOneRecord(vm.services().zones(), one, other));
    }

    private static StepResult apply(VmRun vm, DnsDifference whole) {
        List<LedgerEntry> coming = whole.coming();
        if (!coming.isEmpty()) {
            // Whoever dies after a value was written leaves a note of it: it must not outlive the VM.
            vm.step().call(new AnnounceRecords(vm.key(), coming));
        }
        List<RecordResult> results = new ArrayList<>(RecordOwners.spared(vm, whole));
        DnsDifference difference =
                whole.sparing(results.stream().map(RecordResult::entry).toList());
        List<ZoneBatch> batches = ZoneBatch.of(difference.going(), coming);
        if (batches.isEmpty() && results.isEmpty()) {
            settle(vm, difference, List.of());
            return StepResult.skip(difference.wanted().isEmpty() ? "no records" : "no change");
        }
        write(vm, batches, difference).stream()
                .map(result -> isDelegated(difference, result) ? result.skipped("delegated") : result)
                .forEach(results::add);
        results.forEach(result -> vm.step().detail(result.line()));
        results.addAll(leftBehind(vm, batches));
        settle(vm, difference, results);
        long errors = results.stream().filter(result -> !result.isOk()).count();
        return StepResult.done(errors == 0 ? "" : errors + " DNS errors");
    }

    private static boolean isDelegated(DnsDifference difference, RecordResult result) {
        return result.error()
                        .filter(error -> error.kind() == Kind.CONFLICT_CNAME)
                        .isPresent()
                && !result.removal()
                && result.entry().type().equals(RecordType.PTR)
                && difference.isDelegated(result.entry());
    }

    private static List<RecordResult> write(VmRun vm, List<ZoneBatch> batches, DnsDifference difference) {
        Duration left = Duration.between(vm.step().now(), vm.step().deadline());
        try {
            // some time must remain for recording what came of it
            Duration most = left.multipliedBy(4).dividedBy(5);
            return vm.services().dns().write(batches, difference.yielding(), most, vm.step()::onCancel);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StepFailure(ErrorKind.TRANSIENT, "dns: interrupted (expected: time to finish)");
        }
    }

    /** Records of bindings that are not configured: one line for each binding, and repairs, since the binding may come back. */
    private static List<RecordResult> leftBehind(VmRun vm, List<ZoneBatch> batches) {
        List<RecordResult> left = new ArrayList<>();
        for (ZoneBatch batch : vm.services().dns().orphans(batches)) {
            int records = batch.going().size() + batch.coming().size();
            vm.step()
                    .detail("dns ERR  binding " + batch.binding() + " is not configured any more: " + records
                            + " records left as they are");
            batch.going().forEach(entry -> left.add(RecordResult.leftBehind(entry, true)));
            batch.coming().forEach(entry -> left.add(RecordResult.leftBehind(entry, false)));
        }
        if (!left.isEmpty()) {
            vm.step().event("dns_left_behind", left.size() + " records of bindings that are not configured any more");
        }
        return left;
    }

    /** Ledger and repairs as the results make them, with the step's commit. */
    private static void settle(VmRun vm, DnsDifference difference, List<RecordResult> results) {
        List<LedgerEntry> removed = new ArrayList<>();
        List<LedgerEntry> added = new ArrayList<>();
        for (RecordResult result : results) {
            if (result.isSkipped()) {
                removed.add(result.entry());
            } else if (result.isOk()) {
                (result.removal() ? removed : added).add(result.entry());
                removed.addAll(result.replaced());
            } else if (!result.removal()
                    && !result.isUncertain()
                    && !difference.mine().contains(result.entry())) {
                // certainly not there: what stands in its place is a former tenant's
                removed.add(result.entry());
            }
        }
        if (!removed.isEmpty() || !added.isEmpty()) {
            vm.step().commit(new LedgerChange(vm.key(), removed, added));
        }
        List<DnsRepair> before = difference.repairs();
        RepairPlan.of(before, results).noteIn(vm);
    }
}
