package dev.vmlifecycle.vm;

import dev.vmlifecycle.traffic.BillingPeriod;
import dev.vmlifecycle.traffic.TrafficInterval;
import dev.vmlifecycle.traffic.TrafficStore;
import dev.vmlifecycle.traffic.TrafficTotal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What VMs received and sent, as the task {@code collect_statistics} counted it. Reads the store only. Thread-safe.
 *
 * <p>Counted is from a VM's creation on, in steps of 30 minutes, about as late as the task's interval. A VM that is gone keeps what was
 * counted of it until the retention is over; its last minutes, since the task ran before, are not counted.
 */
public final class VmTraffic {
    private final TrafficStore ledger;

    VmTraffic(TrafficStore ledger) {
        this.ledger = ledger;
    }

    /**
     * Up to when a VM is counted.
     *
     * @param key the VM
     * @return the instant; empty when nothing was counted yet
     */
    public Optional<Instant> countedTo(VmKey key) {
        return ledger.countedTo(key.value());
    }

    /**
     * The lines of the ledger that touch a period.
     *
     * @param key the VM
     * @param period the period
     * @return the intervals, oldest first; the first and last may reach beyond it
     */
    public List<TrafficInterval> intervals(VmKey key, BillingPeriod period) {
        return ledger.traffic(key.value(), period.start(), period.end());
    }

    /**
     * The sum of a period. Nothing is split when the period begins and ends at midnights of the facade's zone.
     *
     * @param key the VM
     * @param period the period, for example {@code BillingCycle.monthly(zone).at(now)}
     * @return the sum of what was counted so far, and how far it can be relied on
     */
    public TrafficTotal total(VmKey key, BillingPeriod period) {
        return TrafficTotal.of(period, intervals(key, period));
    }
}
