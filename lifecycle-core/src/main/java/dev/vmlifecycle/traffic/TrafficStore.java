package dev.vmlifecycle.traffic;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where the traffic ledger is kept. Thread-safe; every method is one transaction and may throw {@code StoreException}.
 */
public interface TrafficStore {

    /**
     * Up to when a VM is counted.
     *
     * @param key the VM
     * @return its watermark, to the millisecond; empty when nothing was counted yet
     */
    Optional<Instant> countedTo(String key);

    /**
     * Writes intervals and moves the watermark, all or nothing and only from where the caller saw it: of two that count the same
     * time one writes.
     *
     * @param key the VM
     * @param seen the watermark as the caller read it
     * @param countedTo the new one
     * @param intervals what was counted; one that begins where a stored one begins replaces it
     * @return false when the watermark is another by now; then nothing is written
     */
    boolean count(String key, Optional<Instant> seen, Instant countedTo, List<TrafficInterval> intervals);

    /**
     * Reads the ledger of a VM.
     *
     * @param key the VM
     * @param from intervals that end at or before this are left out
     * @param to intervals that begin at or after this are left out
     * @return the intervals, oldest first
     */
    List<TrafficInterval> traffic(String key, Instant from, Instant to);

    /**
     * Forgets intervals of all VMs; watermarks stay.
     *
     * @param before intervals that ended at or before this go
     * @return how many went
     */
    int forgetTraffic(Instant before);
}
