package dev.vmlifecycle.vm.internal.dns;

import dev.vmlifecycle.dns.CallLimits;
import dev.vmlifecycle.dns.Change;
import dev.vmlifecycle.dns.ChangeResult;
import dev.vmlifecycle.dns.DnsError;
import dev.vmlifecycle.dns.DnsError.Kind;
import dev.vmlifecycle.dns.DnsException;
import dev.vmlifecycle.dns.RRset;
import dev.vmlifecycle.dns.RecordType;
import dev.vmlifecycle.vm.internal.dns.RecordPlan.Planned;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One zone's call. Holds a provider to its contract: what it throws costs its own zone and shows nothing but its name. */
final class BatchCall {
    private final BoundBatch batch;
    private final CallLimits limits;

    BatchCall(BoundBatch batch, CallLimits limits) {
        this.batch = batch;
        this.limits = limits;
    }

    List<RecordResult> run() {
        try {
            List<RecordResult> results = new ArrayList<>(batch.plan().unfit());
            List<Planned> left = new ArrayList<>();
            for (Planned planned : batch.plan().changes()) {
                foreign(planned)
                        .ifPresentOrElse(
                                value -> results.add(RecordResult.kept(batch.type(), planned, value)),
                                () -> left.add(planned));
            }
            results.addAll(apply(left));
            return results;
        } catch (DnsException e) {
            return batch.allFailed(e.error());
        } catch (Throwable e) {
            if (e instanceof VirtualMachineError && !(e instanceof StackOverflowError)) {
                throw e;
            }
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            // not its message: it may hold what the provider was configured with
            return batch.allFailed(defect("threw " + e.getClass().getSimpleName()));
        }
    }

    private List<RecordResult> apply(List<Planned> plan) {
        if (plan.isEmpty()) {
            return List.of();
        }
        List<Change> changes = plan.stream().map(Planned::change).toList();
        List<ChangeResult> answers = batch.binding().provider().apply(batch.zone(), changes, limits);
        if (!answers.stream().map(ChangeResult::change).toList().equals(changes)) {
            throw new DnsException(defect("answered " + answers.size() + " results, not one for each of "
                    + changes.size() + " changes in their order"));
        }
        List<RecordResult> results = new ArrayList<>();
        for (int i = 0; i < changes.size(); i++) {
            results.add(RecordResult.of(batch.type(), plan.get(i), answers.get(i)));
        }
        return results;
    }

    /** What somebody else made of a pointer that we once wrote; empty when it is ours or absent. */
    private Optional<String> foreign(Planned planned) {
        if (!batch.yielding().contains(planned.entry())) {
            return Optional.empty();
        }
        return batch.binding().provider().read(batch.zone(), planned.entry().name(), limits).stream()
                .filter(set -> set.type().equals(RecordType.PTR))
                .map(RRset::values)
                .filter(values -> !values.contains(planned.entry().value()))
                .flatMap(values -> values.stream().limit(1))
                .findFirst();
    }

    private DnsError defect(String what) {
        return DnsError.of(Kind.UNKNOWN, "provider " + batch.type() + " broke its contract: " + what);
    }
}
