package dev.vmlifecycle.vm.internal;

import dev.vmlifecycle.engine.Instance;
import dev.vmlifecycle.engine.NewEvent;
import dev.vmlifecycle.engine.Request;
import dev.vmlifecycle.engine.StoreException;
import dev.vmlifecycle.engine.SubjectStore;
import dev.vmlifecycle.vm.dns.DnsPipelines;
import dev.vmlifecycle.vm.store.DnsRepair;
import dev.vmlifecycle.vm.store.RepairsOf;
import dev.vmlifecycle.vm.store.WaitingRepairs;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sets off the repairs that are due, as requests like any other: so a repair runs under the VM's lease, beside no other work on it, and
 * stands in its run log. A VM that is busy is left to its pipeline.
 */
public final class DnsRepairs {
    private static final Logger LOG = LoggerFactory.getLogger(DnsRepairs.class);
    private static final int AT_A_TIME = 100;
    private static final String GONE = "remove";
    private static final List<String> STATES = List.of("ready", GONE);

    private final SubjectStore store;

    /**
     * Makes it.
     *
     * @param store where repairs are noted
     */
    public DnsRepairs(SubjectStore store) {
        this.store = store;
    }

    /** Asks for each repair that is due; trouble with the store is left to the tick that follows. */
    public void begin() {
        try {
            List<WaitingRepairs.Waiting> waiting = store.ask(new WaitingRepairs(STATES, AT_A_TIME));
            if (waiting.isEmpty()) {
                return;
            }
            Instant now = store.now();
            waiting.stream().filter(one -> !one.dueAt().isAfter(now)).forEach(one -> begin(one.key()));
        } catch (StoreException e) {
            LOG.warn("DNS repairs cannot be read: {}", e.getMessage());
        }
    }

    /**
     * When the next repair is due.
     *
     * @return the instant, possibly past; empty when there is none that could begin
     */
    public Optional<Instant> nextDue() {
        return store.ask(new WaitingRepairs(STATES, 1)).stream()
                .map(WaitingRepairs.Waiting::dueAt)
                .findFirst();
    }

    /** A request that waits would be replaced by ours. */
    private static boolean isFree(Instance row) {
        return row.request().isEmpty()
                && row.dueAt().isEmpty()
                && STATES.contains(row.pointer().state());
    }

    private void begin(String key) {
        Optional<Instance> row = store.find(key);
        if (row.filter(DnsRepairs::isFree).isEmpty()) {
            return;
        }
        List<DnsRepair> repairs = store.ask(new RepairsOf(key));
        int tries = repairs.stream().mapToInt(DnsRepair::tries).max().orElse(0);
        String what = repairs.size() + " records, try " + (tries + 1);
        String pipeline = row.get().pointer().state().equals(GONE) ? DnsPipelines.CLEANUP : DnsPipelines.REPAIR;
        Request ask = new Request(0, pipeline, false, "", "process_vms", Instant.EPOCH);
        if (store.request(row.get(), ask, List.of(new NewEvent("dns_repair", what)))) {
            LOG.info("{}: DNS repair of {}", key, what);
        }
    }
}
