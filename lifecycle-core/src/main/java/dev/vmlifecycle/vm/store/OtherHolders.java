package dev.vmlifecycle.vm.store;

import dev.vmlifecycle.engine.StoreCall;
import java.util.List;

/**
 * Asks which other VMs hold DNS values in their ledgers, written or announced, through whatever binding. Ordered by VM and entry.
 *
 * @param key the VM that asks
 * @param entries the values
 */
public record OtherHolders(String key, List<LedgerEntry> entries) implements StoreCall<List<OtherHolders.Holder>> {

    /**
     * Copies the list.
     *
     * @param key the VM that asks
     * @param entries the values
     */
    public OtherHolders {
        entries = List.copyOf(entries);
    }

    /**
     * One value of one other VM.
     *
     * @param key that VM
     * @param entry the value as its ledger has it: the binding may be another than was asked for
     */
    public record Holder(String key, LedgerEntry entry) {}
}
