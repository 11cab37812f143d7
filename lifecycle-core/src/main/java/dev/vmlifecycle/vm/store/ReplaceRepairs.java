package dev.vmlifecycle.vm.store;

import dev.vmlifecycle.engine.StoreCommand;
import java.time.Duration;
import java.util.List;

/**
 * Notes what is to be repaired in DNS for a VM, in place of what was noted before.
 *
 * @param key the VM
 * @param failed each entry once; none: nothing is left to repair
 */
public record ReplaceRepairs(String key, List<Failed> failed) implements StoreCommand {

    /**
     * Copies the list.
     *
     * @param key the VM
     * @param failed each entry once; none: nothing is left to repair
     */
    public ReplaceRepairs {
        failed = List.copyOf(failed);
    }

    /**
     * One value that failed.
     *
     * @param entry the value
     * @param removal true when it shall go, false when it shall come
     * @param tries how often it was tried
     * @param dueIn when to try again, counted from the store's now
     * @param error why it failed last; without secrets
     */
    public record Failed(LedgerEntry entry, boolean removal, int tries, Duration dueIn, String error) {}
}
