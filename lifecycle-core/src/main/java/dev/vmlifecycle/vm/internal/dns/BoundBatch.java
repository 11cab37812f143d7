package dev.vmlifecycle.vm.internal.dns;

import dev.vmlifecycle.dns.ConnectionId;
import dev.vmlifecycle.dns.DnsError;
import dev.vmlifecycle.dns.ZoneBinding;
import dev.vmlifecycle.dns.ZoneRef;
import dev.vmlifecycle.vm.store.LedgerEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A batch and the binding it goes through.
 *
 * @param zone the zone as the provider is asked for it
 * @param binding the binding
 * @param plan the changes
 * @param yielding pointers that give way to one that somebody else wrote since
 */
record BoundBatch(ZoneRef zone, ZoneBinding binding, RecordPlan plan, Set<LedgerEntry> yielding) {

    static BoundBatch of(ZoneBatch batch, ZoneBinding binding, Set<LedgerEntry> yielding) {
        // the binding's id belongs to its zone of today; what the ledger names may be an earlier one
        ZoneRef zone = batch.zone().equals(binding.zone()) ? binding.ref() : ZoneRef.of(batch.zone());
        return new BoundBatch(zone, binding, RecordPlan.of(batch, binding), yielding);
    }

    ConnectionId connection() {
        return binding.provider().connection();
    }

    String type() {
        return binding.provider().type();
    }

    List<RecordResult> allFailed(DnsError error) {
        List<RecordResult> results = new ArrayList<>(plan.unfit());
        plan.changes().forEach(planned -> results.add(RecordResult.failed(type(), planned, error)));
        return results;
    }

    List<RecordResult> notTried(DnsError error) {
        List<RecordResult> results = new ArrayList<>(plan.unfit());
        plan.changes().forEach(planned -> results.add(RecordResult.notTried(type(), planned, error)));
        return results;
    }
}
