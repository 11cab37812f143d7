package dev.vmlifecycle.vm.store;

import dev.vmlifecycle.engine.StoreCall;
import java.util.List;

/** Asks how many VMs stand where. Reads every row, so it is for a page or a metric now and then. */
public record CountVms() implements StoreCall<List<CountVms.Count>> {

    /**
     * VMs that stand alike.
     *
     * @param state the persisted state
     * @param ending whether a termination is asked for and has not begun
     * @param needsAttention whether they failed several times in a row
     * @param onHold whether they are on hold
     * @param number how many
     */
    public record Count(String state, boolean ending, boolean needsAttention, boolean onHold, long number) {

        Count times(long vms) {
            return new Count(state, ending, needsAttention, onHold, vms);
        }
    }
}
