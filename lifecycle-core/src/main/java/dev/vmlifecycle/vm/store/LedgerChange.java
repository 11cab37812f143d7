package dev.vmlifecycle.vm.store;

import dev.vmlifecycle.engine.StoreCommand;
import java.util.List;

/**
 * Notes DNS values written and removed.
 *
 * @param key the VM
 * @param removed entries to forget; absent ones are ignored
 * @param added entries to keep; present ones are left alone
 */
public record LedgerChange(String key, List<LedgerEntry> removed, List<LedgerEntry> added) implements StoreCommand {

    /**
     * Copies the lists.
     *
     * @param key the VM
     * @param removed entries to forget; absent ones are ignored
     * @param added entries to keep; present ones are left alone
     */
    public LedgerChange {
        removed = List.copyOf(removed);
        added = List.copyOf(added);
    }
}
