package dev.vmlifecycle.vm.store;

import dev.vmlifecycle.engine.StoreCall;
import java.util.List;

/**
 * Notes DNS values before they are written, durable at once: whatever happens then, the end of the VM finds them. Values that
 * are noted already, as announced or as written, stay as they are. Answers the ledger after it.
 *
 * @param key the VM
 * @param entries what is about to be written
 */
public record AnnounceRecords(String key, List<LedgerEntry> entries) implements StoreCall<Ledger> {

    /**
     * Copies the list.
     *
     * @param key the VM
     * @param entries what is about to be written
     */
    public AnnounceRecords {
        entries = List.copyOf(entries);
    }
}
