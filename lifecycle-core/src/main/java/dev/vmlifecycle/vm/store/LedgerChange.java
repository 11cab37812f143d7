package dev.vmlifecycle.vm.store;

import dev.vmlifecycle.engine.StoreCommand;
import java.util.List;

/**
 * Notes DNS values written and removed.
 *
 * @param key the VM
 * @param removed entries to forget, written or announced; absent ones are ignored
 * @param added entries that stand in DNS now; announced ones become written ones
 */
public record LedgerChange(String key, List<LedgerEntry> removed, List<LedgerEntry> added) implements StoreCommand {

    /**
     * Copies the lists.
     *
     * @param key the VM
     * @param removed entries to forget, written or announced; absent ones are ignored
     * @param added entries that stand in DNS now; announced ones become written ones
     */
    public LedgerChange {
        removed = List.copyOf(removed);
        added = List.copyOf(added);
    }
}
